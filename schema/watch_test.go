package schema

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/analysis/change"
	"parley/analysis/conflict"
	"parley/graph"
	"parley/seed"
)

// hanging is how long a test waits for what must come.
const hanging = 20 * time.Second

// watch subscribes and reads the answers one by one, as a client that asks for the next when it has the last.
func (f *fixture) watch(query string, variables ...any) (next func() answer, stop func()) {
	f.Helper()
	vars := map[string]any{}
	for i := 0; i < len(variables); i += 2 {
		vars[variables[i].(string)] = variables[i+1]
	}
	return f.stream(Request{Query: query, Variables: vars})
}

func (f *fixture) stream(r Request) (next func() answer, stop func()) {
	f.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), hanging)
	pull, end := iter.Pull(f.api.Stream(ctx, r))
	stop = func() { cancel(); end() }
	f.Cleanup(stop)
	return func() answer {
		f.Helper()
		res, ok := pull()
		if !ok {
			f.Fatalf("no answer: %s\n%s", ctx.Err(), f.log.String())
		}
		return f.read(res)
	}, stop
}

// party puts a party of its own, named after a number: a change that moves no conflict.
func (f *fixture) party(n int) {
	f.Helper()
	f.put("a party", &graph.Party{Key: fmt.Sprintf("party-%d", n), Name: "P", Kind: graph.PartyState})
}

func TestWatchChanges(t *testing.T) {
	f := example(t)
	until := f.watching()
	fresh, _ := f.watch(`subscription{changes{sequence reason operations{kind key action}}}`)
	begun := make(chan answer)
	go func() { begun <- fresh() }()
	until()
	all, _ := f.watch(`subscription{changes(sinceSequence:"0"){sequence}}`)
	f.equal(all().Data, `{"changes":{"sequence":"1"}}`)
	f.party(2)
	f.equal((<-begun).Data, `{"changes":{"operations":[{"action":"ADDED","key":"party-2","kind":"PARTY"}],"reason":"a party","sequence":"2"}}`)
	f.party(3)
	f.equal(all().Data, `{"changes":{"sequence":"2"}}`)
	f.equal(all().Data, `{"changes":{"sequence":"3"}}`)
	f.equal(fresh().Data, `{"changes":{"operations":[{"action":"ADDED","key":"party-3","kind":"PARTY"}],"reason":"a party","sequence":"3"}}`)
}

// watchedGraph tells when a subscriber looks for the next change.
type watchedGraph struct {
	Graph
	looked chan struct{}
}

func (g watchedGraph) Watch() (*graph.Snapshot, <-chan struct{}) {
	select {
	case g.looked <- struct{}{}:
	default:
	}
	return g.Graph.Watch()
}

// watching returns what waits until a subscriber looks for the next change: from then on none passes it unseen.
func (f *fixture) watching() (until func()) {
	g := watchedGraph{f.api.graph, make(chan struct{}, 1)}
	f.api.graph = g
	return func() {
		f.Helper()
		select {
		case <-g.looked:
		case <-time.After(hanging):
			f.Fatal("nobody watches")
		}
	}
}

func TestWatchKinds(t *testing.T) {
	f := example(t)
	for n := 2; n < 2*lookahead; n++ {
		if n%200 == 0 {
			f.put("an event", &graph.Event{Key: fmt.Sprintf("event-%d", n), Title: "E", Kind: graph.EventKind("talks"), Date: graph.MustDate("2025-01"), Status: graph.EventStatus("held")})
			continue
		}
		f.party(n)
	}
	f.commit("an event is taken back", graph.Op{Retire: graph.Ref{Kind: graph.KindEvent, Key: "event-200"}})
	next, _ := f.watch(`subscription{changes(sinceSequence:"1",kinds:[EVENT,RULE]){sequence}}`)
	for _, want := range []int{200, 400, 2 * lookahead} {
		f.equal(next().Data, fmt.Sprintf(`{"changes":{"sequence":"%d"}}`, want))
	}
}

