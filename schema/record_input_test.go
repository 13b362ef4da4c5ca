package schema

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/seed"
)

// inputOf writes a record as its input: the other way round from readRecord.
func inputOf(r graph.Record) map[string]any { return inputFields(reflect.ValueOf(r).Elem()) }

func inputFields(v reflect.Value) map[string]any {
	in := map[string]any{}
	for _, f := range graph.Fields(v.Type()) {
		if fv := v.Field(f.Index); !fv.IsZero() {
			in[camel(f.Name)] = inputValue(f.Name, fv)
		}
	}
	return in
}

func inputValue(name string, v reflect.Value) any {
	switch x := v.Interface().(type) {
	case graph.Date:
		return x.String()
	case graph.Enum:
		if wordType(v.Type()) == "String" {
			return v.String()
		}
		return upper(v.String())
	case graph.Pattern:
		terms := []any{}
		for _, issue := range x.Issues() {
			terms = append(terms, map[string]any{"issue": issue, "options": x[issue]})
		}
		return map[string]any{"terms": terms}
	case map[string]string:
		list := []any{}
		for _, label := range slices.Sorted(maps.Keys(x)) {
			if name == "names" {
				list = append(list, map[string]any{"language": label, "text": x[label]})
			} else {
				list = append(list, map[string]any{"scheme": label, "code": x[label]})
			}
		}
		return list
	}
	switch v.Kind() {
	case reflect.Slice:
		list := []any{}
		for i := range v.Len() {
			list = append(list, inputValue(name, v.Index(i)))
		}
		return list
	case reflect.Pointer:
		return inputValue(name, v.Elem())
	case reflect.Struct:
		return inputFields(v)
	}
	return v.Interface()
}

// putOf is an OperationInput that puts a record.
func putOf(r graph.Record) map[string]any { return map[string]any{putName(r.Ref().Kind): inputOf(r)} }

func retireOf(r graph.Ref) map[string]any {
	return map[string]any{"retire": map[string]any{"kind": upper(string(r.Kind)), "key": r.Key}}
}

func puts(records ...graph.Record) (operations []any) {
	for _, r := range records {
		operations = append(operations, putOf(r))
	}
	return operations
}

// TestEveryKindGoesThroughTheAPI puts records of all kinds in one change, changes them, reads them back, retires them.
func TestEveryKindGoesThroughTheAPI(t *testing.T) {
	records := append(seeded(t, seed.Example), otherKinds()...)
	f := open(t)
	f.change("first", puts(records...))
	f.has(records)

	var changed []graph.Record
	kinds := map[graph.Kind]bool{}
	for _, r := range records {
		if !kinds[r.Ref().Kind] {
			changed = append(changed, reworded(t, r))
		}
		kinds[r.Ref().Kind] = true
	}
	if len(kinds) != len(graph.Kinds()) {
		t.Fatalf("records of %d kinds", len(kinds))
	}
	p := f.change("reworded", puts(changed...))
	for i, r := range changed {
		f.equal(at(p, fmt.Sprintf("plan.%d.action", i)), `"CHANGED"`)
		f.equal(at(p, fmt.Sprintf("plan.%d.key", i)), text(t, r.Ref().Key))
	}
	f.has(changed)

	var all []any
	for _, r := range records {
		all = append(all, retireOf(r.Ref()))
	}
	f.change("all gone", all)
	for _, k := range graph.Kinds() {
		if n := f.db.Snapshot().Count(k.Kind); n > 0 {
			t.Errorf("%d %s left", n, k.Plural)
		}
	}
}

// reworded is a copy of a record with one more word in a text of its own.
func reworded(t *testing.T, r graph.Record) graph.Record {
	t.Helper()
	v := reflect.New(reflect.TypeOf(r).Elem())
	v.Elem().Set(reflect.ValueOf(r).Elem())
	for _, f := range graph.Fields(v.Elem().Type()) {
		if fv := v.Elem().Field(f.Index); f.Type == typeFor[string]() && f.Ref == "" && (f.Rule == "" || f.Rule == "required") && f.Name != "unit" && f.Name != "status-quo" {
			fv.SetString(strings.TrimSpace(fv.String() + " again"))
			return v.Interface().(graph.Record)
		}
	}
	t.Fatalf("%s has no text", r.Ref())
	return nil
}

// has checks that records are in the graph word for word, as the graph tells and as the API tells.
func (f *fixture) has(records []graph.Record) {
	f.Helper()
	for _, r := range records {
		got, ok := f.db.Snapshot().Record(r.Ref())
		if !ok {
			f.Errorf("%s is not there", r.Ref())
			continue
		}
		want, err := graph.Encode(r)
		if err != nil {
			f.Fatal(err)
		}
		if has, err := graph.Encode(got); err != nil || string(has) != string(want) {
			f.Errorf("%s\ngot  %s\nwant %s", r.Ref(), has, want)
		}
	}
	for chunk := range slices.Chunk(records, maxNodes) {
		var ids []any
		for _, r := range chunk {
			ids = append(ids, r.Ref().ID().String())
		}
		for i, node := range f.ask(historyQuery(), "nodes", "ids", ids).([]any) {
			if got, want := text(f.T, told(node)), text(f.T, saying(chunk[i])); got != want {
				f.Errorf("the API tells of %s\ngot  %s\nwant %s", chunk[i].Ref(), got, want)
			}
		}
	}
}

