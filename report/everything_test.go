package report

import "parley/graph"

// everything is a made-up case that uses what reports can show.
func everything() []graph.Record {
	d := graph.MustDate
	n := func(i int) *int { return &i }
	position := func(party, issue string, stance graph.Stance, from string, evidence []string, options ...string) *graph.Position {
		return &graph.Position{Party: party, Issue: issue, Stance: stance, Options: options, From: d(from), Evidence: evidence}
	}
	said := func(key, source, speaker, party, on string, a graph.Attribution, credibility int) *graph.Statement {
		return &graph.Statement{Key: key, Source: source, Speaker: speaker, Party: party, Attribution: a, Said: d(on), Paraphrase: "What " + key + " says", Credibility: credibility}
	}
	quoting := said("a-river", "paper", "ann", "alpha", "2025-03-01", graph.AttributionOfficial, 2)
	quoting.Quotation = &graph.Quotation{Exact: "not | one * inch"}
	quoting.Event = "talks"
	unnamed := said("b-river", "copy", "", "beta", "2025-03~", graph.AttributionInferred, 0)
	joint := said("c-seat", "paper", "", "gamma", "2025-04-01/2025-04-02", graph.AttributionReported, 3)
	joint.Voice = "a spokesman of alpha"
	return []graph.Record{
		&graph.Negotiation{Key: "case", Title: "A case *with* marks", Participants: []graph.Participation{
			{Party: "alpha", Role: graph.RolePrincipal}, {Party: "beta", Role: graph.RolePrincipal}}},
		&graph.Party{Key: "alpha", Name: "Alpha | One", Kind: graph.PartyState},
		&graph.Party{Key: "beta", Name: "Beta", Kind: graph.PartyState},
		&graph.Party{Key: "gamma", Name: "Gamma", Kind: graph.PartyCoalition},
		&graph.Party{Key: "delta", Name: "Delta", Kind: graph.PartyOther},
		&graph.Person{Key: "ann", Name: "Ann", Offices: []graph.Office{
			{Party: "beta", Title: "guest", Authority: graph.AuthorityPersonal, From: d("2025-01"), To: d("2025-12")},
			{Party: "alpha", Title: "minister", Authority: graph.AuthorityOfficial, From: d("2024"), To: d("2025-04")},
			{Party: "alpha", Title: "mayor", Authority: graph.AuthorityOfficial, From: d("2020"), To: d("2021")}}},
		&graph.Person{Key: "bob", Name: "Bob", Offices: []graph.Office{
			{Party: "beta", Title: "judge", Authority: graph.AuthorityOfficial, From: d("2010"), To: d("2012")},
			{Party: "beta", Title: "president", Authority: graph.AuthorityBinding, From: d("2013"), To: d("2020")}}},
		&graph.Issue{Key: "river", Negotiation: "case", Topic: "land", Title: "The river", Question: "Whose is the river?",
			Options: []graph.Option{{Key: "a", Label: "Alpha's"}, {Key: "shared", Label: "Shared"}, {Key: "b", Label: "Beta's"}}},
		&graph.Issue{Key: "seat", Negotiation: "case", Title: "The seat", Question: "Where is the seat?",
			Options: []graph.Option{{Key: "north", Label: "North"}, {Key: "south", Label: "South"}}},
		&graph.Issue{Key: "guards", Negotiation: "case", Topic: "land", Title: "Guards", Question: "How many guards?", Scale: graph.Quantity, Unit: "guards"},
		&graph.Source{Key: "paper", Title: "A [paper](x)", Publisher: "Press", Authors: []string{"Ed", "Flo"}, Issued: d("2025-05"), URL: "https://a.org/x_y?a|b", Reliability: "B"},
		&graph.Source{Key: "copy", Title: "A copy", Origin: "paper"},
		&graph.Source{Key: "graded", Title: "A graded one", Reliability: "C"},
		&graph.Event{Key: "talks", Title: "Talks", Kind: graph.EventTalks, Status: graph.EventHeld, Date: d("2025-03-01")},
		quoting, unnamed, joint,
		said("b-guards", "graded", "bob", "beta", "2025-03-10", graph.AttributionPersonal, 0),
		said("b-old", "copy", "bob", "beta", "2015", graph.AttributionOfficial, 4),
		said("a-later", "paper", "ann", "alpha", "2025-07", graph.AttributionOfficial, 1),
		said("a-first", "paper", "ann", "alpha", "2023", graph.AttributionOfficial, 1),

		position("alpha", "river", graph.StanceDemands, "2025-03-01", []string{"a-river"}, "a"),
		position("beta", "river", graph.StanceDemands, "2025-03", []string{"b-river"}, "b", "shared"),
		position("gamma", "seat", graph.StancePrefers, "2025-04-01", []string{"c-seat"}, "north"),
		position("beta", "seat", graph.StancePrefers, "2025-04-01", nil, "south"),
		position("alpha", "guards", graph.StanceDemands, "2025-03-01", []string{"a-river"}, "<=600000"),
		position("beta", "guards", graph.StanceDemands, "2025-03-10", []string{"b-guards"}, ">800000"),
		position("alpha", "seat", graph.StanceDeclined, "2025-03-01", []string{"a-river"}),
		&graph.Position{Key: "gamma-if", Party: "gamma", Issue: "river", Stance: graph.StanceAccepts, Options: []string{"shared"},
			Condition: graph.Patterns{{"seat": {"north"}}}, Scope: "in peacetime", From: d("2025-04-01"), Evidence: []string{"c-seat"}},

		&graph.RedLine{Key: "alpha-river", Party: "alpha", Title: "# No river for Beta", Forbids: graph.Patterns{{"river": {"b"}}},
			MayForbid: graph.Patterns{{"river": {"shared"}}}, Firmness: graph.Firm, From: d("2025-03-01"), To: d("2026"), Salience: n(80),
			Evidence: []string{"a-river", "a-first", "a-later"}},
		&graph.RedLine{Key: "beta-river", Party: "beta", Title: "No river for Alpha", Forbids: graph.Patterns{{"river": {"a"}}},
			Firmness: graph.Implied, From: d("2025-03"), Evidence: []string{"b-river"}, Supersedes: "beta-old"},
		&graph.RedLine{Key: "beta-old", Party: "beta", Title: "No talk of the river", Forbids: graph.Patterns{{"river": {"a", "shared"}}}, From: d("2015"), Evidence: []string{"b-old"}},
		&graph.RedLine{Key: "beta-seat", Party: "beta", Title: "No seat in the north", Forbids: graph.Patterns{{"seat": {"north"}, "river": {"a"}}}, From: d("2015"), To: d("2024-12"), Scope: "for now"},
		&graph.RedLine{Key: "gamma-bare", Party: "gamma", Title: "No guards", Forbids: graph.Patterns{{"guards": {">0"}}, {"guards": {"85000..100000"}, "seat": {"south"}}}},
		&graph.RedLine{Key: "delta-future", Party: "delta", Title: "Not drawn yet", Forbids: graph.Patterns{{"seat": {"south"}}}, From: d("2025-09")},

		&graph.Rule{Key: "physics", Negotiation: "case", Forbids: graph.Patterns{{"river": {"shared"}, "seat": {"north"}}}, Reason: "Cannot be."},
		&graph.Inquiry{Party: "gamma", Issue: "river", Date: d("2025-05-01"), Searched: []string{"archive", "press"}},
		&graph.Scenario{Key: "what-if", Negotiation: "case", Title: "Beta gives way", Relaxes: []string{"beta-river"},
			Adds:    []graph.RedLine{{Key: "delta-new", Party: "delta", Title: "No seat in the south", Forbids: graph.Patterns{{"seat": {"south"}}}}},
			Assumes: graph.Pattern{"seat": {"north"}}},
		&graph.Proposal{Key: "plan", Title: "The plan", By: []string{"gamma"}, Addressees: []string{"alpha", "beta"}, Date: d("2025-04"), Status: graph.ProposalTabled,
			Provisions: []graph.Provision{
				{Clause: "1", Issue: "river", Options: []string{"b"}, Text: "The river goes to Beta", Evidence: []string{"c-seat"}},
				{Clause: "2", Issue: "river", Options: []string{"shared"}, Text: "or is shared"}}},
		&graph.Proposal{Key: "plan-2", Title: "The second plan", Date: d("2025-05"), Status: graph.ProposalLeaked, Supersedes: "plan", Evidence: []string{"c-seat"},
			Provisions: []graph.Provision{
				{Clause: "1", Issue: "river", Options: []string{"b"}, Text: "The river goes to Beta"},
				{Clause: "1a", Issue: "river", Options: []string{"b"}, Text: "for ever"},
				{Issue: "guards", Options: []string{"<=600000"}, Text: "few guards"}}},
		&graph.Proposal{Key: "plan-3", Title: "The impossible plan", By: []string{"beta"}, Date: d("2025-05"), Status: graph.ProposalReported,
			Provisions: []graph.Provision{{Issue: "river", Options: []string{"shared"}, Text: "shared"}, {Issue: "seat", Options: []string{"north"}, Text: "north"}}},
		&graph.Response{Proposal: "plan-2", Party: "alpha", Answer: graph.AnswerReview, Date: d("2025-05-02"), Evidence: []string{"a-river"}},
		&graph.Response{Proposal: "plan-2", Party: "alpha", Answer: graph.AnswerRejects, Date: d("2025-05-09")},
	}
}
