package schema

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync"
	"testing"

	"parley/graph"
)

// brokenLog fails where the real one would answer.
type brokenLog struct {
	graph.Log
	fail func() error
}

func (l brokenLog) Entries(context.Context, uint64) iter.Seq2[*graph.Entry, error] {
	return func(yield func(*graph.Entry, error) bool) { yield(nil, l.fail()) }
}

type brokenGraph struct {
	*graph.DB
	fail func() error
}

func (g brokenGraph) Log() graph.Log { return brokenLog{g.DB.Log(), g.fail} }

// TestInternalErrorsAreMasked holds that neither a panic's text nor an error's reaches the caller, and both the log.
func TestInternalErrorsAreMasked(t *testing.T) {
	for name, fail := range map[string]func() error{
		"a panic":           func() error { panic("secret at /home/x") },
		"a panic of no use": func() error { panic(struct{ secret int }{7}) },
		"an error":          func() error { return errors.New("secret at /home/x") },
		"damage":            func() error { return graph.Errorf(graph.CodeDamaged, "secret at /home/x") },
	} {
		f := example(t)
		f.api.graph = brokenGraph{f.db, fail}
		a := f.do(`{status{version} changes{nodes{operations{key}}}}`)
		if len(a.Errors) != 1 || a.Errors[0].Code() != CodeInternal || strings.Contains(a.text, "secret") {
			t.Fatalf("%s: %s", name, a.text)
		}
		id, _ := a.Errors[0].Extensions["errorId"].(string)
		if log := f.log.String(); id == "" || !strings.Contains(log, id) || !strings.Contains(log, "secret") && name != "a panic of no use" {
			t.Errorf("%s: log %s", name, log)
		}
		if a.Data != nil { // every field up to the root is non-null
			t.Errorf("%s: %s", name, a.text)
		}
	}
}

// TestStoreErrorsKeepTheirCode maps the codes of package graph.
func TestStoreErrorsKeepTheirCode(t *testing.T) {
	for code, want := range map[graph.Code]string{
		graph.CodeClosed: CodeUnavailable, graph.CodeStale: CodeConflict, graph.CodeNotFound: CodeNotFound, graph.CodeInvalid: CodeBadInput,
	} {
		f := example(t)
		f.api.graph = brokenGraph{f.db, func() error { return fmt.Errorf("read: %w", graph.Errorf(code, "what happened")) }}
		a := f.fails(`{changes{nodes{operations{key}}}}`, want, "what happened")
		if len(a.Errors[0].Path) == 0 {
			t.Errorf("%s: no path", code)
		}
	}
}

