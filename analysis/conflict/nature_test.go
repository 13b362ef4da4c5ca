package conflict_test

import (
	"strings"
	"testing"

	"parley/analysis/conflict"
	"parley/graph"
)

// turning is a case with a conflict for each thing that conflicts turn on.
func turning() []graph.Record {
	issue := func(key string, scale graph.Scale, unit string, options ...graph.Option) graph.Record {
		return &graph.Issue{Key: key, Negotiation: "n", Title: key, Question: "Which?", Scale: scale, Unit: unit, Options: options}
	}
	wants := func(party, issue, option string, change ...func(*graph.Position)) graph.Record {
		p := &graph.Position{Key: party + "-" + issue + "-" + strings.Trim(option, "<=>"), Party: party, Issue: issue, Stance: graph.StanceDemands, Options: []string{option}}
		for _, c := range change {
			c(p)
		}
		return p
	}
	said := func(key, speaker string) graph.Record {
		return &graph.Statement{Key: key, Source: "paper", Speaker: speaker, Party: "a", Attribution: graph.AttributionOfficial, Said: graph.MustDate("2025-01-05"), Paraphrase: key}
	}
	evidence := func(key string) func(*graph.Position) { return func(p *graph.Position) { p.Evidence = []string{key} } }
	two := []graph.Option{{Key: "x", Label: "X"}, {Key: "y", Label: "Y"}, {Key: "z", Label: "Z"}}
	office := []graph.Office{{Party: "a", Title: "Envoy", Authority: graph.AuthorityOfficial}}
	return []graph.Record{
		&graph.Negotiation{Key: "n", Title: "N", Steps: []graph.Step{{Key: "truce", Label: "A truce"}, {Key: "talks", Label: "Talks"}}},
		&graph.Party{Key: "a", Name: "A", Kind: graph.PartyState}, &graph.Party{Key: "b", Name: "B", Kind: graph.PartyState},
		&graph.Source{Key: "paper", Title: "Paper"},
		&graph.Person{Key: "one", Name: "One", Offices: office}, &graph.Person{Key: "two", Name: "Two", Offices: office},
		said("s-one", "one"), said("s-two", "two"),
		issue("size", graph.Quantity, "troops"), wants("a", "size", "<=600"), wants("b", "size", ">=800"),
		issue("reach", graph.Ordinal, "", two...), wants("a", "reach", "x"), wants("b", "reach", "z"),
		issue("place", "", "", two...), wants("a", "place", "x"), wants("b", "place", "y"),
		issue("zone", "", "", two...), wants("a", "zone", "x", func(p *graph.Position) { p.Scope = "in peacetime" }), wants("b", "zone", "y"),
		issue("link", "", "", two...), wants("a", "link", "x"),
		&graph.RedLine{Key: "linked", Party: "b", Title: "Linked", Forbids: graph.Patterns{{"link": {"x"}}, {"link": {"y"}, "place": {"x"}}}},
		issue("order", "", "", graph.Option{Key: "x", Label: "X", Order: []string{"truce", "talks"}}, graph.Option{Key: "y", Label: "Y", Order: []string{"talks", "truce"}}),
		wants("a", "order", "x"), wants("b", "order", "y"),
		issue("word", "", "", two...), wants("a", "word", "x"), wants("b", "word", "y"),
		&graph.Term{Key: "t", Negotiation: "n", Title: "the word", Senses: []graph.Sense{
			{Key: "narrow", Label: "Narrow", Means: graph.Pattern{"word": {"x"}}, Uses: []graph.Use{{Party: "a"}}},
			{Key: "broad", Label: "Broad", Means: graph.Pattern{"word": {"y", "z"}}, Uses: []graph.Use{{Party: "b"}}},
		}},
		issue("self", "", "", two...), wants("a", "self", "x", evidence("s-one")), wants("a", "self", "y", evidence("s-two")),
	}
}

func TestNatures(t *testing.T) {
	v := view(t, world(t, turning()...), graph.ViewOptions{Negotiation: "n", AsOf: day("2025-02-01")})
	want := map[string]string{ // the natures of the conflict on each issue, and a word of the last one's sentence
		"size": "amount: 200 troops apart", "reach": "degree: 2 places apart", "place": "alternatives: no option is left by both A and B",
		"zone": "alternatives scope: A speaks of “in peacetime”, B of no limits", "link": "alternatives condition: links issues: “link” and “place”",
		"order": "alternatives sequence: A wants “A truce” before “Talks”, B the reverse",
		"word":  "alternatives term: A and B use “the word” in senses that have nothing in common", "self": "voices: On “self”, One and Two said different things for A on 2025-01-05",
	}
	for _, c := range find(t, v) {
		issue := c.Issues[0].Key
		words, ok := want[issue]
		if !ok {
			t.Errorf("a second conflict on %s: %s", issue, c.Explanation)
			continue
		}
		delete(want, issue)
		kinds, sentence, _ := strings.Cut(words, ": ")
		var got []string
		found := conflict.Natures(v, c)
		for _, n := range found {
			got = append(got, string(n.Kind))
			if n.Kind.Bridge() == "" || !strings.HasSuffix(n.Explanation, ".") {
				t.Errorf("%s: %s: %q, bridge %q", issue, n.Kind, n.Explanation, n.Kind.Bridge())
			}
		}
		if strings.Join(got, " ") != kinds || len(found) == 0 || !strings.Contains(found[len(found)-1].Explanation, sentence) {
			t.Errorf("%s: %v, want %s", issue, found, words)
		}
	}
	if len(want) > 0 {
		t.Errorf("no conflict on %v", want)
	}
}
