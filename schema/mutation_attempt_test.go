package schema

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memlog"
)

func put(kind string, in m) m { return m{"put" + kind: in} }

// TestADryRunSaysWhatTheRunDoes compares the two, and holds that the first stores nothing.
func TestADryRunSaysWhatTheRunDoes(t *testing.T) {
	f := example(t)
	line := m{"key": "r5", "party": "europe", "title": "No guarantee without troops", "forbids": []any{terms("guarantee", []any{"article5"}, "troops", []any{"none"})}, "firmness": "FIRM", "from": "2025-01-14", "evidence": []any{"ex-europe-guarantee"}}
	operations := []any{
		put("RedLine", line), m{"retire": m{"kind": "RED_LINE", "key": "r4"}}, put("Party", m{"key": "russia", "name": "Russia (example)", "kind": "STATE", "description": "A party of the example; its positions are invented."}),
		put("Position", m{"party": "europe", "issue": "troops", "stance": "OPEN"}),
	}
	query := strings.Replace(changeQuery, "plan {", "effects { negotiationKey verdictBefore verdictAfter opened { id } closed { id } coresLost { redLineKeys } explanation } plan {", 1)
	ask := func(dry bool) any {
		r := f.api.Do(context.Background(), Request{Query: query, Variables: received(f, m{"operations": operations, "reason": "a new statement", "dry": dry}), Actor: "ann"})
		a := f.read(r)
		if len(a.Errors) > 0 {
			t.Fatal(a.text)
		}
		return at(a.Data, "change")
	}
	tried := ask(true)
	f.equal([]any{at(tried, "change"), at(tried, "sequence"), at(tried, "dryRun"), f.seq()}, `[null,"1",true,1]`)
	done := ask(false)
	f.equal(at(done, "change"), `{"actor":"ann","operationCount":3,"operations":[{"action":"CHANGED","key":"r5","kind":"RED_LINE"},{"action":"RETIRED","key":"r4","kind":"RED_LINE"},{"action":"ADDED","key":"europe-troops-open","kind":"POSITION"}],"reason":"a new statement","sequence":"2"}`)
	f.equal([]any{at(done, "sequence"), at(done, "dryRun"), f.seq()}, `["2",false,2]`)
	for _, part := range []string{"plan", "effects", "userErrors"} {
		f.equal(at(tried, part), text(t, at(done, part)))
	}
	f.equal(at(done, "plan.explanation"), `["Changes the red line “No guarantee without troops”: title, firmness.","Retires the red line “No return of the territory to Ukraine”.","Adds the position “Europe (example) is open (Foreign troops)”."]`)
	f.equal(at(done, "plan.0.fields"), `[{"field":"title","new":"No guarantee without troops","old":"No binding guarantee without troops in place"},{"field":"firmness","new":"firm","old":null}]`)
	f.equal([]any{at(done, "effects.0.verdictBefore"), at(done, "effects.0.coresLost")}, `["BLOCKED",[{"redLineKeys":["r2","r3","r4","r5"]}]]`)
	if after := at(done, "effects.0.verdictAfter"); after == "BLOCKED" {
		t.Errorf("the verdict is still %v", after)
	}
}

// TestWhatIsThereIsNoChange holds that records the graph has word for word are left out, and that nothing lands where
// none is left.
func TestWhatIsThereIsNoChange(t *testing.T) {
	f := example(t)
	r1, _ := f.db.Snapshot().Record(graph.Ref{Kind: graph.KindRedLine, Key: "r1"})
	for _, operations := range [][]any{{}, puts(r1)} {
		p := f.change("again", operations)
		f.equal([]any{at(p, "change"), at(p, "plan"), at(p, "sequence"), f.seq()}, `[null,[],"1",1]`)
	}
	p := f.change("again, and more", append(puts(r1), put("Party", party("new"))))
	f.equal([]any{at(p, "change.operationCount"), at(p, "plan.key")}, `[1,["new"]]`)
	if n := len(f.db.Snapshot().History(r1.Ref())); n != 1 {
		t.Errorf("%d versions of r1", n)
	}
	f.equal(faults(at(f.send(puts(r1), " ").Data, "change")), `["INVALID <nil> <nil>/<nil> reason"]`)
	f.equal(faults(at(f.send(puts(r1), "r", "expected", "7").Data, "change")), `["STALE <nil> <nil>/<nil> expectedSequence"]`)
}

