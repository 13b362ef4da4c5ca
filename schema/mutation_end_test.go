package schema

import (
	"context"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

const putAndAsk = `mutation {
	change(reason: "a party", operations: [{putParty: {key: "new", name: "New", kind: OTHER}}]) { change { sequence } plan { key fields { field } } }
}`

// apart makes an API of its own over the graph of a fixture.
func (f *fixture) apart(g Graph, o Options) *API {
	f.Helper()
	o.Clock = f.api.Clock
	api, err := New(g, o)
	if err != nil {
		f.Fatal(err)
	}
	return api
}

// TestWhatLandedIsSaid ends mutations after their change landed: the answer must not read as if nothing had.
func TestWhatLandedIsSaid(t *testing.T) {
	f := example(t)
	res := f.apart(f.db, Options{Limits: Limits{"rows": 1}}).Do(t.Context(), Request{Query: putAndAsk})
	if body, _ := res.Body(); res.Refused() || f.db.Snapshot().Head().Seq != 2 || !strings.Contains(string(body), `"data":null,"extensions":{"landed":["2"]}`) {
		t.Errorf("beyond a limit: %s", body)
	}
}

// hesitant is a graph whose commits end, without a word of what became of them, only when their time is up.
type hesitant struct{ *graph.DB }

func (g hesitant) Commit(ctx context.Context, d graph.Draft) (graph.ChangeInfo, error) {
	g.DB.Commit(ctx, d)
	<-ctx.Done()
	return graph.ChangeInfo{}, ctx.Err()
}

func TestWhatMayHaveLandedIsSaid(t *testing.T) {
	f := example(t)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	res := f.apart(hesitant{f.db}, Options{}).Do(ctx, Request{Query: putAndAsk})
	if body, _ := res.Body(); res.Refused() || !strings.Contains(string(body), "may have landed") {
		t.Errorf("%s", body)
	}
}