// historyQuery asks for every version of records of any kind.
func historyQuery() string {
	q := "query($ids:[ID!]!){nodes(ids:$ids){"
	for _, name := range objectNames {
		q += "... on " + name + "{key history{fields{field new}}} "
	}
	return q + "}}"
}

// told puts together what the versions of a node say of its fields.
func told(node any) map[string]any {
	fields := map[string]any{"key": at(node, "key")}
	for _, v := range at(node, "history").([]any) {
		for _, f := range at(v, "fields").([]any) {
			fields[at(f, "field").(string)] = at(f, "new")
		}
	}
	maps.DeleteFunc(fields, func(_ string, v any) bool { return v == nil })
	return fields
}

// saying is what a record's fields say.
func saying(r graph.Record) map[string]any {
	fields := map[string]any{"key": r.Ref().Key}
	for _, f := range graph.Diff(nil, r) {
		fields[f.Field] = f.New
	}
	return fields
}

// TestSeedsGoThroughTheAPI puts what comes with Parley through the API into an empty graph, and records that set the
// fields it leaves out.
func TestSeedsGoThroughTheAPI(t *testing.T) {
	ukraine := append(seeded(t, seed.Ukraine), rareFields()...)
	f := open(t)
	for _, part := range inSteps(ukraine) {
		f.change("a part", puts(part...))
	}
	f.has(ukraine)
	f.holdsOnly(ukraine)

	small := seeded(t, seed.Example)
	g := open(t)
	g.change("all at once", puts(small...))
	g.has(small)
	g.holdsOnly(small)

	set := map[string]bool{}
	for _, r := range append(ukraine, small...) {
		fieldsSet(reflect.ValueOf(r).Elem(), set)
	}
	for _, k := range graph.Kinds() {
		neverSet(t, k.Type(), set)
	}
}

// holdsOnly checks that the graph holds as many records.
func (f *fixture) holdsOnly(records []graph.Record) {
	f.Helper()
	total := 0
	for _, k := range graph.Kinds() {
		total += f.db.Snapshot().Count(k.Kind)
	}
	if total != len(records) {
		f.Errorf("%d records in the graph, %d were put", total, len(records))
	}
}

// inSteps splits records into changes: a kind each, what is named before what names it. Events and statements name one
// another, so events go first without what they rest on.
func inSteps(records []graph.Record) [][]graph.Record {
	order := []graph.Kind{
		graph.KindParty, graph.KindPerson, graph.KindNegotiation, graph.KindIssue, graph.KindSource, "bare events", graph.KindStatement,
		graph.KindEvent, graph.KindPosition, graph.KindRedLine, graph.KindInquiry, graph.KindProposal, graph.KindResponse,
		graph.KindCommitment, graph.KindRule, graph.KindScenario, graph.KindAssessment, graph.KindTerm, graph.KindDispute,
	}
	steps := make([][]graph.Record, len(order))
	for _, r := range records {
		if e, is := r.(*graph.Event); is {
			bare := *e
			bare.Evidence = nil
			n := slices.Index(order, "bare events")
			steps[n] = append(steps[n], &bare)
		}
		n := slices.Index(order, r.Ref().Kind)
		steps[n] = append(steps[n], r)
	}
	return slices.DeleteFunc(steps, func(s []graph.Record) bool { return len(s) == 0 })
}

