package report

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/analysis/conflict"
	"parley/graph"
)

// The best witness comes first, whatever the order in which a record names its statements.
func TestBestWitnessFirst(t *testing.T) {
	said := func(key, party, on string, a graph.Attribution) *graph.Statement {
		return &graph.Statement{Key: key, Source: "paper", Party: party, Attribution: a, Said: graph.MustDate(on), Paraphrase: key}
	}
	want := []string{"official", "official-old", "personal", "of-all", "other", "reported", "inferred", "official-later"}
	s := snapshot(t,
		&graph.Negotiation{Key: "case", Title: "A case"},
		&graph.Party{Key: "alpha", Name: "Alpha", Kind: graph.PartyState},
		&graph.Party{Key: "beta", Name: "Beta", Kind: graph.PartyState},
		&graph.Source{Key: "paper", Title: "A paper"},
		said("official", "alpha", "2025-02", graph.AttributionOfficial),
		said("official-old", "alpha", "2024", graph.AttributionOfficial),
		said("personal", "alpha", "2025-03", graph.AttributionPersonal),
		said("of-all", "", "2024", graph.AttributionPersonal),
		said("other", "beta", "2025-04-02", graph.AttributionOfficial), // another's account
		said("reported", "alpha", "2025-04-01", graph.AttributionReported),
		said("inferred", "alpha", "2025-05-01", graph.AttributionInferred),
		said("official-later", "alpha", "2025-07", graph.AttributionOfficial),
	)
	v := view(t, s, graph.ViewOptions{Negotiation: "case", AsOf: day(t, "2025-06-01")})
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		keys := slices.Clone(want)
		rng.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		got := mapped(ranked(v, "alpha", keys), func(st *graph.Statement) string { return st.Key })
		if !slices.Equal(got, want) {
			t.Fatalf("the best of %v is in the order %v, want %v", keys, got, want)
		}
	}
	for key, want := range map[string]string{
		"official": "", "of-all": "", "other": " (reported by somebody else)", "reported": " (reported by somebody else)", "inferred": " (a reporter’s inference)",
	} {
		st, _ := graph.Get[*graph.Statement](s, key)
		if got := remark(st, "alpha").String(); got != want {
			t.Errorf("the mark of %s is %q, want %q", key, got, want)
		}
	}
}

// What a party holds by others' account alone is marked in its row.
func TestWordsOfOthersAreMarked(t *testing.T) {
	for name, v := range views(t) {
		var rows []string
		for _, block := range build(t, v).Blocks {
			if table, ok := block.(Table); ok && table.Columns[1].Title == "Stand" {
				for _, row := range table.Rows {
					rows = append(rows, joined(row[:4], "").String())
				}
			}
		}
		found, err := conflict.Find(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range found {
			for _, side := range c.Sides {
				own, others := false, false
				for _, key := range graph.EvidenceOf(side.Holds) {
					st, _ := graph.Get[*graph.Statement](v.Snapshot, key)
					byOthers := st.Attribution == graph.AttributionReported || st.Attribution == graph.AttributionInferred || st.Party != "" && st.Party != side.Party.Key
					own = own || !byOthers && st.Said.Earliest() <= v.AsOf
					others = others || byOthers
				}
				stem := side.Party.Name + standWords(v, side.Holds)
				marked := slices.ContainsFunc(rows, func(row string) bool {
					return strings.HasPrefix(row, stem) && strings.HasSuffix(row, sinceWords(side.Holds)) &&
						(strings.Contains(row, "(reported by somebody else)") || strings.Contains(row, "(a reporter’s inference)"))
				})
				if others && !own && !marked {
					t.Errorf("%s: %s stands on others' account and is not marked", name, side.Holds.Ref())
				}
			}
		}
	}
}
