package schema

import (
	"fmt"
	"testing"

	"parley/graph"
)

// TestCompareProposals holds the rows of two texts: the same, apart, and one silent.
func TestCompareProposals(t *testing.T) {
	f := example(t)
	f.put("another text", &graph.Proposal{Key: "draft-z", Negotiation: "example", Title: "Z", Date: graph.MustDate("2025-01-31"), Status: graph.ProposalTabled, Provisions: []graph.Provision{
		{Clause: "1", Issue: "guarantee", Options: []string{"article5"}, Text: "Help."},
		{Clause: "2", Issue: "territory", Options: []string{"russia"}, Text: "Land."},
		{Clause: "3", Text: "Trade."},
	}})
	const ask = `{negotiation(key:"example"){compareProposals(a:"draft-a",b:%q){a{key} b{key} rows{issueKey title result same a{silent says optionKeys provisions{clause} crosses{key}} b{silent says optionKeys options{key} provisions{clause} crosses{partyKey}}}}}}`
	query := func(b string) string { return fmt.Sprintf(ask, b) }
	rows := f.ask(query("draft-z"), "negotiation.compareProposals.rows")
	got := map[any][]any{}
	for _, r := range rows.([]any) {
		got[at(r, "issueKey")] = []any{at(r, "result"), at(r, "same"), at(r, "b.silent"), at(r, "b.optionKeys"), at(r, "b.options.key"), at(r, "b.provisions.clause")}
	}
	f.equal(got["guarantee"], `["SAME",true,false,["article5"],["article5"],["1"]]`)
	f.equal(got["territory"], `["DIFFER",false,false,["russia"],["russia"],["2"]]`)
	f.equal(got["troops"], `["ONLY_A",false,true,[],null,null]`)
	f.equal(got[nil], `["ONLY_B",false,false,[],null,["3"]]`)
	for _, r := range f.ask(query("draft-a"), "negotiation.compareProposals.rows").([]any) {
		if at(r, "same") != (at(r, "result") == "SAME") {
			t.Errorf("%v", r)
		}
	}
	f.fails(query("draft-b"), CodeNotFound, `b: unknown proposal "draft-b" (did you mean "draft-`)
}
