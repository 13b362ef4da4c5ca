package graph_test

import (
	"reflect"
	"strings"
	"testing"

	"parley/graph"
)

// twoVersions is a case in which two agencies tell a demand differently: a copy of the first tells what that one does.
func twoVersions(preferred string) []graph.Record {
	said := func(key, source string) graph.Record {
		return &graph.Statement{Key: key, Source: source, Party: "north", Attribution: graph.AttributionReported, Said: graph.MustDate("2025-01-05"), Paraphrase: key}
	}
	d := &graph.Dispute{Key: "which", Negotiation: "talks", Title: "Which border?", Over: graph.OverFact, Preferred: preferred,
		Versions: []graph.Account{{Key: "one", Label: "The river", Statements: []string{"t1", "t2"}}, {Key: "two", Label: "The ridge", Statements: []string{"t3"}}}}
	if preferred != "" {
		d.Reason = "closer to the words"
	}
	return append(small(),
		&graph.Source{Key: "agency", Title: "Agency"}, &graph.Source{Key: "paper", Title: "Paper", Origin: "agency"}, &graph.Source{Key: "rival", Title: "Rival"},
		said("t1", "agency"), said("t2", "paper"), said("t3", "rival"), d,
		&graph.Position{Key: "river", Party: "north", Issue: "border", Stance: graph.StanceDemands, Options: []string{"river"}, Evidence: []string{"t1", "t2"}},
		&graph.Position{Key: "ridge", Party: "north", Issue: "border", Stance: graph.StanceDemands, Options: []string{"ridge"}, Evidence: []string{"t3"}})
}

func TestAViewTakesTheVersionPreferredOrAskedFor(t *testing.T) {
	for _, c := range []struct {
		preferred string
		prefer    map[string]string
		want      []string
	}{
		{"", nil, []string{"ridge", "river"}},
		{"one", nil, []string{"river"}},
		{"two", nil, []string{"ridge"}},
		{"one", map[string]string{"which": "two"}, []string{"ridge"}},
		{"one", map[string]string{"which": ""}, []string{"ridge", "river"}},
	} {
		s := mustWith(t, graph.Empty(), put(twoVersions(c.preferred)...))
		v := view(t, s, graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-02-01"), Prefer: c.prefer})
		if got := keys(v.Positions); !reflect.DeepEqual(got, c.want) {
			t.Errorf("preferred %q, asked %v: %v, want %v", c.preferred, c.prefer, got, c.want)
		}
	}
}

func TestWithoutASourceItsCopiesDoNotCountEither(t *testing.T) {
	s := mustWith(t, graph.Empty(), put(twoVersions("")...))
	for source, want := range map[string][]string{"agency": {"ridge"}, "paper": {"ridge", "river"}, "rival": {"river"}} {
		v := view(t, s, graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-02-01"), Without: source})
		if got := keys(v.Positions); !reflect.DeepEqual(got, want) {
			t.Errorf("without %s: %v, want %v", source, got, want)
		}
	}
}

func TestFaultsOfDisputes(t *testing.T) {
	base := mustWith(t, graph.Empty(), put(twoVersions("")...))
	change := func(spoil func(*graph.Dispute)) error {
		d, _ := graph.Get[*graph.Dispute](base, "which")
		wrong := *d
		wrong.Versions = append([]graph.Account{}, d.Versions...)
		spoil(&wrong)
		_, err := base.With(put(&wrong), noon)
		return err
	}
	wantFault(t, change(func(d *graph.Dispute) { d.Versions = d.Versions[:1] }), "dispute/which", "versions", "needs two or more")
	wantFault(t, change(func(d *graph.Dispute) { d.Versions[1].Key = "one" }), "dispute/which", "versions[1].key", "there twice")
	wantFault(t, change(func(d *graph.Dispute) { d.Versions[1].Statements = []string{"t1"} }), "dispute/which", "versions[1].statements[0]", "tells version one too")
	wantFault(t, change(func(d *graph.Dispute) { d.Preferred, d.Reason = "three", "x" }), "dispute/which", "preferred", "unknown version")
	wantFault(t, change(func(d *graph.Dispute) { d.Preferred = "one" }), "dispute/which", "reason", "is missing")
	for asked, words := range map[string]string{"which": "unknown version of dispute which", "other": `unknown dispute "other"`} {
		_, err := base.View(graph.ViewOptions{Negotiation: "talks", AsOf: day("2025-02-01"), Prefer: map[string]string{asked: "three"}})
		if graph.CodeOf(err) != graph.CodeNotFound || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", asked, err)
		}
	}
}

func TestFaultsOfTermsStepsAndCommitments(t *testing.T) {
	base := mustWith(t, graph.Empty(), put(small()...))
	term := func(senses ...graph.Sense) graph.Record {
		return &graph.Term{Key: "line", Negotiation: "talks", Title: "the line", Senses: senses}
	}
	sense := func(key, option string, users ...string) graph.Sense {
		s := graph.Sense{Key: key, Label: key, Means: graph.Pattern{"border": {option}}}
		for _, u := range users {
			s.Uses = append(s.Uses, graph.Use{Party: u})
		}
		return s
	}
	talks, _ := graph.Get[*graph.Negotiation](base, "talks")
	steps := *talks
	steps.Steps = []graph.Step{{Key: "truce", Label: "A truce"}, {Key: "truce", Label: "Again"}}
	border, _ := graph.Get[*graph.Issue](base, "border")
	ordered := func(order ...string) graph.Record {
		i := *border
		i.Options = append([]graph.Option{}, i.Options...)
		i.Options[1].Order = order
		return &i
	}
	pledge := func(change func(*graph.Commitment)) graph.Record {
		m := &graph.Commitment{Key: "m", By: "north", Kind: graph.Threat, Title: "M", Consequence: "C", Status: graph.CommitmentMet, Date: graph.MustDate("2025-01-05")}
		change(m)
		return m
	}
	for _, c := range []struct {
		put                  graph.Record
		record, field, words string
	}{
		{term(sense("a", "river")), "term/line", "senses", "two or more"},
		{term(sense("a", "river"), sense("a", "ridge")), "term/line", "senses[1].key", "there twice"},
		{term(sense("a", "river"), sense("b", "river")), "term/line", "senses[1].means", "is what sense a means"},
		{term(sense("a", "river", "north", "north"), sense("b", "ridge")), "term/line", "senses[0].uses[1].party", "there twice"},
		{term(sense("a", "river"), sense("b", "sea")), "term/line", "senses[1].means.border[0]", "unknown option"},
		{&steps, "negotiation/talks", "steps[1].key", "there twice"},
		{ordered("truce"), "issue/border", "options[1].order", "two or more"},
		{ordered("truce", "vote"), "issue/border", "options[1].order[0]", "unknown step of talks"},
		{pledge(func(m *graph.Commitment) { m.Deadline = graph.MustDate("2025-01-04") }), "commitment/m", "deadline", "before it was made"},
		{pledge(func(m *graph.Commitment) { m.StatusFrom = graph.MustDate("2024") }), "commitment/m", "status-from", "before it was made"},
		{pledge(func(m *graph.Commitment) { m.TriggeredBy = []string{"e"} }), "commitment/m", "trigger", "is missing"},
	} {
		_, err := base.With(put(c.put), noon)
		wantFault(t, err, c.record, c.field, c.words)
	}
}
