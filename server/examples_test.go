package server

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memlog"
	"parley/schema"
	"parley/seed"
)

// ukraine is the API over the data set that comes with Parley.
func ukraine(t *testing.T) *schema.API {
	t.Helper()
	db, err := graph.Open(context.Background(), memlog.New(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	folder, problems := seed.Read(seed.Ukraine, "ukraine")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if _, err := db.Commit(context.Background(), seed.NewPlan(db.Snapshot(), folder).Draft("tester", "the data set")); err != nil {
		t.Fatal(err)
	}
	api, err := schema.New(db, schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// TestExamples asks the default data each example: there is an answer, without errors, and it holds something.
func TestExamples(t *testing.T) {
	api := ukraine(t)
	titles := map[string]bool{}
	for _, e := range examples() {
		if e.Group == "" || e.Title == "" || e.About == "" || titles[e.Title] {
			t.Errorf("an example has no group, title or description of its own: %+v", e)
		}
		titles[e.Title] = true
		r := first(api, schema.Request{Query: e.Query})
		var data map[string]any
		if err := json.Unmarshal(r.Data, &data); err != nil || len(r.Errors) > 0 {
			t.Errorf("%s: %v %v", e.Title, err, r.Errors)
		}
		if strings.Contains(string(r.Data), `"userErrors":[{`) {
			t.Errorf("%s: %s", e.Title, r.Data)
		}
		for name, v := range data {
			if lists, full := listsIn(v); v == nil || lists > 0 && full == 0 {
				t.Errorf("%s: %s holds nothing", e.Title, name)
			}
		}
	}
	if len(titles) < 20 {
		t.Errorf("%d examples", len(titles))
	}
}

// first is the first answer to a request of any kind.
func first(api *schema.API, r schema.Request) *schema.Result {
	for res := range api.Stream(context.Background(), r) {
		return res
	}
	return &schema.Result{}
}

// listsIn counts the lists of an answer, and those that hold something.
func listsIn(v any) (lists, full int) {
	add := func(v any) {
		l, f := listsIn(v)
		lists, full = lists+l, full+f
	}
	switch v := v.(type) {
	case []any:
		lists++
		if len(v) > 0 {
			full++
		}
		for _, item := range v {
			add(item)
		}
	case map[string]any:
		for _, member := range v {
			add(member)
		}
	}
	return lists, full
}

func TestNewExample(t *testing.T) {
	text := "# Red lines: What, and who: now?\n# One.\n# Two.\n{ a }\n# not this\n"
	if got, want := newExample(text), (example{"Red lines", "What, and who: now?", "One. Two.", text}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	page := run(t, nil).send("GET", "/graphiql", "").Body.String()
	_, rest, _ := strings.Cut(page, `id="examples">`)
	inPage, _, _ := strings.Cut(rest, "</script>")
	var list []example
	if err := json.Unmarshal([]byte(inPage), &list); err != nil || len(list) != len(examples()) || list[0] != examples()[0] {
		t.Errorf("the page holds %d examples: %v", len(list), err)
	}
}
