package seed

import (
	"fmt"
	"strings"
	"testing"
)

const report = "The two delegations met for three hours in the capital on Friday without a result, an official said, and will meet again next week at the same place, if the heads of government agree to it"

// press is a case with sources, each with a text, and a statement from each.
func press(sources string) string {
	return "parties: [{key: a, name: A, kind: state}]\nsources:\n" + sources
}

func paper(key, more, text string) string {
	return fmt.Sprintf("  - {key: %s, title: %s, issued: 2025-01-05%s, text: %q}\n", key, key, more, text)
}

// near returns the warnings of sources that read alike.
func near(t *testing.T, text string) []string {
	t.Helper()
	r := Check(folder(text), "x", CheckOptions{})
	if r.Faults() > 0 {
		t.Fatal(r.Problems)
	}
	var got []string
	for _, p := range r.Problems {
		if strings.Contains(p.Msg, "reads like") {
			if !p.Warning {
				t.Errorf("%s is no warning", p)
			}
			got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Msg))
		}
	}
	return got
}

const last = "; if one copies the other, or both a third, say so with origin"

func TestOutletsThatCarryOneTextAreSuggestedAsCopies(t *testing.T) {
	cut := strings.Join(strings.Fields(report)[4:24], " ")
	own := "Nobody at the border post had been told of talks, three guards said, who have manned it since the winter and look after the road"
	got := near(t, press(paper("a-agency", "", report+".")+paper("b-daily", "", "DELEGATIONS – "+strings.ToUpper(report))+
		paper("c-echo", "", "By our desk. "+cut+".")+paper("d-own", "", own)+paper("e-known", ", origin: a-agency", report)+
		paper("f-quotes", "", own+". It was added that they will meet again next week at the same place.")))
	expect(t, got,
		"4:5 source/b-daily: reads like a-agency (x/f.yaml:3:5): they share 33 runs of 4 words, of 34 here and 33 there"+last,
		"5:5 source/c-echo: reads like a-agency (x/f.yaml:3:5): they share 17 runs of 4 words, of 20 here and 33 there"+last,
		"8:5 source/f-quotes: reads like d-own (x/f.yaml:6:5): they share 22 runs of 4 words, of 36 here and 22 there"+last,
	)
}

func TestWithoutTextsTheWordsQuotedAreCompared(t *testing.T) {
	words := strings.Fields(report)
	quote := func(key, source string, from, to int) string {
		return fmt.Sprintf("  - {key: %s, source: %s, attribution: reported, said: 2025-01-05, paraphrase: The same words of ours tell nothing of who copied whom in this, quotation: {prefix: %q, exact: %q}}\n",
			key, source, strings.Join(words[from:from+5], " ")+" ", strings.Join(words[from+5:to], " "))
	}
	bare := func(key string) string {
		return fmt.Sprintf("  - {key: %s, title: %s, issued: 2025-01-05}\n", key, key)
	}
	got := near(t, press(bare("a-one")+bare("b-two")+bare("c-three")+"statements:\n"+
		quote("t1", "a-one", 0, 22)+quote("t2", "b-two", 2, 24)+quote("t3", "c-three", 25, 34)))
	expect(t, got, "4:5 source/b-two: reads like a-one (x/f.yaml:3:5): they share 17 runs of 4 words, of 19 here and 19 there"+last)
}

func TestNothingIsSaidOfTheDataThatComesWithParley(t *testing.T) {
	for _, p := range Check(Ukraine, "ukraine", CheckOptions{}).Problems {
		if strings.Contains(p.Msg, "reads like") {
			t.Error(p)
		}
	}
}