// TestWatchGoesOn: what the subscriber has seen counts in place of the argument, and each answer says where it is.
func TestWatchGoesOn(t *testing.T) {
	f := example(t)
	for n := range 5 {
		f.party(n)
	}
	since := uint64(4)
	for res := range f.api.Stream(t.Context(), Request{Query: `subscription{changes(sinceSequence:"0"){sequence}}`, Since: &since}) {
		since++
		if res.Sequence != since || string(res.Data) != fmt.Sprintf(`{"changes":{"sequence":"%d"}}`, since) {
			t.Errorf("%d: %s", res.Sequence, res.Data)
		}
		if since == 6 {
			break
		}
	}
}

func TestWatchRefuses(t *testing.T) {
	f := example(t)
	for _, tt := range []struct{ query, code, words string }{
		{`subscription{changes(sinceSequence:"2"){sequence}}`, CodeBadInput, "the graph is at change 1"},
		{`subscription{changes(sinceSequence:"99999999999999999999"){sequence}}`, CodeBadInput, "no change 99999999999999999999 has landed"},
		{`subscription{changes(sinceSequence:"-1"){sequence}}`, CodeBadInput, `"-1" is not the number of a change`},
		{`subscription{changes(kinds:[]){sequence}}`, CodeBadInput, "kinds: the list is empty"},
		{`subscription{changes{sequence} more:changes{sequence}}`, CodeValidationFailed, "one field"},
		{`subscription{conflictChanges(negotiation:"exampel"){sequence}}`, CodeNotFound, `did you mean "example"`},
		{`subscription{conflictChanges(negotiation:"example",filter:{involving:["rusia"]}){sequence}}`, CodeNotFound, `did you mean "russia"`},
		{`subscription{conflictChanges(negotiation:"example",filter:{between:["europe","rusia"]}){sequence}}`, CodeNotFound, `did you mean "russia"`},
		{`subscription{conflictChanges(negotiation:"example",filter:{issues:["trops"]}){sequence}}`, CodeNotFound, `did you mean "troops"`},
		{`subscription{conflictChanges(negotiation:"example",asOf:"2025-02"){sequence}}`, CodeBadInput, "never of a vaguer date"},
	} {
		next, stop := f.watch(tt.query)
		a := next()
		if a.Data != nil || len(a.Errors) != 1 || a.Errors[0].Code() != tt.code || !strings.Contains(a.Errors[0].Message, tt.words) {
			t.Errorf("%s: %s", tt.query, a.text)
		}
		stop()
	}
	if !f.api.Subscribes(t.Context(), Request{Query: `subscription{changes{sequence}}`, ReadOnly: true}) {
		t.Error("a subscription")
	}
	for _, other := range []string{`{status{version}}`, `subscription{`, `subscription{nothing}`} {
		if f.api.Subscribes(t.Context(), Request{Query: other}) {
			t.Errorf("%s is no subscription that can run", other)
		}
	}
}

const conflictQuery = `subscription($since:BigInt,$filter:ConflictFilter){conflictChanges(negotiation:"example",sinceSequence:$since,filter:$filter,asOf:"2025-02-01"){
	sequence change{sequence reason} negotiationKey asOf openedCount closedCount changedCount conflictsBefore conflictsAfter complete explanation
	opened{id score} closed{id score} changed{before{id score} after{id score}}}}`

// state is what an oracle keeps of the conflicts after a change: what each says, by id.
type state map[string]string

// stateOf finds the conflicts of a snapshot from scratch.
func stateOf(t *testing.T, s *graph.Snapshot, keep func(*conflict.Conflict) bool) (all, kept state) {
	t.Helper()
	all, kept = state{}, state{}
	if _, ok := graph.Get[*graph.Negotiation](s, "example"); !ok {
		return all, kept
	}
	v, err := s.View(graph.ViewOptions{Negotiation: "example", AsOf: graph.MustDate("2025-02-01").Earliest()})
	if err != nil {
		t.Fatal(err)
	}
	list, err := conflict.Find(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		text := fmt.Sprint(c.Severity, c.Score, c.Since, c.Explanation)
		for _, side := range c.Sides {
			text += " " + side.Holds.Ref().String()
		}
		for _, o := range c.Options {
			text += " " + o.Issue.Key + ":" + o.Option.Key
		}
		for _, st := range c.Evidence {
			text += " " + st.Key
		}
		all[c.ID().String()] = text
		if keep(c) {
			kept[c.ID().String()] = text
		}
	}
	return all, kept
}

