package schema

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph"
	"parley/seed"
)

// asks are questions whose answers rest on all that an answer may rest on: the graph, the day, the variables.
var asks = []string{
	`query($day:Date,$known:DateTime){negotiation(key:"example",asOf:$day,knownAt:$known){asOf conflicts{nodes{id score since explanation}} redLines{nodes{key title inForce lastDay}}}}`,
	`query($parties:[String!],$first:Int){negotiation(key:"example",parties:$parties){redLines(first:$first){nodes{key salience}pageInfo{endCursor hasNextPage}}}}`,
	`query($day:Date){negotiation(key:"example",asOf:$day){settlement{verdict explanation dealCount}}}`,
	`{redLine(key:"r2"){title inForce lastDay history{sequence}} negotiations{nodes{asOf}}}`,
	`{status{sequence changedAt counts{kind count}} changes(first:2){nodes{sequence reason}}}`,
}

// world is a graph, a clock and a choice of what to do next.
type world struct {
	*fixture
	*rand.Rand
	clock time.Time
}

// ask chooses a question; variables are now absent, now null.
func (w *world) ask() Request {
	vars := map[string]any{}
	for name, values := range map[string][]any{
		"day": {nil, "2025-01-14", "2025-02-03"}, "known": {nil, "2025-02-01T10:30:00Z", "2025-02-01T12:00:00Z", "2026-01-01T00:00:00Z"},
		"parties": {nil, []any{"russia", "ukraine"}, []any{"ukraine", "russia"}, []any{"europe"}, "europe"}, "first": {nil, 1.0, json.Number("2")},
	} {
		if n := w.IntN(len(values) + 2); n < len(values) {
			vars[name] = values[n]
		}
	}
	return Request{Query: asks[w.IntN(len(asks))], Variables: vars, Cost: w.IntN(5) == 0}
}

// change lands a change of a red line.
func (w *world) change() {
	line, _ := graph.Get[*graph.RedLine](w.db.Snapshot(), fmt.Sprint("r", 1+w.IntN(5)))
	next := *line
	salience := w.IntN(100)
	next.Salience, next.Title = &salience, fmt.Sprint("as of change ", w.db.Snapshot().Head().Seq)
	next.To = []graph.Date{{}, date(w.T, "2025-02-02"), date(w.T, "2025-02-04")}[w.IntN(3)]
	w.put("a change of mind", &next)
}

