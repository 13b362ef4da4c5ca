package schema

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/graph"
	"parley/graph/memlog"
	"parley/seed"
)

// TestRandomChangesLandWholeOrNotAtAll sends inputs broken at random. What lands is valid, is what was asked for, and
// is what reading the log again gives; a dry run said the same; what is refused leaves no trace.
func TestRandomChangesLandWholeOrNotAtAll(t *testing.T) {
	records := append(seeded(t, seed.Example), otherKinds()...)
	landed, refused, misread := 0, 0, 0
	for round := range uint64(8) {
		rnd := rand.New(rand.NewPCG(round, 7))
		f, log := open(t), memlog.New()
		db, err := graph.Open(context.Background(), log, graph.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		f.db, f.api.graph = db, db
		f.change("all", puts(records...))
		for range 80 {
			operations := randomOperations(rnd, records)
			before := f.seq()
			dry := f.send(operations, "random", "dry", true)
			a := f.send(operations, "random")
			f.equal(at(dry.Data, "change.plan"), text(t, at(a.Data, "change.plan")))
			f.equal(at(dry.Data, "change.userErrors"), text(t, at(a.Data, "change.userErrors")))
			for _, e := range a.Errors {
				if e.Code() != CodeBadInput {
					t.Fatalf("%s\n%s\n%s", text(t, operations), a.text, f.log.String())
				}
			}
			switch {
			case at(a.Data, "change.change") != nil:
				landed++
				f.landed(operations, before+1)
			case f.seq() != before:
				t.Fatalf("it landed all the same: %s", a.text)
			case len(a.Errors) > 0:
				misread++
			default:
				refused++
			}
		}
		sound(t, db, log)
	}
	if least := min(landed, refused, misread); least < 20 {
		t.Errorf("%d landed, %d were refused, %d were misread: the test tells little", landed, refused, misread)
	}
}

// randomOperations puts and retires some of the records, broken in some place more often than not.
func randomOperations(rnd *rand.Rand, records []graph.Record) (operations []any) {
	for range 1 + rnd.IntN(3) {
		r := records[rnd.IntN(len(records))]
		if rnd.IntN(6) == 0 {
			operations = append(operations, retireOf(r.Ref()))
			continue
		}
		in := plainJSON(putOf(r)).(m)
		for range rnd.IntN(3) {
			breakOne(rnd, in[putName(r.Ref().Kind)].(m))
		}
		operations = append(operations, in)
	}
	return operations
}

func plainJSON(v any) (out any) {
	text, _ := json.Marshal(v)
	json.Unmarshal(text, &out)
	return out
}

// junk is what random inputs are broken with.
var junk = []any{
	"", " ", "x", "none", "nato", "troops", "r1", "ukraine", "Not A Key", "2025", "2025-02-30", "2024/..", "ACCEPTS", "PENDING", "STATE", "\u0000", "ex-russia-troops",
	nil, 0, 1, 7, -3, 0.5, true, []any{}, []any{nil}, []any{"x", "x"}, m{}, m{"terms": []any{}}, m{"key": "x"},
}

// breakOne changes something somewhere within an input: takes it out, puts junk there, doubles it.
func breakOne(rnd *rand.Rand, in m) {
	names := slices.Sorted(maps.Keys(in))
	if len(names) == 0 {
		return
	}
	name := names[rnd.IntN(len(names))]
	switch v := in[name].(type) {
	case m:
		breakOne(rnd, v)
		return
	case []any:
		if len(v) > 0 && rnd.IntN(3) > 0 {
			n := rnd.IntN(len(v))
			switch inner, is := v[n].(m); {
			case is && rnd.IntN(4) > 0:
				breakOne(rnd, inner)
			case rnd.IntN(2) == 0:
				in[name] = slices.Insert(slices.Clone(v), n, plainJSON(v[n]))
			default:
				in[name] = slices.Replace(slices.Clone(v), n, n+1, junk[rnd.IntN(len(junk))])
			}
			return
		}
	}
	if rnd.IntN(4) == 0 {
		delete(in, name)
		return
	}
	in[name] = junk[rnd.IntN(len(junk))]
}

// landed checks that a change did what was asked: every record put says what its input said, every one to retire is
// gone, and nothing else was touched.
func (f *fixture) landed(operations []any, seq uint64) {
	f.Helper()
	touched := 0
	for _, k := range graph.Kinds() {
		for r := range f.db.Snapshot().Refs(k.Kind) {
			versions := f.db.Snapshot().History(r)
			if last := versions[len(versions)-1]; last.Change.Seq == seq {
				touched++
				if !slices.ContainsFunc(operations, func(op any) bool { return asked(op, r, last.Record) }) {
					f.Errorf("%s is not as asked for: %v\n%s", r, last.Record, text(f.T, operations))
				}
			}
		}
	}
	if touched == 0 || touched > len(operations) {
		f.Errorf("%d records were touched by %s", touched, text(f.T, operations))
	}
}

// asked reports whether an operation asks for a record to be as it is now.
func asked(op any, r graph.Ref, now graph.Record) bool {
	if now == nil {
		return jsonText(op) == jsonText(retireOf(r))
	}
	in, is := op.(m)[putName(r.Kind)].(m)
	if !is {
		return false
	}
	if key, _ := in["key"].(string); key == "" {
		in = but(in, "key", r.Key) // the record makes its own
	}
	return jsonText(plainest(in)) == jsonText(plainest(plainJSON(inputOf(now))))
}

func jsonText(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

// plainest leaves out of an input what says nothing, and the order of what has none.
func plainest(v any) any {
	switch v := v.(type) {
	case m:
		out := m{}
		for name, x := range v {
			x = plainest(x)
			if list, is := x.([]any); is && (name == "terms" || name == "names" || name == "codes") {
				slices.SortFunc(list, func(a, b any) int { return cmp.Compare(jsonText(a), jsonText(b)) })
			}
			if text := jsonText(x); text != `null` && text != `""` && text != `[]` && text != `{"terms":[]}` && text != `{}` {
				out[name] = x
			}
		}
		return out
	case []any:
		out := []any{}
		for _, x := range v {
			out = append(out, plainest(x))
		}
		return out
	}
	return v
}

// sound checks that the graph is valid, and the same as what its log gives.
func sound(t *testing.T, db *graph.DB, log graph.Store) {
	t.Helper()
	var all []graph.Record
	s := db.Snapshot()
	again, err := graph.Fold(context.Background(), log)
	if err != nil || again.Head() != s.Head() {
		t.Fatal(again.Head(), s.Head(), err)
	}
	for _, k := range graph.Kinds() {
		for r := range s.Records(k.Kind) {
			all = append(all, r)
			if faults := graph.Validate(r); len(faults) > 0 {
				t.Error(faults)
			}
			if twin, ok := again.Record(r.Ref()); !ok || !same(r, twin) {
				t.Errorf("%s is another one in the log: %v", r.Ref(), twin)
			}
		}
		if again.Count(k.Kind) != s.Count(k.Kind) {
			t.Errorf("%d %s in the log", again.Count(k.Kind), k.Plural)
		}
	}
	if faults := s.CheckLinks(all); len(faults) > 0 {
		t.Error(faults)
	}
	if found, err := graph.Verify(context.Background(), log); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}
