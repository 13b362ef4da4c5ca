package settle

import (
	"context"
	"fmt"
	"testing"
	"time"

	"parley/graph"
)

// snapshot holds the records given.
func snapshot(t testing.TB, records ...graph.Record) *graph.Snapshot {
	t.Helper()
	d := graph.Draft{Actor: "t", Reason: "t"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(d, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// see views the records in negotiation n on 1 January 2026.
func see(t testing.TB, o graph.ViewOptions, records ...graph.Record) *graph.View {
	t.Helper()
	o.Negotiation = "n"
	o.AsOf = day("2026-01-01")
	v, err := snapshot(t, records...).View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func judge(t testing.TB, v *graph.View, proposal string) *Judgement {
	t.Helper()
	p, ok := graph.Get[*graph.Proposal](v.Snapshot, proposal)
	if !ok {
		t.Fatalf("no proposal %s", proposal)
	}
	j, err := Judge(context.Background(), v, p)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// verdictOn returns the verdict on one red line.
func verdictOn(t testing.TB, j *Judgement, line string) LineVerdict {
	t.Helper()
	for _, v := range j.Verdicts {
		if v.Line.Key == line {
			return v
		}
	}
	t.Fatalf("no verdict on %s", line)
	return LineVerdict{}
}

func issue(key, title string, options ...string) *graph.Issue {
	i := &graph.Issue{Key: key, Negotiation: "n", Title: title, Question: title + "?"}
	for n := 0; n < len(options); n += 2 {
		i.Options = append(i.Options, graph.Option{Key: options[n], Label: options[n+1]})
	}
	return i
}

func line(key, party, title string, forbids ...graph.Pattern) *graph.RedLine {
	return &graph.RedLine{Key: key, Party: party, Title: title, Forbids: forbids}
}

func clauseOn(clause, issue string, options ...string) graph.Provision {
	return graph.Provision{Clause: clause, Issue: issue, Options: options, Text: "Clause " + clause + "."}
}

func proposal(key string, provisions ...graph.Provision) *graph.Proposal {
	return &graph.Proposal{Key: key, Negotiation: "n", Title: "Plan " + key, Date: graph.MustDate("2025-06-01"), Status: graph.ProposalTabled, Provisions: provisions}
}

// worked is the worked example of the design: no two and no three red lines clash, but all together do.
func worked(more ...graph.Record) []graph.Record {
	return append([]graph.Record{
		&graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{
			{Party: "ukraine", Role: graph.RolePrincipal}, {Party: "russia", Role: graph.RolePrincipal}, {Party: "europe", Role: graph.RolePrincipal},
		}},
		&graph.Party{Key: "ukraine", Name: "Ukraine", Kind: graph.PartyState},
		&graph.Party{Key: "russia", Name: "Russia (the other side)", Kind: graph.PartyState},
		&graph.Party{Key: "europe", Name: "Europeans", Kind: graph.PartyCoalition},
		issue("territory", "Territory", "ukraine", "Ukrainian control", "frozen", "Frozen lines", "russia", "Russian control"),
		issue("guarantee", "Guarantee", "none", "No guarantee", "assurances", "Assurances", "article5", "Duty to help"),
		issue("troops", "Foreign troops", "none", "No foreign troops", "european", "European troops", "nato", "NATO troops"),
		line("r1", "ukraine", "No cession", graph.Pattern{"territory": {"russia"}}),
		line("r2", "ukraine", "No freeze without a guarantee", graph.Pattern{"territory": {"frozen", "russia"}, "guarantee": {"none", "assurances"}}),
		line("r3", "russia", "No foreign troops", graph.Pattern{"troops": {"european", "nato"}}),
		line("r4", "russia", "No return", graph.Pattern{"territory": {"ukraine"}}),
		line("r5", "europe", "No guarantee without troops", graph.Pattern{"guarantee": {"article5"}, "troops": {"none"}}),
	}, more...)
}

func outcomes(j *Judgement) string {
	var s string
	for _, v := range j.Verdicts {
		s += fmt.Sprintf("%s:%s", v.Line.Key, v.Outcome)
		if v.Cause != "" {
			s += "/" + string(v.Cause)
		}
		s += " "
	}
	return s
}
