package schema

import (
	"fmt"
	"testing"

	"parley/graph"
)

// TestLookUpsByKey finds one record of each kind by its key, as the list of its kind in a negotiation has it.
func TestLookUpsByKey(t *testing.T) {
	f := example(t)
	f.put("the other kinds", otherKinds()...)
	for kind, name := range map[graph.Kind]string{
		graph.KindRule: "rule", graph.KindScenario: "scenario", graph.KindCommitment: "commitment", graph.KindResponse: "response",
		graph.KindInquiry: "inquiry", graph.KindAssessment: "assessment",
	} {
		for ref := range f.db.Snapshot().Refs(kind) {
			if id := f.ask(fmt.Sprintf(`{%s(key:%q){id}}`, name, ref.Key), name+".id"); id != ref.ID().String() {
				t.Errorf("%s: %v", ref, id)
			}
			switch kind {
			case graph.KindRule, graph.KindScenario, graph.KindAssessment:
				f.equal(f.ask(fmt.Sprintf(`{%s(key:%q){negotiationKey}}`, name, ref.Key), name+".negotiationKey"), `"example"`)
			}
		}
		f.fails(fmt.Sprintf(`{%s(key:"nothing-like-it"){id}}`, name), CodeNotFound, "unknown "+string(kind))
	}
}

// TestListedRecords compares the lists of whole kinds with the graph.
func TestListedRecords(t *testing.T) {
	f := example(t)
	for kind, name := range map[graph.Kind]string{graph.KindSource: "sources", graph.KindPerson: "people", graph.KindStatement: "statements", graph.KindEvent: "events"} {
		n := 0
		for range f.db.Snapshot().Refs(kind) {
			n++
		}
		f.equal(f.ask(fmt.Sprintf(`{%s(first:1){totalCount}}`, name), name+".totalCount"), fmt.Sprint(n))
		f.equal(f.ask(fmt.Sprintf(`{%s(knownAt:"2020-01-01T00:00:00Z"){totalCount}}`, name), name+".totalCount"), "0")
	}
	for st := range graph.All[*graph.Statement](f.db.Snapshot()) {
		n := 0
		for other := range graph.All[*graph.Statement](f.db.Snapshot()) {
			if other.Party == st.Party && other.Source == st.Source {
				n++
			}
		}
		f.equal(f.ask(`query($p:[String!],$s:[String!]){statements(filter:{parties:$p,sources:$s}){totalCount}}`, "statements.totalCount", "p", []any{st.Party}, "s", []any{st.Source}), fmt.Sprint(n))
	}
	f.put("words of one person", &graph.Statement{Key: "said", Source: "illustration", Speaker: "example-envoy", Attribution: graph.AttributionReported, Said: graph.MustDate("2025-01-01"), Paraphrase: "P."})
	for _, s := range f.ask(`{statements(filter:{speakers:["example-envoy"]}){nodes{speakerKey}}}`, "statements.nodes").([]any) {
		f.equal(at(s, "speakerKey"), `"example-envoy"`)
	}
	f.fails(`{statements(filter:{speakers:["exampl-envoy"]}){totalCount}}`, CodeNotFound, "filter.speakers", `did you mean "example-envoy"`)
}
