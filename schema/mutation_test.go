package schema

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

const changeQuery = `mutation($operations: [OperationInput!]!, $reason: String!, $expected: BigInt, $dry: Boolean, $key: String) {
	change(operations: $operations, reason: $reason, expectedSequence: $expected, dryRun: $dry, idempotencyKey: $key) {
		change { sequence actor reason operationCount operations { action kind key } }
		plan { action kind key recordId explanation fields { field old new } }
		userErrors { code field message operation recordKind recordKey }
		sequence dryRun
	}
}`

// send asks for a change with variables as a server reads them.
func (f *fixture) send(operations []any, reason string, more ...any) answer {
	f.Helper()
	vars := map[string]any{"operations": operations, "reason": reason}
	for i := 0; i < len(more); i += 2 {
		vars[more[i].(string)] = more[i+1]
	}
	return f.read(f.api.Do(context.Background(), Request{Query: changeQuery, Variables: received(f, vars), Actor: "ann"}))
}

func received(f *fixture, vars map[string]any) map[string]any {
	f.Helper()
	sent, err := json.Marshal(vars)
	if err != nil {
		f.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(sent))
	dec.UseNumber()
	var got map[string]any
	if err := dec.Decode(&got); err != nil {
		f.Fatal(err)
	}
	return got
}

// change makes a change that must not fail, and returns the payload.
func (f *fixture) change(reason string, operations []any, more ...any) any {
	f.Helper()
	a := f.send(operations, reason, more...)
	if errs, _ := at(a.Data, "change.userErrors").([]any); len(a.Errors) > 0 || len(errs) > 0 {
		f.Fatalf("%s: %s", reason, cut(a.text))
	}
	return at(a.Data, "change")
}

func (f *fixture) seq() uint64 { return f.db.Snapshot().Head().Seq }

// faults writes user errors short: code, operation, record, path and the words wanted of the message.
func faults(p any) (list []string) {
	for _, e := range at(p, "userErrors").([]any) {
		var path []string
		if steps, is := at(e, "field").([]any); is {
			for _, s := range steps {
				path = append(path, s.(string))
			}
		}
		list = append(list, fmt.Sprintf("%v %v %v/%v %s", at(e, "code"), at(e, "operation"), at(e, "recordKind"), at(e, "recordKey"), strings.Join(path, ".")))
	}
	return list
}

type m = map[string]any

// party, issue and position are inputs that have nothing wrong with them on the example.
func party(key string) m { return m{"key": key, "name": "Somebody", "kind": "STATE"} }

func but(in m, more ...any) m {
	in = maps.Clone(in)
	for i := 0; i < len(more); i += 2 {
		in[more[i].(string)] = more[i+1]
	}
	return in
}

func terms(list ...any) m {
	all := []any{}
	for i := 0; i < len(list); i += 2 {
		all = append(all, m{"issue": list[i], "options": list[i+1]})
	}
	return m{"terms": all}
}

