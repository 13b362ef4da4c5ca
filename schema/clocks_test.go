package schema

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// noClocks are fields at the root that have no clocks, and why.
var noClocks = map[string]string{
	"status":  "tells of the server and its store, as they are",
	"changes": "is the log itself: every entry says when it was made, and since bounds it",
}

// TestTwoClocksEverywhere walks the schema: whatever at the root yields records or analysis can be asked as of a day and as
// known at an instant, and what hangs below is seen the same way.
func TestTwoClocksEverywhere(t *testing.T) {
	s := load(t)
	for _, field := range s.Query.Fields {
		if strings.HasPrefix(field.Name, "__") || noClocks[field.Name] != "" {
			continue
		}
		for name, typ := range map[string]string{"asOf": "Date", "knownAt": "DateTime"} {
			if a := field.Arguments.ForName(name); a == nil || a.Type.String() != typ {
				t.Errorf("%s has no argument %s: %s", field.Name, name, typ)
			}
		}
	}
	for name := range noClocks {
		if s.Query.Fields.ForName(name) == nil {
			t.Errorf("there is no field %s that needs no clocks", name)
		}
	}
}

// TestWhatWasKnownThen asks every field of everything as known at an instant, before and after every record was edited and
// one retired: nothing that was recorded later shows.
func TestWhatWasKnownThen(t *testing.T) {
	f := example(t)
	f.put("the other kinds", otherKinds()...)
	s, then := load(t), instant(f.time.Add(time.Minute))
	var ids []any
	for _, k := range graph.Kinds() {
		for r := range f.db.Snapshot().Records(k.Kind) {
			ids = append(ids, r.Ref().ID().String())
		}
	}
	ids = append(ids, f.ask(`{negotiation(key:"example"){conflicts{nodes{id}}}}`, "negotiation.conflicts.nodes.0.id"))
	queries := atRoot(s, then)
	for _, typ := range s.PossibleTypes["Node"] {
		queries = append(queries, fmt.Sprintf(`query($ids:[ID!]!){nodes(ids:$ids,knownAt:%q){...on %s%s}}`, then, typ.Name, selection(s, typ, 1)))
	}
	ask := func(query string) string {
		var vars []any
		if strings.Contains(query, "$ids") {
			vars = []any{"ids", ids[:min(len(ids), maxNodes)]}
		}
		a := f.do(query, vars...)
		if len(a.Errors) > 0 {
			t.Fatalf("%s\n%s", query, cut(a.text))
		}
		return a.text
	}
	var before []string
	for _, query := range queries {
		before = append(before, ask(query))
	}
	f.commit("later knowledge", append(edits(f.db.Snapshot()), graph.Op{Retire: graph.Ref{Kind: graph.KindRedLine, Key: "r5"}})...)
	moved := 0
	for n, query := range queries {
		if got := ask(query); got != before[n] {
			t.Errorf("%s\nknown then:  %s\nasked later: %s", query, cut(before[n]), cut(got))
		}
		if now := strings.ReplaceAll(query, then, instant(now)); ask(now) != before[n] {
			moved++
		}
	}
	if moved < len(queries)/2 {
		t.Errorf("%d of %d answers moved with the edits: the test is too tame", moved, len(queries))
	}
}

// atRoot asks the lists at the root, as known at an instant.
func atRoot(s *ast.Schema, knownAt string) []string {
	var queries []string
	for _, field := range s.Query.Fields {
		if below := s.Types[field.Type.Name()]; !strings.HasSuffix(below.Name, "Connection") || field.Arguments.ForName("knownAt") == nil {
			continue
		}
		text := ""
		if field.Name == "search" {
			text = `text:"e",`
		}
		one := &ast.Definition{Kind: ast.Object, Fields: ast.FieldList{{Name: field.Name, Type: field.Type}}}
		queries = append(queries, strings.Replace(selection(s, one, 2), field.Name, fmt.Sprintf("%s(%sknownAt:%q)", field.Name, text, knownAt), 1))
	}
	return queries
}

