package graph

import "testing"

func TestPartyInProse(t *testing.T) {
	for name, want := range map[string]string{
		"Ukraine":                             "Ukraine",
		"United States":                       "the United States",
		"Coalition of the Willing":            "the Coalition of the Willing",
		"E3 (France, Germany)":                "E3",
		"The Elders":                          "The Elders",
		"North Korea":                         "North Korea",
		"Organisation of Islamic Cooperation": "the Organisation of Islamic Cooperation",
		"":                                    "",
	} {
		if got := (&Party{Name: name}).InProse(); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