func TestExpectedSequence(t *testing.T) {
	f := example(t)
	operations := []any{put("Party", party("one"))}
	f.equal(at(f.change("on what was read", operations, "expected", "1"), "sequence"), `"2"`)
	p := at(f.send([]any{put("Party", party("two"))}, "too late", "expected", "1").Data, "change")
	f.equal(faults(p), `["STALE <nil> <nil>/<nil> expectedSequence"]`)
	f.equal([]any{at(p, "userErrors.0.message"), at(p, "change"), at(p, "sequence"), f.seq()}, `["the graph is at change 2, not 1: read it again and repeat",null,"2",2]`)
	for _, wrong := range []string{"", "-1", "one", "99999999999999999999"} {
		if a := f.send(operations, "r", "expected", wrong); len(a.Errors) != 1 || a.Errors[0].Code() != CodeBadInput || !strings.Contains(a.Errors[0].Message, "expectedSequence") {
			t.Errorf("%q: %s", wrong, a.text)
		}
	}
}

// TestAChangeIsMadeOnceUnderItsKey sends one again in many ways.
func TestAChangeIsMadeOnceUnderItsKey(t *testing.T) {
	f := example(t)
	r1, _ := f.db.Snapshot().Record(graph.Ref{Kind: graph.KindRedLine, Key: "r1"})
	f.change("gone before", []any{m{"retire": m{"kind": "RED_LINE", "key": "r4"}}})
	operations := append(puts(r1), put("Party", party("one")), m{"retire": m{"kind": "RED_LINE", "key": "r2"}})
	first := f.change("first", operations, "key", "k", "expected", "2")
	f.put("others go on", &graph.Party{Key: "one", Name: "Renamed", Kind: graph.PartyState}, &graph.RedLine{Key: "r2", Party: "ukraine", Title: "Back", Forbids: graph.Patterns{{"troops": {"none"}}}})

	again := func(reason string, operations []any, more ...any) any {
		return at(f.send(operations, reason, append(more, "key", "k")...).Data, "change")
	}
	p := again("first", operations, "expected", "2")
	f.equal([]any{at(p, "change"), at(p, "plan"), at(p, "userErrors"), at(p, "sequence")}, text(t, []any{at(first, "change"), at(first, "plan"), []any{}, "4"}))
	reordered := []any{operations[2], operations[0], operations[1]}
	f.equal(at(again("another order, another reason", reordered), "change"), text(t, at(first, "change")))
	p = again("dry", operations, "dry", true)
	f.equal([]any{at(p, "change"), at(p, "plan"), at(p, "dryRun")}, text(t, []any{nil, at(first, "plan"), true}))

	for name, other := range map[string][]any{
		"less": operations[:2], "more": append(operations[:3:3], put("Party", party("two"))), "else": {put("Party", but(party("one"), "name", "Else"))},
		"retired before": append(operations[:3:3], m{"retire": m{"kind": "RED_LINE", "key": "r4"}}), "nothing": {}, "one twice": append(operations[:3:3], operations[1]), "retired another": {operations[0], operations[1], m{"retire": m{"kind": "RED_LINE", "key": "r3"}}},
	} {
		if got := faults(again("r", other)); len(got) != 1 || got[0] != "IDEMPOTENCY_KEY_REUSED <nil> <nil>/<nil> idempotencyKey" {
			t.Errorf("%s: %v", name, got)
		}
	}
	if f.seq() != 4 {
		t.Errorf("the graph is at %d", f.seq())
	}
	f.equal(faults(at(f.send(operations, "r", "key", strings.Repeat("x", graph.MaxKey+1)).Data, "change")), `["INVALID <nil> <nil>/<nil> idempotencyKey"]`)
}