// step is what a subscriber must be told of a change; "" is nothing.
func step(seq uint64, before, after, keptBefore, keptAfter state) string {
	var opened, closed, changed []string
	for id, text := range after {
		was, met := before[id]
		switch {
		case !met && keptAfter[id] != "":
			opened = append(opened, id)
		case met && was != text && (keptBefore[id] != "" || keptAfter[id] != ""):
			changed = append(changed, id)
		}
	}
	for id := range before {
		if _, still := after[id]; !still && keptBefore[id] != "" {
			closed = append(closed, id)
		}
	}
	if len(opened)+len(closed)+len(changed) == 0 {
		return ""
	}
	slices.Sort(opened)
	slices.Sort(closed)
	slices.Sort(changed)
	return fmt.Sprintln(seq, opened, closed, changed, len(keptBefore), len(keptAfter))
}

// heard is a step as the subscriber was told of it.
func heard(a answer) string {
	c := at(a.Data, "conflictChanges")
	ids := func(path string) []string {
		list := []string{}
		for _, x := range at(c, path).([]any) {
			list = append(list, x.(string))
		}
		slices.Sort(list)
		return list
	}
	return fmt.Sprintln(at(c, "sequence"), ids("opened.id"), ids("closed.id"), ids("changed.after.id"), at(c, "conflictsBefore"), at(c, "conflictsAfter"))
}

// TestWatchConflictsAgainstOracle makes changes of all sorts, and holds what subscribers are told, with filters and
// without, against conflicts found anew after each change.
func TestWatchConflictsAgainstOracle(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	f := example(t)
	filters := map[string]func(*conflict.Conflict) bool{
		`null`:                     func(*conflict.Conflict) bool { return true },
		`{"involving":["europe"]}`: func(c *conflict.Conflict) bool { return slices.Contains(partyKeys(c.Parties), "europe") },
		`{"minScore":40}`:          func(c *conflict.Conflict) bool { return c.Score >= 40 },
	}
	want := map[string][]string{}
	states := map[string][2]state{}
	for name := range filters {
		all, kept := stateOf(t, graph.Empty(), filters[name])
		states[name] = [2]state{all, kept}
	}
	look := func() {
		for name, keep := range filters {
			all, kept := stateOf(t, f.db.Snapshot(), keep)
			was := states[name]
			if s := step(f.db.Snapshot().Head().Seq, was[0], all, was[1], kept); s != "" {
				want[name] = append(want[name], s)
			}
			states[name] = [2]state{all, kept}
		}
	}
	look()
	for range 60 {
		f.shuffle(random)
		look()
	}
	for name := range filters {
		var filter any
		if err := json.Unmarshal([]byte(name), &filter); err != nil {
			t.Fatal(err)
		}
		next, stop := f.watch(conflictQuery, "since", "0", "filter", filter)
		for _, w := range want[name] {
			a := next()
			if got := heard(a); len(a.Errors) > 0 || got != w {
				t.Fatalf("filter %s\ngot  %s\nwant %s\n%s", name, got, w, cut(a.text))
			}
		}
		stop()
		if len(want[name]) < 20 {
			t.Errorf("filter %s: only %d changes move anything", name, len(want[name]))
		}
	}
}

// shuffle makes a change of a random sort.
func (f *fixture) shuffle(random *rand.Rand) {
	parties, issues := []string{"ukraine", "russia", "europe"}, map[string][]string{"territory": {"ukraine", "frozen", "russia"}, "guarantee": {"none", "assurances", "article5"}, "troops": {"none", "european", "nato"}}
	party := parties[random.IntN(3)]
	issue := []string{"territory", "guarantee", "troops"}[random.IntN(3)]
	key := fmt.Sprintf("x-%d", random.IntN(6))
	options := issues[issue][random.IntN(3):][:1]
	salience := random.IntN(101)
	switch random.IntN(6) {
	case 0, 1:
		stance := []graph.Stance{graph.StanceDemands, graph.StancePrefers, graph.StanceOpposes}[random.IntN(3)]
		f.put("a position", &graph.Position{Key: key, Party: party, Issue: issue, Stance: stance, Options: options, Salience: &salience, Evidence: []string{"ex-" + "ukraine-territory"}})
	case 2:
		f.put("a red line", &graph.RedLine{Key: key, Party: party, Title: "T", Forbids: graph.Patterns{{issue: options}}, Salience: &salience})
	case 3:
		var ops []graph.Op
		for _, k := range []graph.Kind{graph.KindPosition, graph.KindRedLine, graph.KindRule} {
			if _, ok := f.db.Snapshot().Record(graph.Ref{Kind: k, Key: key}); ok {
				ops = append(ops, graph.Op{Retire: graph.Ref{Kind: k, Key: key}})
			}
		}
		if len(ops) > 0 {
			f.commit("taken back", ops...)
		}
	case 4:
		p, _ := graph.Get[*graph.Party](f.db.Snapshot(), party)
		renamed := *p
		renamed.Name = fmt.Sprintf("Name %d", random.IntN(3))
		f.put("a name", &renamed)
	case 5:
		f.put("a rule", &graph.Rule{Key: key, Negotiation: "example", Forbids: graph.Patterns{{issue: options}}, Reason: "R."})
	}
}