// TestTimeIsUp holds that a request whose time is up is given up as a whole, also in the middle.
func TestTimeIsUp(t *testing.T) {
	f := example(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := f.api.Do(ctx, Request{Query: `{status{version}}`})
	if !r.Refused() || len(r.Errors) != 1 || r.Errors[0].Code() != CodeTimeout {
		t.Errorf("%+v", r)
	}
	ctx, cancel = context.WithCancel(context.Background())
	f.api.graph = brokenGraph{f.db, func() error { cancel(); return ctx.Err() }}
	r = f.api.Do(ctx, Request{Query: `{changes{nodes{operations{key}}} status{version}}`})
	if len(r.Errors) == 0 || r.Errors[0].Code() != CodeTimeout {
		t.Errorf("%+v", r)
	}
}

// TestAConflictSearchGivenUpIsMadeAgain: a canceled search leaves nothing behind.
func TestAConflictSearchGivenUpIsMadeAgain(t *testing.T) {
	f := example(t)
	fr, err := f.api.frames.of(f.db.Snapshot(), graph.ViewOptions{Negotiation: "example", AsOf: graph.DayOf(now)})
	if err != nil {
		t.Fatal(err)
	}
	<-fr.turn // somebody else is computing
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := fr.Conflicts(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting does not end: %v", err)
	}
	fr.turn <- struct{}{}
	list, complete, err := fr.Conflicts(context.Background())
	if err != nil || len(list) == 0 || !complete {
		t.Errorf("%d conflicts, %v, %v", len(list), complete, err)
	}
}

// TestFramesAreBoundedAndShared fills the cache beyond its size.
func TestFramesAreBoundedAndShared(t *testing.T) {
	f := example(t)
	o := graph.ViewOptions{Negotiation: "example", AsOf: 1}
	var group sync.WaitGroup
	frames := make([]*frame, 8)
	for n := range frames {
		group.Go(func() { frames[n], _ = f.api.frames.of(f.db.Snapshot(), o) })
	}
	group.Wait()
	for _, fr := range frames {
		if fr == nil || fr != frames[0] {
			t.Fatal("one view, made twice")
		}
	}
	for n := range 3 * framesKept {
		o.AsOf = graph.Day(n + 2)
		if _, err := f.api.frames.of(f.db.Snapshot(), o); err != nil {
			t.Fatal(err)
		}
	}
	if n := f.api.frames.order.Len(); n != framesKept || len(f.api.frames.byKey) != n {
		t.Errorf("%d views kept", n)
	}
	o.Negotiation = "nothing"
	if _, err := f.api.frames.of(f.db.Snapshot(), o); graph.CodeOf(err) != graph.CodeNotFound || len(f.api.frames.byKey) != framesKept-1 {
		t.Errorf("a view that cannot be made is kept: %v", err)
	}
}

// TestPlansAreBoundedAndShared asks many documents: the last asked stays, the plans together stay within bounds.
func TestPlansAreBoundedAndShared(t *testing.T) {
	f := example(t)
	first, _ := f.api.plan(Request{Query: `{status{version}}`})
	for n := range maxPlans / 4500 {
		again, _ := f.api.plan(Request{Query: `{status{version}}`})
		if again != first {
			t.Fatal("a plan asked for again and again is made anew")
		}
		if _, errs := f.api.plan(Request{Query: fmt.Sprintf(`{a%d:status{version}}`, n)}); len(errs) > 0 {
			t.Fatal(errs)
		}
	}
	c := f.api.plans
	if c.weight > maxPlans || len(c.byKey) != c.order.Len() || c.order.Len() < 500 {
		t.Errorf("%d plans weigh %d", c.order.Len(), c.weight)
	}
	two := `query a{status{version}} query b{status{sequence}}`
	a, _ := f.api.plan(Request{Query: two, OperationName: "a"})
	b, _ := f.api.plan(Request{Query: two, OperationName: "b"})
	if a == nil || b == nil || a == b {
		t.Error("two operations of a document share a plan")
	}
}

func TestResultJSON(t *testing.T) {
	for want, r := range map[string]*Result{
		`{"data":null}`: {Data: json.RawMessage("null")},
		`{"errors":[{"message":"\u003cx\u003e & y"}]}`: {Errors: []Error{{Message: "<x> & y"}}},
		`{"errors":[{"message":"m","locations":[{"line":1,"column":2}],"path":["a",0],"extensions":{"code":"C"}}],"data":{"a":1}}`: {
			Errors: []Error{{Message: "m", Locations: []Location{{Line: 1, Column: 2}}, Path: []any{"a", 0}, Extensions: map[string]any{"code": "C"}}},
			Data:   json.RawMessage(`{"a":1}`),
		},
	} {
		got, err := json.Marshal(r)
		if err != nil || strings.ReplaceAll(string(got), `\u0026`, "&") != want {
			t.Errorf("%s, %v; want %s", got, err, want)
		}
	}
	if _, err := json.Marshal(&Result{Errors: []Error{{Extensions: map[string]any{"x": func() {}}}}}); err == nil {
		t.Error("what cannot be written is an error")
	}
}

func TestStrictScalars(t *testing.T) {
	for _, tt := range []struct {
		got, want any
	}{
		{wholeNumber(json.Number("-3")), "-3"}, {wholeNumber(json.Number("99999999999999999999")), "99999999999999999999"}, {wholeNumber(json.Number("3e2")), "300"},
		{wholeNumber(3.0), "3"}, {wholeNumber(float64(1 << 53)), ""}, {wholeNumber(1.5), ""}, {wholeNumber(json.Number("1.5")), ""}, {wholeNumber(json.Number("1e999")), ""}, {wholeNumber(true), ""},
		{serializeText(graph.MinDay), nil}, {serializeText(graph.Date{}), nil}, {serializeText(uint64(1) << 63), "9223372036854775808"}, {serializeText(1.5), nil},
	} {
		if tt.got != tt.want {
			t.Errorf("got %v (%T), want %v", tt.got, tt.got, tt.want)
		}
	}
	f := example(t)
	for _, q := range []string{
		`{parties(first:99999999999){totalCount}}`, `{parties(first:"1"){totalCount}}`, `{parties(first:1.0){totalCount}}`, `{node(id:true){id}}`,
		`{negotiation(key:"example"){conflicts(filter:{minScore:"1"}){totalCount}}}`, `{status{version @skip(if:"true")}}`, `{party(key:"a",asOf:20250101){key}}`,
	} {
		f.fails(q, CodeValidationFailed)
	}
	f.ask(`{node(id:7){id} negotiation(key:"example"){a:conflicts(filter:{minScore:1}){totalCount} b:conflicts(filter:{minScore:1.5}){totalCount}} status{version @skip(if:true)}}`, "")
}