func date(t *testing.T, text string) graph.Date {
	t.Helper()
	d, err := graph.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestKeptAnswersAreTheAnswers asks an API that keeps answers, while the graph changes and days pass, and each time a
// new one that keeps none.
func TestKeptAnswersAreTheAnswers(t *testing.T) {
	w := &world{example(t), rand.New(rand.NewPCG(5, 6)), time.Date(2025, 2, 1, 20, 0, 0, 0, time.UTC)}
	open := func(o Options) *API {
		o.Clock = func() time.Time { return w.clock }
		api, err := New(w.db, o)
		if err != nil {
			t.Fatal(err)
		}
		return api
	}
	var requests []Request
	for range 20 {
		requests = append(requests, w.ask())
	}
	keeps, repeated, last := open(Options{}), 0, map[*Result]bool{}
	for range 200 {
		switch w.IntN(20) {
		case 0:
			w.change()
		case 1:
			w.clock = w.clock.Add(time.Duration(w.IntN(10)) * time.Hour)
		}
		r := requests[w.IntN(len(requests))]
		kept := keeps.Do(t.Context(), r)
		if last[kept] {
			repeated++
		}
		last[kept] = true
		got, want := w.read(kept).text, w.read(open(Options{Answers: -1}).Do(t.Context(), r)).text
		if got != want {
			t.Fatalf("%s %v at %v\nkept %s\nnew  %s", r.Query, r.Variables, w.clock, got, want)
		}
	}
	if repeated < 20 {
		t.Errorf("%d answers were repeated", repeated)
	}
}

// TestVariablesAreToldApart: what is coerced otherwise has another key, whatever the order.
func TestVariablesAreToldApart(t *testing.T) {
	met := map[string]string{}
	for _, text := range []string{
		`{}`, `{"a":null}`, `{"a":1}`, `{"a":1.0}`, `{"a":"1"}`, `{"a":true}`, `{"a":"true"}`, `{"a":[1]}`, `{"a":[[1]]}`, `{"a":[1,2]}`, `{"a":["1,2"]}`,
		`{"a":{}}`, `{"a":[]}`, `{"a":"","b":""}`, `{"a":"1:b"}`, `{"a":["1","2"]}`, `{"a":["12"]}`, `{"a":{"b":1,"c":2}}`, `{"a":{"b":1},"c":2}`, `{"ab":1}`, `{"a":"n"}`,
	} {
		dec := json.NewDecoder(strings.NewReader(text))
		dec.UseNumber()
		var v map[string]any
		if err := dec.Decode(&v); err != nil {
			t.Fatal(err)
		}
		key := variablesKey(v)
		if other, twice := met[key]; twice {
			t.Errorf("%s and %s have one key", text, other)
		}
		met[key] = text
	}
	for range 20 {
		a, b := map[string]any{}, map[string]any{}
		for i := range 20 {
			a[fmt.Sprint(i)], b[fmt.Sprint(19-i)] = i, 19-i
		}
		if variablesKey(a) != variablesKey(b) {
			t.Fatal("the order of variables counts")
		}
	}
	if variablesKey(map[string]any{"a": int64(1)}) == variablesKey(map[string]any{"a": int32(1)}) {
		t.Error("types of Go are not told apart")
	}
}

// TestAnswersKeptAreBounded asks more than may be kept, and what is too large to keep.
func TestAnswersKeptAreBounded(t *testing.T) {
	f := example(t)
	const most = 64 << 10
	api, err := New(f.db, Options{Answers: most, Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(r Request) {
		if res := api.Do(t.Context(), r); len(res.Errors) > 0 {
			t.Fatal(res.Errors[0])
		}
	}
	for n := range 500 {
		ask(Request{Query: `query($n:Int){negotiations(first:$n){totalCount}}`, Variables: map[string]any{"n": 1 + n, "more": strings.Repeat("x", 3*n)}})
		ask(Request{Query: fmt.Sprintf(`{a%d:status{version}}`, n)})
		sum := 0
		for e := range api.known.kept.items() {
			sum += e.key.weight(e.value)
		}
		if sum != api.known.kept.weight || sum > most {
			t.Fatalf("%d bytes said to be kept, %d are, of %d", api.known.kept.weight, sum, most)
		}
	}
	if api.known.kept.weight < most/2 {
		t.Errorf("only %d bytes of %d are used", api.known.kept.weight, most)
	}
	before := slices.Collect(keysOfAnswers(api.known))
	ask(Request{Query: `{__schema{types{name description fields{name description}}}}`})
	if after := slices.Collect(keysOfAnswers(api.known)); !slices.Equal(before, after) {
		t.Error("an answer too large was kept, or others went for it")
	}
	none, err := New(f.db, Options{Answers: -1})
	if err != nil {
		t.Fatal(err)
	}
	none.Do(t.Context(), Request{Query: `{status{version}}`})
	if len(none.known.kept.byKey) > 0 {
		t.Error("an answer was kept where none may be")
	}
}

func keysOfAnswers(c *answerCache) func(func(question) bool) {
	return func(yield func(question) bool) {
		for e := range c.kept.items() {
			if !yield(e.key) {
				return
			}
		}
	}
}

// TestParallelAnswers has many ask a new API the same and different things at once, first and again; run with -race.
func TestParallelAnswers(t *testing.T) {
	f := example(t)
	var requests []Request
	w := &world{f, rand.New(rand.NewPCG(1, 2)), now}
	for range 12 {
		requests = append(requests, w.ask())
	}
	want := make([]string, len(requests))
	for i, r := range requests {
		want[i] = f.read(f.api.Do(t.Context(), r)).text
	}
	for range 3 {
		api, err := New(f.db, Options{Clock: func() time.Time { return now }, Version: "test"})
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		for n := range 32 {
			group.Go(func() {
				for i := range 3 * len(requests) {
					at := (i + n/8) % len(requests) // eight at a time ask the same
					text, err := api.Do(context.Background(), requests[at]).Body()
					if err != nil || string(text) != want[at] {
						t.Errorf("%s %v\ngot  %s %v\nwant %s", requests[at].Query, requests[at].Variables, text, err, want[at])
						return
					}
				}
			})
		}
		group.Wait()
	}
}

// TestLargeAnswersAreBuiltOnce: what is sent is what the run wrote, whole.
func TestLargeAnswersAreBuiltOnce(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	res := f.api.Do(t.Context(), Request{Query: large})
	line, err := res.Line()
	if err != nil || len(res.Errors) > 0 {
		t.Fatal(err, res.Errors)
	}
	if len(line) < 500_000 {
		t.Fatalf("the answer has %d bytes only", len(line))
	}
	body, err := res.Body()
	if err != nil || &line[0] != &body[0] || &line[len(opening)] != &res.Data[0] {
		t.Error("the answer was copied")
	}
	if !json.Valid(line) || string(line) != string(body)+"\n" || `{"data":`+string(res.Data)+"}" != string(body) {
		t.Error("the line, the body and the data differ")
	}
}

// large asks for every conflict with everything.
const large = `{negotiation(key:"ukraine",asOf:"2025-08-19"){conflicts(first:500){totalCount nodes{
  id kind severity score since explanation parties{key name names{label text} description} issues{key title question options{key label description}} options{key label}
  sides{partyKey holds{...on Position{key stance options{key label} note evidence{...S}} ...on RedLine{key title forbids{terms{issue{title} options{label}}} evidence{...S}}}} evidence{...S}}}}}
fragment S on Statement{key date paraphrase quotation credibility attribution speaker{key name} party{key name} source{key title publisher authors url issued reliability note}}`

// TestAnswersTakeNoLonger: Do gives up on its own, whatever the caller's patience.
func TestAnswersTakeNoLonger(t *testing.T) {
	f := open(t, seeded(t, seed.Ukraine)...)
	api, err := New(f.db, Options{Limits: Limits{LimitTime.Name: 1}})
	if err != nil {
		t.Fatal(err)
	}
	a := f.read(api.Do(t.Context(), Request{Query: `{negotiation(key:"ukraine"){settlement{sensitivity{change verdict}}}}`}))
	if len(a.Errors) == 0 || a.Errors[0].Code() != CodeTimeout {
		t.Errorf("%s", cut(a.text))
	}
}