// slowLog takes its time to write, so that drafts wait together for what has not landed yet.
type slowLog struct{ *memlog.Log }

func (l slowLog) Append(ctx context.Context, entries ...*graph.Entry) error {
	time.Sleep(2 * time.Millisecond)
	return l.Log.Append(ctx, entries...)
}

// slow opens a graph of one party on such a log.
func slow(t *testing.T) *fixture {
	f := open(t)
	db, err := graph.Open(context.Background(), slowLog{memlog.New()}, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	f.db, f.api.graph = db, db
	f.change("the first", []any{put("Party", party("first"))})
	return f
}

// TestOneKeyFromManySidesAtOnce sends one change, and one that does something else, many times at the same time.
func TestOneKeyFromManySidesAtOnce(t *testing.T) {
	f := slow(t)
	const many = 24
	var answers [many]answer
	var all sync.WaitGroup
	for n := range answers {
		all.Go(func() {
			name := "Somebody"
			if n%4 == 0 {
				name = "Somebody else"
			}
			answers[n] = f.send([]any{put("Party", but(party("one"), "name", name))}, "at once", "key", "k")
		})
	}
	all.Wait()
	if f.seq() != 2 {
		t.Errorf("the graph is at change %d", f.seq())
	}
	one, _ := graph.Get[*graph.Party](f.db.Snapshot(), "one")
	for n, a := range answers {
		p := at(a.Data, "change")
		if made := n%4 == 0 == (one.Name == "Somebody else"); made && at(p, "change.sequence") != "2" || !made && strings.Join(faults(p), "") != "IDEMPOTENCY_KEY_REUSED <nil> <nil>/<nil> idempotencyKey" {
			t.Errorf("%d: %s", n, a.text)
		}
	}
}

// TestWritersAtOnce lets many write at the same time: of those that expect what they read one lands, and all of those
// that leave something out because it is there already.
func TestWritersAtOnce(t *testing.T) {
	f := slow(t)
	const many = 12
	var answers [2 * many]answer
	var all sync.WaitGroup
	for n := range answers {
		all.Go(func() {
			own := put("Party", party(fmt.Sprint("p", n)))
			if n < many {
				answers[n] = f.send([]any{own}, "expecting", "expected", "1")
			} else {
				answers[n] = f.send([]any{put("Party", party("first")), own}, "leaving out")
			}
		})
	}
	all.Wait()
	landed := [2]int{}
	for n, a := range answers {
		if at(a.Data, "change.change.sequence") != nil {
			landed[n/many]++
		} else if got := strings.Join(faults(at(a.Data, "change")), ""); got != "STALE <nil> <nil>/<nil> expectedSequence" {
			t.Errorf("%d: %s", n, a.text)
		}
	}
	if landed[0] > 1 || landed[1] != many || f.seq() != uint64(1+landed[0]+landed[1]) {
		t.Errorf("%v landed, and the graph is at %d", landed, f.seq())
	}
	if versions := f.db.Snapshot().History(graph.Ref{Kind: graph.KindParty, Key: "first"}); len(versions) != 1 {
		t.Errorf("%d versions of what never changed", len(versions))
	}
}

// interloper is a graph in which somebody else is always a little faster.
type interloper struct {
	*graph.DB
	first func() // before the next commit, once
}

func (g *interloper) Commit(ctx context.Context, d graph.Draft) (graph.ChangeInfo, error) {
	if first := g.first; first != nil {
		g.first = nil
		first()
	}
	return g.DB.Commit(ctx, d)
}

// TestSomebodyElseIsFaster lets another change land between the look at the graph and the commit.
func TestSomebodyElseIsFaster(t *testing.T) {
	r1 := graph.Ref{Kind: graph.KindRedLine, Key: "r1"}
	f := example(t)
	has, _ := f.db.Snapshot().Record(r1)
	other := *has.(*graph.RedLine)
	other.Title = "Another title"
	meddle := func(work func()) { f.api.graph = &interloper{f.db, work} }

	meddle(func() { f.put("faster", &other) })
	p := f.change("r1 as it was, and more", append(puts(has), put("Party", party("one"))))
	f.equal([]any{at(p, "change.sequence"), at(p, "plan.key")}, `["3",["r1","one"]]`)
	f.equal(at(p, "plan.0.fields"), `[{"field":"title","new":"No cession of the territory","old":"Another title"}]`)

	meddle(func() {
		f.commit("faster", graph.Op{Put: &graph.Party{Key: "two", Name: "Two", Kind: graph.PartyState}}, graph.Op{Retire: graph.Ref{Kind: graph.KindPosition, Key: "ukraine-wants-territory"}})
	})
	query := strings.Replace(changeQuery, "plan {", "effects { closed { kind } } plan {", 1)
	a := f.read(f.api.Do(context.Background(), Request{Query: query, Variables: received(f, m{"operations": []any{put("Party", party("two")), m{"retire": m{"kind": "RED_LINE", "key": "r5"}}}, "reason": "both"})}))
	f.equal([]any{at(a.Data, "change.change.sequence"), at(a.Data, "change.change.actor"), at(a.Data, "change.plan.action")}, `["5","unknown",["CHANGED","RETIRED"]]`)
	f.equal(at(a.Data, "change.effects.0.closed"), `[{"kind":"RED_LINES_CLASH"}]`) // what the other closed is not its doing

	meddle(func() { f.put("faster", &graph.Party{Key: "three", Name: "Three", Kind: graph.PartyState}) })
	f.equal(faults(at(f.send([]any{put("Party", party("four"))}, "late", "expected", "5").Data, "change")), `["STALE <nil> <nil>/<nil> expectedSequence"]`)

	meddle(func() { f.commit("faster", graph.Op{Retire: graph.Ref{Kind: graph.KindParty, Key: "three"}}) })
	member := but(party("four"), "memberships", []any{m{"of": "three"}})
	f.equal(faults(at(f.send([]any{put("Party", member)}, "late").Data, "change")), `["INVALID 0 PARTY/four operations.0.putParty.memberships.0.of"]`)
}

// TestMutationFieldsGoOnFromOneAnother puts two changes in one document: what is asked of each is answered as the
// graph stands then.
func TestMutationFieldsGoOnFromOneAnother(t *testing.T) {
	f := example(t)
	a := f.ask(`mutation {
		one: change(operations: {putParty: {key: "one", name: "One", kind: STATE}}, reason: "first") { sequence change { id operations { key } } }
		dry: change(operations: [{putParty: {key: "none", name: "None", kind: STATE}}], reason: "dry", dryRun: true) { sequence plan { key } }
		two: change(operations: [{putPosition: {party: "one", issue: "troops", stance: ACCEPTS, options: ["none"]}}], reason: "second", expectedSequence: "2") {
			sequence plan { explanation } effects { conflictsAfter } userErrors { message }
		}
		bad: change(operations: [{retire: {kind: PARTY, key: "one"}}], reason: "third") { sequence userErrors { code message } }
	}`, "")
	f.equal([]any{at(a, "one.sequence"), at(a, "one.change.operations"), at(a, "dry"), at(a, "two.sequence"), at(a, "two.plan"), at(a, "bad.userErrors.code")},
		`["2",[{"key":"one"}],{"plan":[{"key":"none"}],"sequence":"2"},"3",[{"explanation":"Adds the position “One accepts No foreign troops (Foreign troops)”."}],["IN_USE"]]`)
	if f.seq() != 3 {
		t.Errorf("the graph is at %d", f.seq())
	}
}

// TestChangesThatAreNoChanges refuses what is wrong with the request itself.
func TestChangesThatAreNoChanges(t *testing.T) {
	f := example(t)
	var many []any
	for n := range maxChanged + 1 {
		many = append(many, put("Party", party(fmt.Sprint("p", n))))
	}
	for name, operations := range map[string][]any{
		"at most 1000": many, "exactly one": {m{}}, "not 2": {m{"retire": m{"kind": "PARTY", "key": "europe"}, "putParty": party("a")}}, "null": {m{"putParty": nil}},
		"key is required": {put("Party", m{"name": "N"})}, `no member "nmae"`: {put("Party", but(party("a"), "nmae", "N"))}, "PartyKind is wanted": {put("Party", but(party("a"), "kind", "state"))},
		"Int is wanted": {put("RedLine", m{"key": "a", "salience": 0.5})},
	} {
		a := f.send(operations, "r")
		if len(a.Errors) != 1 || a.Errors[0].Code() != CodeBadInput || !strings.Contains(a.Errors[0].Message, name) {
			t.Errorf("%s: %s", name, cut(a.text))
		}
	}
	if p := f.change("as many as can be", many[:maxChanged]); len(at(p, "plan").([]any)) != maxChanged {
		t.Error("not all of them landed")
	}
	var wrong []any
	for n := range maxUserErrors {
		wrong = append(wrong, put("Party", m{"key": fmt.Sprint("w", n)}))
	}
	p := at(f.send(wrong, "r").Data, "change")
	if list := faults(p); len(list) != maxUserErrors || at(p, fmt.Sprintf("userErrors.%d.message", maxUserErrors-1)) != "101 more faults are not listed: mend these first" {
		t.Errorf("%d errors: %v", len(list), list[len(list)-1])
	}
	named := []graph.Record{&graph.Party{Key: "named", Name: "Named", Kind: "state"}}
	for n := range maxUserErrors + 1 {
		named = append(named, &graph.Position{Key: fmt.Sprintf("named-%03d", n), Party: "named", Issue: "troops", Stance: graph.StanceAccepts, Options: []string{"nato"}})
	}
	f.put("a party that many name", named...)
	p = at(f.send([]any{m{"retire": m{"kind": "PARTY", "key": "named"}}}, "r").Data, "change")
	if list := faults(p); len(list) != maxUserErrors || list[0] != "IN_USE 0 POSITION/named-000 operations.0.retire.key" || list[maxUserErrors-1] != "IN_USE <nil> <nil>/<nil> " {
		t.Errorf("%d errors: %v", len(list), list[len(list)-1])
	}
	if r := f.api.Do(context.Background(), Request{Query: changeQuery, ReadOnly: true}); len(r.Errors) != 1 || r.Errors[0].Code() != CodeMethodNotAllowed {
		t.Errorf("by GET: %+v", r.Errors)
	}
	f.equal(faults(at(f.send([]any{put("Party", party("a"))}, "a\x01").Data, "change")), `["INVALID <nil> <nil>/<nil> "]`)
}

// appendFails is a log that cannot be written to.
type appendFails struct {
	*memlog.Log
	err error
}

func (l appendFails) Append(context.Context, ...*graph.Entry) error { return l.err }

// TestAStoreThatFailsIsNobodysUserError holds that what the caller cannot mend is an error of the request.
func TestAStoreThatFailsIsNobodysUserError(t *testing.T) {
	for _, err := range []error{graph.Errorf(graph.CodeStorageFull, "the disk is full"), errors.New("no idea"), graph.Errorf(graph.CodeClosed, "closed")} {
		db, wrong := graph.Open(context.Background(), appendFails{memlog.New(), err}, graph.Options{})
		if wrong != nil {
			t.Fatal(wrong)
		}
		f := open(t)
		f.api.graph = db
		a := f.send([]any{put("Party", party("a"))}, "r", "key", "k")
		if len(a.Errors) != 1 || a.Errors[0].Code() != CodeUnavailable || at(a.Data, "change") != nil {
			t.Errorf("%v: %s", err, a.text)
		}
		db.Close()
	}
}
