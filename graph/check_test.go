package graph_test

import (
	"testing"

	"parley/graph"
)

// other is a second case, with an issue and a red line of its own.
func other() []graph.Record {
	return []graph.Record{
		&graph.Negotiation{Key: "other", Title: "Other"},
		&graph.Issue{Key: "fish", Negotiation: "other", Title: "Fish", Question: "Whose?", Options: []graph.Option{{Key: "ours", Label: "Ours"}, {Key: "theirs", Label: "Theirs"}}},
		&graph.RedLine{Key: "fish-line", Party: "north", Title: "Fish", Forbids: graph.Patterns{{"fish": {"ours"}}}},
	}
}

func TestRecordsAreRefused(t *testing.T) {
	date := graph.MustDate
	issue := func(change func(*graph.Issue)) graph.Record {
		i := &graph.Issue{Key: "i", Negotiation: "talks", Title: "I", Question: "?", Options: []graph.Option{{Key: "a", Label: "A"}, {Key: "b", Label: "B"}}}
		change(i)
		return i
	}
	quantity := &graph.Issue{Key: "cap", Negotiation: "talks", Title: "Cap", Question: "How many?", Scale: graph.Quantity, Unit: "men"}
	number := func(options ...string) graph.Record {
		return &graph.Position{Key: "n", Party: "north", Issue: "cap", Stance: graph.StanceAccepts, Options: options}
	}
	party := func(change func(*graph.Party)) graph.Record {
		p := &graph.Party{Key: "p", Name: "P", Kind: graph.PartyState}
		change(p)
		return p
	}
	scenario := func(change func(*graph.Scenario)) graph.Record {
		s := &graph.Scenario{Key: "if", Negotiation: "talks", Title: "If"}
		change(s)
		return s
	}
	added := func(key, supersedes string) graph.RedLine {
		return graph.RedLine{Key: key, Party: "north", Title: "Added", From: date("2025"), Forbids: graph.Patterns{{"border": {"river"}}}, Supersedes: supersedes}
	}
	proposal := func(key, day, supersedes string) graph.Record {
		return &graph.Proposal{Key: key, Negotiation: "talks", Title: key, Date: date(day), Status: graph.ProposalTabled, Supersedes: supersedes}
	}
	for _, tt := range []struct {
		name                 string
		records              []graph.Record
		record, field, words string
	}{
		{"a title of white space", []graph.Record{issue(func(i *graph.Issue) { i.Title = " \t\n" })}, "issue/i", "title", "is missing"},
		{"a label of white space", []graph.Record{issue(func(i *graph.Issue) { i.Options[1].Label = "\u00a0" })}, "issue/i", "options[1].label", "is missing"},
		{"an empty word in a list", []graph.Record{&graph.Inquiry{Key: "q", Party: "north", Issue: "border", Date: date("2025"), Searched: []string{"archive", " "}}},
			"inquiry/q", "searched[1]", "is empty"},
		{"an empty alias", []graph.Record{party(func(p *graph.Party) { p.Aliases = []string{""} })}, "party/p", "aliases[0]", "is empty"},
		{"a code of no scheme", []graph.Record{party(func(p *graph.Party) { p.Codes = map[string]string{"": "Q1"} })}, "party/p", "codes", "does not name a scheme"},
		{"a scheme with a control character", []graph.Record{party(func(p *graph.Party) { p.Codes = map[string]string{"iso\n3166": "P"} })}, "party/p", "codes", "does not name a scheme"},
		{"an empty code", []graph.Record{party(func(p *graph.Party) { p.Codes = map[string]string{"wikidata": ""} })}, "party/p", "codes.wikidata", "is empty"},
		{"a name in no language", []graph.Record{party(func(p *graph.Party) { p.Names = map[string]string{"": "P"} })}, "party/p", "names.", "BCP 47"},
		{"a source in no language", []graph.Record{&graph.Source{Key: "s", Title: "S", Language: "German, mostly"}}, "source/s", "language", "BCP 47"},
		{"words in no language", []graph.Record{&graph.Statement{Key: "s", Source: "blog", Attribution: graph.AttributionOfficial, Said: date("2025"), Paraphrase: "P", Language: "?"}},
			"statement/s", "language", "BCP 47"},
		{"a source of an unknown type", []graph.Record{&graph.Source{Key: "s", Title: "S", Type: "web-page"}}, "source/s", "type", `did you mean "webpage"?`},
		{"a unit without a quantity", []graph.Record{issue(func(i *graph.Issue) { i.Unit = "men" })}, "issue/i", "unit", "only a quantity"},
		{"two options that read alike", []graph.Record{issue(func(i *graph.Issue) { i.Options[1].Label = " a" })}, "issue/i", "options[1].label", "that of option a"},
		{"a status quo that is no range", []graph.Record{issue(func(i *graph.Issue) { i.Scale, i.Unit, i.Options, i.StatusQuo = graph.Quantity, "men", nil, "few" })},
			"issue/i", "status-quo", "is not a range"},
		{"a membership twice", []graph.Record{party(func(p *graph.Party) {
			p.Memberships = []graph.Membership{{Of: "north", From: date("2020")}, {Of: "north"}, {Of: "north", From: date("2020")}}
		})}, "party/p", "memberships[2]", "there twice"},
		{"a participation twice", []graph.Record{&graph.Negotiation{Key: "n", Title: "N", Participants: []graph.Participation{
			{Party: "north", Role: graph.RoleHost}, {Party: "north", Role: graph.RoleMediator}, {Party: "north", Role: graph.RoleHost}}}},
			"negotiation/n", "participants[2]", "there twice"},
		{"an office twice", []graph.Record{&graph.Person{Key: "p", Name: "P", Offices: []graph.Office{
			{Party: "north", Title: "envoy", Authority: graph.AuthorityOfficial}, {Party: "north", Title: "envoy", Authority: graph.AuthorityOfficial}}}},
			"person/p", "offices[1]", "there twice"},
		{"parties in one another", []graph.Record{
			party(func(p *graph.Party) { p.Memberships = []graph.Membership{{Of: "north"}, {Of: "q"}} }),
			party(func(p *graph.Party) { p.Key, p.Memberships = "q", []graph.Membership{{Of: "r", To: date("1999")}} }),
			party(func(p *graph.Party) { p.Key, p.Memberships = "r", []graph.Membership{{Of: "p"}} })},
			"party/p", "memberships[1].of", "goes round in a circle: p -> q -> r -> p"},
		{"a source that copies itself", []graph.Record{&graph.Source{Key: "s", Title: "S", Origin: "s"}}, "source/s", "origin", "circle: s -> s"},
		{"a pattern twice, in another order", []graph.Record{&graph.RedLine{Key: "l", Party: "north", Title: "L", Forbids: graph.Patterns{
			{"border": {"river", "ridge"}}, {"border": {"river"}}, {"border": {"ridge", "river"}}}}},
			"red-line/l", "forbids[2]", "same pattern"},
		{"a condition on another case", append(other(), &graph.Position{Key: "x", Party: "north", Issue: "border", Stance: graph.StanceAccepts, Options: []string{"river"},
			Condition: graph.Patterns{{"fish": {"ours"}}}}),
			"position/x", "condition[0].fish", "belongs to negotiation other, not to talks"},
		{"relaxing a line of another case", append(other(), scenario(func(s *graph.Scenario) { s.Relaxes = []string{"fish-line"} })),
			"scenario/if", "relaxes[0]", "belongs to negotiation other, not to talks"},
		{"adding two lines under one key", []graph.Record{scenario(func(s *graph.Scenario) { s.Adds = []graph.RedLine{added("x", ""), added("x", "")} })},
			"scenario/if", "adds[1].key", "there twice"},
		{"an added line that supersedes", append(other(), scenario(func(s *graph.Scenario) { s.Adds = []graph.RedLine{added("x", "fish-line")} })),
			"scenario/if", "adds[0].supersedes", "supersedes nothing: relax the other instead"},
		{"a proposal that supersedes a later one", []graph.Record{proposal("old", "2025-03", ""), proposal("new", "2025-02", "old")},
			"proposal/new", "date", "2025-02 is before what it supersedes was tabled, 2025-03"},
		{"an answer before the question", []graph.Record{proposal("plan", "2025-03", ""),
			&graph.Response{Key: "r", Party: "north", Proposal: "plan", Answer: graph.AnswerRejects, Date: date("2025-02-28")}},
			"response/r", "date", "2025-02-28 is before the proposal was tabled, 2025-03"},
		{"a source read before it was published", []graph.Record{&graph.Source{Key: "s", Title: "S", Issued: date("2025-02"), Accessed: date("2025-01-31")}},
			"source/s", "accessed", "is before it was published, 2025-02"},
		{"a number in hexadecimal", []graph.Record{quantity, number("<=0x10")}, "position/n", "options[0]", "not a range"},
		{"one range in two spellings", []graph.Record{quantity, number("<=1000", "2000", "<= 1000.0")}, "position/n", "options[2]", `the same range as "<=1000"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := graph.Empty().With(put(append(small(), tt.records...)...), noon)
			wantFault(t, err, tt.record, tt.field, tt.words)
		})
	}
}

// What only might be wrong is taken: vague dates that overlap, words reported before they were printed again.
func TestRecordsInDoubtAreTaken(t *testing.T) {
	date := graph.MustDate
	mustWith(t, graph.Empty(), put(append(small(),
		&graph.Source{Key: "doc", Title: "Doc", Type: "legal_case", Language: "zh-Hant", Issued: date("2025-02"), Accessed: date("2025-02-01")},
		&graph.Statement{Key: "later", Source: "doc", Attribution: graph.AttributionOfficial, Said: date("2025-03"), Paraphrase: "Said after it was printed."},
		&graph.Proposal{Key: "old", Negotiation: "talks", Title: "Old", Date: date("2025-03"), Status: graph.ProposalTabled},
		&graph.Proposal{Key: "new", Negotiation: "talks", Title: "New", Date: date("2025-03-01"), Status: graph.ProposalTabled, Supersedes: "old"},
		&graph.Response{Key: "r", Party: "north", Proposal: "old", Answer: graph.AnswerRejects, Date: date("2025")},
		&graph.Issue{Key: "cap", Negotiation: "talks", Title: "Cap", Question: "How many?", Scale: graph.Quantity, Unit: "men", StatusQuo: "<=800000"},
		&graph.Party{Key: "club", Name: "Club", Kind: graph.PartyCoalition, Codes: map[string]string{"Correlates of War": "1"},
			Memberships: []graph.Membership{{Of: "north", To: date("2020")}, {Of: "north", From: date("2022")}, {Of: "south"}}},
		&graph.Party{Key: "sub", Name: "Sub", Kind: graph.PartyCoalition, Memberships: []graph.Membership{{Of: "club"}, {Of: "north"}}},
	)...))
}