// edits puts every record again, with other words where it has any; r5 is left alone.
func edits(s *graph.Snapshot) []graph.Op {
	var ops []graph.Op
	for _, k := range graph.Kinds() {
		for r := range s.Records(k.Kind) {
			again := reflect.New(k.Type())
			again.Elem().Set(reflect.ValueOf(r).Elem())
			for _, name := range []string{"Note", "Title", "Name", "Paraphrase", "Text", "Reason"} {
				if words := again.Elem().FieldByName(name); words.IsValid() {
					words.SetString(words.String() + " (put again)")
					break
				}
			}
			if r.Ref().Key != "r5" {
				ops = append(ops, graph.Op{Put: again.Interface().(graph.Record)})
			}
		}
	}
	return ops
}

// TestListsOfADay leaves out of lists what was said, published, tabled or held later, if a day is asked for, and nothing if
// none is. What was said before and entered later is known later, on the same day.
func TestListsOfADay(t *testing.T) {
	f := example(t)
	then := instant(f.time.Add(time.Minute))
	f.put("late entries",
		&graph.Source{Key: "paper", Title: "Paper", Issued: graph.MustDate("2025-01-20")},
		&graph.Statement{Key: "late", Source: "paper", Party: "russia", Attribution: graph.AttributionReported, Said: graph.MustDate("2025-01-19"), Paraphrase: "Zanzibar."},
		&graph.Statement{Key: "vague", Source: "paper", Party: "russia", Attribution: graph.AttributionReported, Said: graph.MustDate("2025-01"), Paraphrase: "Zanzibar."},
		&graph.Event{Key: "met", Title: "Zanzibar", Kind: graph.EventTalks, Status: graph.EventHeld, Date: graph.MustDate("2025-01-18")},
		&graph.Event{Key: "to-meet", Title: "Zanzibar", Kind: graph.EventTalks, Status: graph.EventPlanned, Date: graph.MustDate("2025-03-01")},
		&graph.Event{Key: "put-off", Title: "Zanzibar", Kind: graph.EventTalks, Status: graph.EventCancelled, Date: graph.MustDate("2025-01-25")},
	)
	found := func(field, args string) any {
		return at(f.ask(fmt.Sprintf(`{a: %s(%s first: 500) { nodes { key } }}`, field, args), "a.nodes"), "key")
	}
	for _, tt := range []struct{ args, want string }{
		{``, `["late","met","put-off","to-meet","vague"]`},
		{`asOf: "2025-01-10",`, `["to-meet","vague"]`},
		{`asOf: "2025-01-18",`, `["met","to-meet","vague"]`},
		{`asOf: "2025-01-25",`, `["late","met","put-off","to-meet","vague"]`},
		{`knownAt: "` + then + `",`, `[]`},
	} {
		got := append(words(found("search", `text: "zanzibar", kinds: [EVENT], `+tt.args)), words(found("search", `text: "zanzibar", kinds: [STATEMENT], `+tt.args))...)
		f.equal(sortedWords(got), tt.want)
		f.equal(sortedWords(append(only(found("statements", tt.args), "late", "vague"), only(found("events", tt.args), "met", "to-meet", "put-off")...)), tt.want)
	}
	for args, want := range map[string]int{``: 1, `asOf: "2025-01-19",`: 0, `asOf: "2025-01-20",`: 1, `knownAt: "` + then + `",`: 0} {
		if got := only(found("sources", args), "paper"); len(got) != want {
			t.Errorf("sources(%s) has %v", args, got)
		}
	}
	f.fails(`{statements(asOf: "2025-01") { totalCount }}`, CodeBadInput, "asOf", "one day")
}

func only(keys any, wanted ...string) []string {
	list := []string{}
	for _, k := range words(keys) {
		for _, w := range wanted {
			if k == w {
				list = append(list, k)
			}
		}
	}
	return list
}

func sortedWords(list []string) []string {
	list = append([]string{}, list...)
	slices.Sort(list)
	return list
}