// TestUserErrors holds which faults are told of which inputs, and that nothing lands with them.
func TestUserErrors(t *testing.T) {
	line := m{"key": "new-line", "party": "europe", "title": "T", "forbids": []any{terms("troops", []any{"nato"})}}
	position := m{"party": "europe", "issue": "troops", "stance": "PREFERS", "options": []any{"nato"}}
	retire := func(kind, key string) m { return m{"retire": m{"kind": kind, "key": key}} }
	for _, tt := range []struct {
		name       string
		operations []any
		want       []string // as faults writes them
		words      []string // of the messages, one each
	}{
		{"a field missing", []any{m{"putParty": m{"key": "new"}}},
			[]string{"INVALID 0 PARTY/new operations.0.putParty.name", "INVALID 0 PARTY/new operations.0.putParty.kind"}, []string{"is missing", "is missing"}},
		{"null is as absent, empty lists are none", []any{m{"putRedLine": but(line, "title", nil, "forbids", []any{}, "salience", nil)}},
			[]string{"INVALID 0 RED_LINE/new-line operations.0.putRedLine.title", "INVALID 0 RED_LINE/new-line operations.0.putRedLine.forbids"}, nil},
		{"no key", []any{m{"putParty": party("No Key")}}, []string{"INVALID 0 PARTY/No Key operations.0.putParty.key"}, []string{`such as "no-key"`}},
		{"an unknown record", []any{m{"putParty": party("fine")}, m{"putRedLine": but(line, "party", "rusia", "evidence", []any{"ex-russia-troops", "ex-nothing"})}},
			[]string{"INVALID 1 RED_LINE/new-line operations.1.putRedLine.party", "INVALID 1 RED_LINE/new-line operations.1.putRedLine.evidence.1"}, []string{`did you mean "russia"?`, `unknown statement "ex-nothing"`}},
		{"an unknown option deep down", []any{m{"putParty": party("fine")}, m{"putRedLine": but(line, "forbids", []any{terms("guarantee", []any{"none"}, "troops", []any{"none", "natto"})})}},
			[]string{"INVALID 1 RED_LINE/new-line operations.1.putRedLine.forbids.0.terms.1.options.1"}, []string{`did you mean "nato"?`}},
		{"an unknown issue, options missing, no pattern", []any{m{"putRedLine": but(line, "forbids", []any{terms("troops", []any{"none"}, "tropes", []any{"none"}), terms("troops", []any{}), terms()})}},
			[]string{
				"INVALID 0 RED_LINE/new-line operations.0.putRedLine.forbids.1.terms.0", "INVALID 0 RED_LINE/new-line operations.0.putRedLine.forbids.2",
				"INVALID 0 RED_LINE/new-line operations.0.putRedLine.forbids.0.terms.1",
			}, []string{"name at least one option", "empty pattern", "unknown issue"}},
		{"an issue twice in a pattern", []any{m{"putRedLine": but(line, "forbids", []any{terms("troops", []any{"none"}, "guarantee", []any{"none"}, "troops", []any{"nato"})})}},
			[]string{"INVALID 0 RED_LINE/new-line operations.0.putRedLine.forbids.0.terms.2"}, []string{"there twice"}},
		{"the one pattern of a scenario", []any{m{"putScenario": m{"key": "s", "negotiation": "example", "title": "S", "assumes": terms("territory", []any{"frozen"}, "troops", []any{"many"})}}},
			[]string{"INVALID 0 SCENARIO/s operations.0.putScenario.assumes.terms.1.options.0"}, []string{"unknown option"}},
		{"dates", []any{m{"putRedLine": but(line, "from", "yesterday", "to", "2025-13")}},
			[]string{"INVALID 0 RED_LINE/new-line operations.0.putRedLine.from", "INVALID 0 RED_LINE/new-line operations.0.putRedLine.to"}, []string{"EDTF", "EDTF"}},
		{"a required date that cannot be read is not missing as well", []any{m{"putEvent": m{"key": "e", "title": "E", "kind": "CALL", "status": "HELD", "date": "soon"}}},
			[]string{"INVALID 0 EVENT/e operations.0.putEvent.date"}, []string{"EDTF"}},
		{"figures", []any{m{"putStatement": m{"key": "s", "source": "illustration", "attribution": "OFFICIAL", "said": "2025", "paraphrase": "P.", "credibility": 0}}, m{"putRedLine": but(line, "salience", 101, "confidence", 1.5)}},
			[]string{"INVALID 0 STATEMENT/s operations.0.putStatement.credibility", "INVALID 1 RED_LINE/new-line operations.1.putRedLine.salience", "INVALID 1 RED_LINE/new-line operations.1.putRedLine.confidence"}, []string{"0 is out of range: 1-6"}},
		{"names and codes", []any{m{"putParty": but(party("new"), "names", []any{m{"language": "uk", "text": "A"}, m{"language": "??", "text": "B"}, m{"language": "uk", "text": ""}}, "codes", []any{m{"scheme": "", "code": "X"}})}},
			[]string{
				"INVALID 0 PARTY/new operations.0.putParty.names.2", "INVALID 0 PARTY/new operations.0.putParty.names.1", "INVALID 0 PARTY/new operations.0.putParty.codes",
			}, []string{"there twice", "BCP 47", "scheme"}},
		{"structs within", []any{m{"putIssue": m{"key": "i", "negotiation": "example", "title": "I", "question": "?", "options": []any{m{"key": "a", "label": "A"}, m{"key": "a", "label": ""}}}}, m{"putProposal": m{"key": "p", "negotiation": "example", "title": "P", "date": "2025", "status": "LEAKED", "provisions": []any{m{"text": "One."}, m{"issue": "troops", "options": []any{"one"}, "text": "Two."}}}}},
			[]string{
				"INVALID 0 ISSUE/i operations.0.putIssue.options.1.label", "INVALID 0 ISSUE/i operations.0.putIssue.options.1.key",
				"INVALID 1 PROPOSAL/p operations.1.putProposal.provisions.1.options.0",
			}, nil},
		{"a quotation", []any{m{"putStatement": m{"key": "s", "source": "illustration", "attribution": "OFFICIAL", "said": "2025", "paraphrase": "P.", "quotation": m{"exact": "four", "start": 1, "end": 2}}}},
			[]string{"INVALID 0 STATEMENT/s operations.0.putStatement.quotation.end"}, nil},
		{"what a record without a key is made of", []any{m{"putPosition": m{"stance": "OPEN"}}},
			[]string{"INVALID 0 POSITION/open operations.0.putPosition.party", "INVALID 0 POSITION/open operations.0.putPosition.issue"}, nil},
		{"nothing at all of such a record", []any{m{"putInquiry": m{}}},
			[]string{"INVALID 0 INQUIRY/<nil> operations.0.putInquiry.party", "INVALID 0 INQUIRY/<nil> operations.0.putInquiry.issue", "INVALID 0 INQUIRY/<nil> operations.0.putInquiry.date", "INVALID 0 INQUIRY/<nil> operations.0.putInquiry.searched"}, nil},
		{"one record twice", []any{m{"putParty": party("new")}, m{"putPosition": position}, m{"putPosition": position}, retire("PARTY", "new")},
			[]string{"INVALID 2 POSITION/europe-troops-prefers operations.2.putPosition.key", "NOT_FOUND 3 PARTY/new operations.3.retire.key", "INVALID 3 PARTY/new operations.3.retire.key"}, []string{"operation 1", "unknown party", "operation 0"}},
		{"not there to retire", []any{m{"putParty": party("new")}, retire("RED_LINE", "r0"), retire("RED_LINE", "r1"), retire("PARTY", "rusia"), retire("PARTY", "rusia")},
			[]string{"NOT_FOUND 1 RED_LINE/r0 operations.1.retire.key", "NOT_FOUND 3 PARTY/rusia operations.3.retire.key", "INVALID 4 PARTY/rusia operations.4.retire.key"}, []string{`unknown red-line "r0"`, `did you mean "russia"`, "operation 3"}},
		{"retired, but named by others", []any{retire("RED_LINE", "r1"), retire("EVENT", "example-talks")},
			[]string{"IN_USE 1 STATEMENT/ex-russia-territory operations.1.retire.key", "IN_USE 1 STATEMENT/ex-ukraine-freeze operations.1.retire.key", "IN_USE 1 STATEMENT/ex-ukraine-territory operations.1.retire.key"}, []string{`statement/ex-russia-territory, which is not in the change, names it in event; change or retire`}},
		{"one of two that another names", []any{retire("STATEMENT", "ex-russia-answer"), m{"putParty": but(party("russia"), "name", "Renamed")}},
			[]string{"IN_USE 0 RESPONSE/russia-on-draft-a operations.0.retire.key"}, []string{"evidence[0]"}},
		{"an option taken away that others name", []any{m{"putIssue": m{"key": "troops", "negotiation": "example", "title": "T", "question": "?", "options": []any{m{"key": "none", "label": "None"}, m{"key": "european", "label": "European"}}}}},
			[]string{"IN_USE 0 POSITION/ukraine-accepts-troops operations.0.putIssue", "IN_USE 0 RED_LINE/r3 operations.0.putIssue"}, []string{`would be wrong then, in options[1]: unknown option of troops "nato"`}},
		{"faults within and between records at once", []any{m{"putParty": m{"key": "new", "name": "N"}}, m{"putRedLine": but(line, "party", "newer", "from", "x")}, m{"putResponse": m{"proposal": "draft-a", "party": "new", "answer": "REJECTS", "date": "2024"}}},
			[]string{
				"INVALID 0 PARTY/new operations.0.putParty.kind", "INVALID 1 RED_LINE/new-line operations.1.putRedLine.from", "INVALID 1 RED_LINE/new-line operations.1.putRedLine.party",
				"INVALID 2 RESPONSE/new-draft-a-rejects-2024 operations.2.putResponse.date",
			}, nil},
		{"a circle", []any{m{"putParty": but(party("a"), "memberships", []any{m{"of": "b"}})}, m{"putParty": but(party("b"), "memberships", []any{m{"of": "a"}})}},
			[]string{"INVALID 0 PARTY/a operations.0.putParty.memberships.0.of", "INVALID 1 PARTY/b operations.1.putParty.memberships.0.of"}, []string{"circle"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := example(t)
			before := f.seq()
			for _, dry := range []bool{true, false} {
				a := f.send(tt.operations, "a try", "dry", dry)
				p := at(a.Data, "change")
				if len(a.Errors) > 0 || !slices.Equal(faults(p), tt.want) {
					t.Fatalf("dry run %v:\n%s\nwant\n%s\n%s", dry, strings.Join(faults(p), "\n"), strings.Join(tt.want, "\n"), a.text)
				}
				for i, w := range tt.words {
					if msg := at(p, fmt.Sprintf("userErrors.%d.message", i)).(string); !strings.Contains(msg, w) {
						t.Errorf("message %q lacks %q", msg, w)
					}
				}
				if at(p, "change") != nil || len(at(p, "plan").([]any)) > 0 || f.seq() != before {
					t.Errorf("it came to something: %s", a.text)
				}
			}
		})
	}
}

// TestARecordInUseIsNamedOnce retires what records name in several fields each: one error for each record.
func TestARecordInUseIsNamedOnce(t *testing.T) {
	f := example(t)
	p := at(f.send([]any{m{"retire": m{"kind": "ISSUE", "key": "guarantee"}}}, "r").Data, "change")
	seen := map[string]bool{}
	for _, e := range faults(p) {
		if seen[e] || !strings.HasPrefix(e, "IN_USE 0 ") {
			t.Errorf("%s in %v", e, faults(p))
		}
		seen[e] = true
	}
	for _, e := range at(p, "userErrors").([]any) {
		if at(e, "recordKey") == "europe-prefers-guarantee" {
			f.equal(at(e, "message"), `"position/europe-prefers-guarantee, which is not in the change, names it in issue, options; change or retire that record in the same change"`)
			return
		}
	}
	t.Errorf("%v", faults(p))
}
