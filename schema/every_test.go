package schema

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// needed are the arguments that fields cannot do without.
var needed = map[string]string{
	"conflictMatrix": "(by: PARTIES)", "stanceTable": `(issue: "troops")`, "membersOn": `(issue: "troops")`, "whatIf": `(relax: ["r1"])`, "shifts": `(from: "2024-12-31", to: "2025-02-01")`, "compareProposals": `(a: "draft-a", b: "draft-a")`, "delta": `(sinceAsOf: "2024-12-31")`, "proposal": `(key: "draft-a")`, "issue": `(key: "troops")`, "party": `(key: "russia")`, "dispute": `(key: "a-dispute")`, "term": `(key: "a-term")`, "support": `(record: "red-line/r1")`, "sourceImpact": `(source: "illustration")`,
}

// selection asks for everything of a type, so many levels down.
func selection(s *ast.Schema, typ *ast.Definition, levels int) string {
	if typ.IsAbstractType() {
		return "{__typename}"
	}
	var b strings.Builder
	b.WriteString("{")
	for _, f := range typ.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		args := ""
		if f.Name == "delta" || f.Name == "whatIf" || slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull }) {
			args = needed[f.Name]
		}
		below := s.Types[f.Type.Name()]
		switch {
		case below.IsLeafType():
			fmt.Fprintf(&b, "%s%s ", f.Name, args)
		case levels > 0:
			fmt.Fprintf(&b, "%s%s%s ", f.Name, args, selection(s, below, levels-1))
		default:
			fmt.Fprintf(&b, "%s%s{__typename} ", f.Name, args)
		}
	}
	b.WriteString("}")
	return b.String()
}

// TestEveryField asks every field of everything that has an id, two levels down, one field a query: a resolver
// that reads another source than it gets, or gives null where it must not, shows here.
func TestEveryField(t *testing.T) {
	f := example(t)
	f.put("the other kinds", otherKinds()...)
	f.put("a what-if with all its parts, a rule, evidence for a clause",
		&graph.Scenario{Key: "all-parts", Negotiation: "example", Title: "All", Relaxes: []string{"r1"}, Adds: []graph.RedLine{{Key: "supposed", Party: "europe", Title: "S", Forbids: graph.Patterns{{"troops": {"nato"}}}}}, Assumes: graph.Pattern{"troops": {"none"}}},
		&graph.Position{Key: "conditional", Party: "europe", Issue: "territory", Stance: graph.StanceAccepts, Options: []string{"frozen"}, Condition: graph.Patterns{{"troops": {"nato"}}}, Evidence: []string{"ex-europe-guarantee"}},
		&graph.Statement{Key: "quoted", Source: "illustration", Speaker: "example-envoy", Attribution: graph.AttributionReported, Said: graph.MustDate("2023~"), Paraphrase: "P.", Quotation: &graph.Quotation{Exact: "words", Prefix: "a "}, Credibility: 3},
		&graph.Position{Key: "old", Party: "europe", Issue: "troops", Stance: graph.StanceUnclear, From: graph.MustDate("2023"), Evidence: []string{"quoted"}},
	)
	s := load(t)
	var ids []any
	for _, k := range graph.Kinds() {
		for r := range f.db.Snapshot().Records(k.Kind) {
			ids = append(ids, r.Ref().ID().String())
		}
	}
	p, _ := graph.Get[*graph.Proposal](f.db.Snapshot(), "draft-a")
	change, _ := f.db.Snapshot().Change(2)
	ids = append(ids, p.ProvisionID(0).String(), change.ID.String(),
		f.ask(`{negotiation(key:"example"){conflicts{nodes{id}}}}`, "negotiation.conflicts.nodes.0.id"))
	asked := 0
	for _, typ := range s.PossibleTypes["Node"] {
		for _, field := range typ.Fields {
			one := &ast.Definition{Kind: ast.Object, Fields: ast.FieldList{field}}
			for at := 0; at < len(ids); at += maxNodes {
				query := fmt.Sprintf("query($ids:[ID!]!){nodes(ids:$ids){...on %s%s}}", typ.Name, selection(s, one, 2))
				if a := f.do(query, "ids", ids[at:min(len(ids), at+maxNodes)]); len(a.Errors) > 0 {
					t.Errorf("%s.%s: %s\n%s", typ.Name, field.Name, cut(a.text), f.log.String())
				}
				asked++
			}
		}
	}
	if asked < 150 {
		t.Errorf("only %d fields asked", asked)
	}
	for _, field := range s.Query.Fields {
		if field.Name == "negotiations" || field.Name == "parties" || field.Name == "people" || field.Name == "statements" || field.Name == "sources" || field.Name == "events" || field.Name == "changes" || field.Name == "status" {
			one := &ast.Definition{Kind: ast.Object, Fields: ast.FieldList{field}}
			f.ask(selection(s, one, 2), field.Name)
		}
	}
	f.ask(`{search(text:"e",first:500){nodes{kind key id label match field text node{__typename}}}}`, "search")
}