// TestWatchRetiredNegotiation: the subscription goes on, and says what closed, and what opens when it is back.
func TestWatchRetiredNegotiation(t *testing.T) {
	f := example(t)
	var records []graph.Record
	var retire []graph.Op
	for _, k := range graph.Kinds() {
		for r := range f.db.Snapshot().Records(k.Kind) {
			records = append(records, r)
			if k.Kind != graph.KindParty {
				retire = append(retire, graph.Op{Retire: r.Ref()})
			}
		}
	}
	next, stop := f.watch(conflictQuery, "since", "1")
	f.commit("all of it is retired", retire...)
	gone := next()
	count := int(at(gone.Data, "conflictChanges.closedCount").(float64))
	if count == 0 || len(at(gone.Data, "conflictChanges.closed").([]any)) != count || at(gone.Data, "conflictChanges.conflictsAfter") != 0.0 {
		t.Error(gone.text)
	}
	if words := at(gone.Data, "conflictChanges.explanation").(string); !strings.Contains(words, fmt.Sprintf(": %d conflicts closed; there were %d, now there are 0.", count, count)) || !strings.Contains(words, "on record no longer") {
		t.Error(words)
	}
	f.put("back again", records...)
	if back := next(); at(back.Data, "conflictChanges.openedCount") != float64(count) || at(back.Data, "conflictChanges.sequence") != "3" {
		t.Error(back.text)
	}
	stop()
	f.commit("retired once more", retire...)
	again, _ := f.watch(conflictQuery, "since", "3", "filter", map[string]any{"issues": []any{"troops"}})
	if a := again(); at(a.Data, "conflictChanges.sequence") != "4" {
		t.Errorf("who was there before it was retired is told: %s", a.text)
	}
	later, _ := f.watch(conflictQuery, "since", "4")
	if a := later(); a.Data != nil || a.Errors[0].Code() != CodeNotFound {
		t.Error(a.text)
	}
}

// TestWatchShowsBothSides: what closed is seen through the graph before, what opened through the one after.
func TestWatchShowsBothSides(t *testing.T) {
	f := example(t)
	next, _ := f.watch(`subscription{conflictChanges(negotiation:"example",sinceSequence:"1"){
		closed{kind parties{name} sides{holdsKey}} opened{kind parties{name}} changed{before{parties{name}} after{parties{name}}}}}`)
	p, _ := graph.Get[*graph.Party](f.db.Snapshot(), "russia")
	renamed := *p
	renamed.Name = "Another name"
	f.put("renamed, and a line given up", &renamed)
	a := next()
	if was, is := text(t, at(a.Data, "conflictChanges.changed.before")), text(t, at(a.Data, "conflictChanges.changed.after")); !strings.Contains(was, "Russia (example)") || !strings.Contains(is, "Another name") {
		t.Error(a.text)
	}
	f.commit("a line given up", graph.Op{Retire: graph.Ref{Kind: graph.KindRedLine, Key: "r4"}})
	a = next()
	if text := text(t, at(a.Data, "conflictChanges.closed")); !strings.Contains(text, `"r4"`) || !strings.Contains(text, "Another name") {
		t.Error(a.text)
	}
}