// rareFields are records that set the fields that the data with Parley leave out.
func rareFields() []graph.Record {
	day, half, line := graph.MustDate("2025-01-01"), 0.5, 3
	return []graph.Record{
		&graph.Issue{Key: "rare-quantity", Negotiation: "ukraine", Title: "Q", Question: "?", Scale: graph.Quantity, Unit: "years", StatusQuo: ">=5", PAX: []string{"X", "Y"}, Note: "N."},
		&graph.RedLine{
			Key: "rare-line", Party: "rare-party", Title: "<No> & “none”", Forbids: graph.Patterns{{"rare-quantity": {"<5", "7..8"}}},
			MayForbid: graph.Patterns{{"rare-quantity": {"6"}}}, Firmness: graph.Absolute, Scope: "In peacetime.\nAlways.", Salience: new(0), Confidence: &half, From: day, To: graph.MustDate("2025-08~"), Note: "N.",
		},
		&graph.RedLine{Key: "rare-next", Party: "rare-party", Title: "Next", Forbids: graph.Patterns{{"rare-quantity": {"9"}}}, From: day, Supersedes: "rare-line"},
		&graph.Party{
			Key: "rare-party", Name: "P", Kind: graph.PartyOther, Names: map[string]string{"uk": "П", "zh-Hant": "派"}, Codes: map[string]string{"wikidata": "Q0"},
			Memberships: []graph.Membership{{Of: "eu", Role: "observer", From: day, To: day}},
		},
		&graph.Person{Key: "rare-person", Name: "V", Names: map[string]string{"ru": "В"}, Codes: map[string]string{"wikidata": "Q1"}, Offices: []graph.Office{{Party: "rare-party", Title: "T", Authority: graph.AuthorityPersonal, From: day, To: day}}},
		&graph.Source{Key: "rare-source", Title: "S", Type: "legal_case", Authors: []string{"A", "B"}, Issued: day, Accessed: day, Text: "Before. The words. After."},
		&graph.Statement{
			Key: "rare-words", Source: "rare-source", Speaker: "rare-person", Attribution: graph.AttributionReported, Said: day, Paraphrase: "P.", Credibility: 3,
			Quotation: &graph.Quotation{Exact: "The words", Prefix: "Before. ", Suffix: ". After", Start: new(8), End: new(17)},
		},
		&graph.Commitment{Key: "rare-threat", By: "rare-party", To: []string{"eu"}, Kind: graph.Threat, Title: "T", Trigger: "T.", Consequence: "C.", Date: day, Deadline: day, Status: graph.CommitmentPending, TriggeredBy: []string{"truce-2026-05"}, Issue: "rare-quantity", Evidence: []string{"rare-words"}, Note: "N."},
		&graph.Rule{Key: "rare-rule", Negotiation: "ukraine", Forbids: graph.Patterns{{"rare-quantity": {"1"}}}, Reason: "R.", Evidence: []string{"rare-words"}},
		&graph.Scenario{
			Key: "rare-scenario", Negotiation: "ukraine", Title: "W", Assumes: graph.Pattern{"rare-quantity": {">5"}},
			Adds: []graph.RedLine{{Key: "rare-added", Party: "rare-party", Title: "A", Forbids: graph.Patterns{{"rare-quantity": {"2"}}}, Salience: &line}},
		},
		&graph.Position{Key: "rare-position", Party: "rare-party", Issue: "rare-quantity", Stance: graph.StanceAccepts, Options: []string{"5..6"}, Condition: graph.Patterns{{"rare-quantity": {"5"}}}, From: day, Supersedes: "rare-before"},
		&graph.Position{Key: "rare-before", Party: "rare-party", Issue: "rare-quantity", Stance: graph.StanceDenied, From: day},
		&graph.Dispute{
			Key: "rare-dispute", Negotiation: "ukraine", Title: "D?", Over: graph.OverDate, Preferred: "one", Reason: "R.", DecidedBy: "V", Decided: day, WouldChange: "W.",
			Versions: []graph.Account{{Key: "one", Label: "O", Statements: []string{"rare-words"}}, {Key: "two", Label: "T", Statements: []string{"s06-russia-istanbul-model"}}},
		},
		&graph.Assessment{Key: "rare-view", Negotiation: "ukraine", By: "rare-person", Date: day, Text: "T.", About: []string{"party/rare-party"}, Evidence: []string{"rare-words"}, Claim: &graph.Claim{Kind: graph.ClaimNoDeal, Parties: []string{"rare-party"}}},
		&graph.Assessment{Key: "rare-claim-1", Negotiation: "ukraine", By: "rare-person", Date: day, Text: "T.", Claim: &graph.Claim{Kind: graph.ClaimCrosses, Parties: []string{"rare-party"}, Proposal: "28-point-plan"}},
		&graph.Assessment{Key: "rare-claim-2", Negotiation: "ukraine", By: "rare-person", Date: day, Text: "T.", Claim: &graph.Claim{Kind: graph.ClaimConflict, Parties: []string{"rare-party", "russia"}, Issue: "rare-quantity"}},
	}
}

// fieldsSet notes the fields that hold something, of a struct and of those within.
func fieldsSet(v reflect.Value, set map[string]bool) {
	for _, f := range graph.Fields(v.Type()) {
		fv := v.Field(f.Index)
		if fv.IsZero() {
			continue
		}
		set[v.Type().Name()+"."+f.Name] = true
		for _, part := range parts(fv) {
			fieldsSet(part, set)
		}
	}
}

// parts are the structs that a field holds.
func parts(v reflect.Value) (list []reflect.Value) {
	switch {
	case v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct:
		return []reflect.Value{v.Elem()}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		for i := range v.Len() {
			list = append(list, v.Index(i))
		}
	}
	return list
}

// neverSet reports fields of a type, and of the structs within, that no record sets.
func neverSet(t *testing.T, typ reflect.Type, set map[string]bool) {
	t.Helper()
	for _, f := range graph.Fields(typ) {
		if name := typ.Name() + "." + f.Name; !set[name] {
			t.Errorf("no record sets %s", name)
		}
		elem := f.Type
		for elem.Kind() == reflect.Slice || elem.Kind() == reflect.Pointer {
			elem = elem.Elem()
		}
		if elem.Kind() == reflect.Struct && elem != dateType {
			neverSet(t, elem, set)
		}
	}
}