// TestWatchSharesItsWork: those who are told of one change share what was found of it.
func TestWatchSharesItsWork(t *testing.T) {
	f := example(t)
	var subscribers []func() answer
	for range 20 {
		next, _ := f.watch(conflictQuery, "since", "0")
		subscribers = append(subscribers, next)
	}
	first := subscribers[0]().text
	p, _ := f.api.passages.get(crossing{1, "example", graph.MustDate("2025-02-01").Earliest()})
	for _, next := range subscribers[1:] {
		if a := next(); a.text != first {
			t.Errorf("%s\n%s", a.text, first)
		}
	}
	if n := len(f.api.passages.byKey); n != 1 || p == nil {
		t.Errorf("%d passages were found", n)
	}
}

// TestWatchSlowly: who asks for nothing while 500 changes land then gets each once, in order.
func TestWatchSlowly(t *testing.T) {
	f := example(t)
	next, stop := f.watch(`subscription{changes(sinceSequence:"0"){sequence}}`)
	next()
	for n := range 500 {
		f.party(n)
	}
	for seq := 2; seq <= 501; seq++ {
		f.equal(next().Data, fmt.Sprintf(`{"changes":{"sequence":"%d"}}`, seq))
	}
	stop()
}

// TestWatchInTurn: whatever is worked on for a subscriber waits for its turn, and gives it back.
func TestWatchInTurn(t *testing.T) {
	f := example(t)
	var taken, given atomic.Int64
	r := Request{Query: conflictQuery, Variables: map[string]any{"since": "0"}, Turn: func(context.Context) (func(), error) {
		taken.Add(1)
		return func() { given.Add(1) }, nil
	}}
	next, stop := f.stream(r)
	next()
	stop()
	if taken.Load() != 4 || given.Load() != 4 { // to plan, to read the filter, to compare, to answer
		t.Errorf("%d turns taken, %d given back", taken.Load(), given.Load())
	}
	r.Turn = func(ctx context.Context) (func(), error) { return nil, context.DeadlineExceeded }
	refused, _ := f.stream(r)
	if a := refused(); a.Errors[0].Code() != CodeTimeout {
		t.Error(a.text)
	}
}

// TestWatchMasksPanics: what goes wrong between two answers is told like what goes wrong within one.
func TestWatchMasksPanics(t *testing.T) {
	f := example(t)
	r := Request{Query: conflictQuery, Variables: map[string]any{"since": "0"}}
	turns := 0
	r.Turn = func(context.Context) (func(), error) {
		if turns++; turns == 3 {
			at := crossing{1, "example", graph.MustDate("2025-02-01").Earliest()}
			f.api.passages.put(at, &passage{crossing: at, all: change.ConflictMoves{Opened: []*conflict.Conflict{nil}}}, 1)
		}
		return func() {}, nil
	}
	next, _ := f.stream(r)
	if a := next(); len(a.Errors) != 1 || a.Errors[0].Code() != CodeInternal || strings.Contains(a.text, "nil pointer") {
		t.Error(a.text)
	}
}

// TestWatchEndsWithItsContext: a subscriber who leaves is no longer waited for.
func TestWatchEndsWithItsContext(t *testing.T) {
	f := example(t)
	ctx, cancel := context.WithCancel(t.Context())
	ended, until := make(chan struct{}), f.watching()
	go func() {
		for range f.api.Stream(ctx, Request{Query: `subscription{changes{sequence}}`}) {
			t.Error("an answer to nobody")
		}
		close(ended)
	}()
	until()
	cancel()
	select {
	case <-ended:
	case <-time.After(hanging):
		t.Fatal("it goes on")
	}
}

// TestWatchDocs runs what docs/subscriptions.md shows, from the first change on.
func TestWatchDocs(t *testing.T) {
	page, err := os.ReadFile("../docs/subscriptions.md")
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, seeded(t, seed.Ukraine)...)
	blocks := strings.Split(string(page), "\n```graphql\n")[1:]
	if len(blocks) < 4 {
		t.Fatalf("%d blocks", len(blocks))
	}
	for _, block := range blocks {
		query, _, _ := strings.Cut(block, "\n```")
		next, stop := f.stream(Request{Query: query, Since: new(uint64)})
		if a := next(); len(a.Errors) > 0 {
			t.Errorf("%s\n%s", query, cut(a.text))
		}
		stop()
	}
}
