package change

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/analysis/conflict"
	"parley/graph"
)

// history is a random case that grows by random changes, with all that is needed to tell it again slowly.
type history struct {
	*drawer
	snap   *graph.Snapshot
	drafts [][]graph.Op // by change
}

func newHistory(t testing.TB, seed uint64) *history {
	h := &history{drawer: &drawer{rand.New(rand.NewPCG(seed, 23)), t}, snap: graph.Empty()}
	var ops []graph.Op
	for _, r := range h.records() {
		ops = append(ops, graph.Op{Put: r})
	}
	h.commit(ops...)
	for range 2 + h.IntN(6) {
		for range 1 + h.IntN(3) {
			h.edit()
		}
	}
	return h
}

func (h *history) instant(seq int) time.Time {
	return time.Date(2025, 7, 1, seq, 0, 0, 0, time.UTC)
}

// commit makes a change, unless the graph refuses it.
func (h *history) commit(ops ...graph.Op) {
	next, err := h.snap.With(graph.Draft{Actor: "t", Reason: "t", Ops: ops}, h.instant(len(h.drafts)+1))
	if err == nil {
		h.snap, h.drafts = next, append(h.drafts, ops)
	}
}

// edit puts, changes or retires one record.
func (h *history) edit() {
	n := 10 + h.IntN(3)
	switch h.IntN(9) {
	case 0, 1:
		h.commit(graph.Op{Put: h.position(n, h.one(graph.KindPosition))})
	case 2, 3:
		h.commit(graph.Op{Put: h.line(n, h.one(graph.KindRedLine))})
	case 4:
		h.commit(graph.Op{Retire: graph.Ref{Kind: graph.KindPosition, Key: fmt.Sprint("p", h.IntN(9))}})
	case 5:
		h.commit(graph.Op{Retire: graph.Ref{Kind: graph.KindRedLine, Key: fmt.Sprint("l", h.IntN(6))}})
	case 6:
		h.commit(graph.Op{Put: h.position(h.IntN(9), h.one(graph.KindSource))})
	case 7:
		st := statement(fmt.Sprint("s", h.IntN(6)), "press", h.date(1))
		st.Credibility = 1 + h.IntN(6)
		h.commit(graph.Op{Put: st})
	case 8:
		if p, ok := graph.Get[*graph.Position](h.snap, fmt.Sprint("p", h.IntN(9))); ok {
			moved := *p
			moved.Evidence, moved.To = h.evidence(), graph.Date{}
			h.commit(graph.Op{Put: &moved})
		}
	}
}

// one draws a record on record: a new one may supersede it.
func (h *history) one(k graph.Kind) []graph.Record {
	list := append(slices.Collect(h.snap.Records(graph.KindSource)), slices.Collect(h.snap.Records(k))...)
	return list[:1+h.IntN(len(list))]
}

// told is the graph after a change as it would be told at once.
type told map[graph.Ref]graph.Record

func (h *history) told(seq int) told {
	known := told{}
	for _, ops := range h.drafts[:seq] {
		for _, op := range ops {
			if delete(known, op.Ref()); op.Put != nil {
				known[op.Ref()] = op.Put
			}
		}
	}
	return known
}

// view views the graph told at once.
func (k told) view(t testing.TB, o graph.ViewOptions) *graph.View {
	t.Helper()
	var ops []graph.Op
	for _, r := range k {
		ops = append(ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(graph.Draft{Actor: "t", Reason: "t", Ops: ops}, time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.View(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// held reports whether a position or red line counts on a day, going through all records.
func (k told) held(r graph.Record, o graph.ViewOptions) bool {
	ref := r.Ref()
	if _, known := k[ref]; !known || o.Parties != nil && !slices.Contains(o.Parties, partyOf(k[ref])) || !k.names(ref, o) || !k.passes(ref, o) {
		return false
	}
	from, to := datesOf(k[ref])
	if !from.IsZero() && from.Earliest() > o.AsOf || !to.IsZero() && to.Latest() < o.AsOf {
		return false
	}
	for _, n := range k {
		begins, _ := datesOf(n)
		if superseded(n) == ref && ref.Key != "" && k.passes(n.Ref(), o) && (begins.IsZero() || begins.Earliest() <= o.AsOf) {
			return false
		}
	}
	return true
}

// names reports whether a record is about an issue asked about, a red line with a pattern of such issues alone.
func (k told) names(r graph.Ref, o graph.ViewOptions) bool {
	asked := func(issue string) bool { return o.Issues == nil || slices.Contains(o.Issues, issue) }
	if p, ok := k[r].(*graph.Position); ok {
		return asked(p.Issue)
	}
	return slices.ContainsFunc(k[r].(*graph.RedLine).Forbids, func(p graph.Pattern) bool {
		for issue := range p {
			if !asked(issue) {
				return false
			}
		}
		return true
	})
}

func (k told) passes(r graph.Ref, o graph.ViewOptions) bool {
	if o.Floor.IsZero() {
		return true
	}
	return slices.ContainsFunc(graph.EvidenceOf(k[r]), func(key string) bool {
		st := k[graph.Ref{Kind: graph.KindStatement, Key: key}].(*graph.Statement)
		graded := o.Floor.Credibility == 0 || st.Credibility > 0 && st.Credibility < 6 && st.Credibility <= o.Floor.Credibility
		return graded && (o.Floor.Sources == nil || slices.Contains(o.Floor.Sources, st.Source))
	})
}

func partyOf(r graph.Record) string {
	if p, ok := r.(*graph.Position); ok {
		return p.Party
	}
	return r.(*graph.RedLine).Party
}

// decided writes what a position or red line says, dates, evidence and weight apart.
func decided(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		return fmt.Sprint(r.Party, r.Issue, r.Stance, r.Options, r.Condition)
	case *graph.RedLine:
		return fmt.Sprint(r.Party, r.Forbids)
	}
	return ""
}

// TestDeltaAgainstOracle tells random histories again from nothing, and compares views, answers and causes. On the way
// it holds FindEffect.
func TestDeltaAgainstOracle(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(500) {
		h := newHistory(t, seed)
		o := h.options()
		o.Negotiation = "n"
		last := len(h.drafts)
		first := 1 + h.IntN((last+1)/2)
		early := day("2025-06-01") + graph.Day(h.IntN(40))
		late := early + graph.Day(h.IntN(20))
		o.AsOf = late
		v, err := h.snap.View(o)
		if err != nil {
			t.Fatal(err)
		}
		d, err := FindDelta(context.Background(), v, early, h.instant(first))
		if err != nil {
			t.Fatal(err)
		}
		x := &oracle{t: t, seed: seed, delta: d, first: first, history: h, seen: seen}
		x.know = [3]told{h.told(first), h.told(last), h.told(last)}
		x.opts = [3]graph.ViewOptions{o, o, o}
		x.opts[0].AsOf, x.opts[1].AsOf = early, early
		x.check()
	}
	for _, what := range []string{"opened", "closed", "changed", "gained", "lost", "verdict", "silence", "world-changed", "learned", "corrected", "behind"} {
		if seen[what] < 10 {
			t.Errorf("only %d of %s drawn", seen[what], what)
		}
	}
}

// oracle holds one delta against what the records say, one by one.
type oracle struct {
	t       testing.TB
	seed    uint64
	delta   *Delta
	first   int
	history *history
	know    [3]told
	opts    [3]graph.ViewOptions
	seen    map[string]int
}

func (x *oracle) fail(format string, args ...any) {
	x.t.Helper()
	x.t.Fatalf("seed %d, %s to %s, change %d to %d, %+v: %s\n%s", x.seed, x.opts[0].AsOf, x.opts[2].AsOf, x.first, len(x.history.drafts), x.opts[2], fmt.Sprintf(format, args...), show(x.delta))
}

func (x *oracle) check() {
	before, after := x.know[0].view(x.t, x.opts[0]), x.know[2].view(x.t, x.opts[2])
	x.conflicts(before, after)
	x.cores(before, after)
	x.silences(before, after)
	x.named()
	for _, c := range x.delta.Opened {
		x.sides(c.It, c.Causes)
	}
	for _, c := range x.delta.Closed {
		x.sides(c.It, c.Causes)
	}
	if strings.Contains(x.delta.Explanation(), "%!") {
		x.fail("%s", x.delta.Explanation())
	}
}

// conflicts compares with both lists found anew.
func (x *oracle) conflicts(before, after *graph.View) {
	list := func(v *graph.View) map[string]string {
		found, err := conflict.Find(context.Background(), v)
		if err != nil {
			x.t.Fatal(err)
		}
		byID := map[string]string{}
		for _, c := range found {
			var words []string
			for _, s := range c.Sides {
				words = append(words, s.Holds.Ref().String())
			}
			for _, st := range c.Evidence {
				words = append(words, st.Key)
			}
			slices.Sort(words)
			byID[c.ID().String()] = fmt.Sprint(words, c.Score, c.Since, c.Explanation)
		}
		return byID
	}
	was, is := list(before), list(after)
	want := map[string]string{}
	for id, words := range is {
		if old, there := was[id]; !there {
			want[id] = "opened"
		} else if old != words {
			want[id] = "changed"
		}
	}
	for id := range was {
		if _, there := is[id]; !there {
			want[id] = "closed"
		}
	}
	got := map[string]string{}
	for _, c := range x.delta.Opened {
		got[c.It.ID().String()] = "opened"
	}
	for _, c := range x.delta.Closed {
		got[c.It.ID().String()] = "closed"
	}
	for _, c := range x.delta.Changed {
		got[c.It.After.ID().String()] = "changed"
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || x.delta.Total != [2]int{len(was), len(is)} {
		x.fail("conflicts %v, want %v", got, want)
	}
}

// cores compares with all sets of red lines of the principals, tried on all packages.
func (x *oracle) cores(before, after *graph.View) {
	was, is := slowCores(before), slowCores(after)
	names := func(list []string, other []string) (only []string) {
		for _, c := range list {
			if !slices.Contains(other, c) {
				only = append(only, c)
			}
		}
		slices.Sort(only)
		return only
	}
	var gained, lost []string
	for _, c := range x.delta.CoresGained {
		gained = append(gained, CoreName(c.It))
	}
	for _, c := range x.delta.CoresLost {
		lost = append(lost, CoreName(c.It))
	}
	slices.Sort(gained)
	slices.Sort(lost)
	if want := names(is, was); !slices.Equal(gained, want) {
		x.fail("gained %q, want %q", gained, want)
	}
	if want := names(was, is); !slices.Equal(lost, want) {
		x.fail("lost %q, want %q", lost, want)
	}
	if blocked := x.delta.VerdictAfter() == "blocked"; blocked != (len(is) > 0) {
		x.fail("verdict %s", x.delta.VerdictAfter())
	}
}

// slowCores lists the minimal sets of the principals' red lines that leave no package, by name.
func slowCores(v *graph.View) []string {
	var lines []*graph.RedLine
	for _, r := range v.RedLines {
		if r.Party != "c" && (v.ViewOptions.Parties == nil || slices.Contains(v.ViewOptions.Parties, r.Party)) {
			lines = append(lines, r)
		}
	}
	var blocking []int
	var names []string
	for set := range 1 << len(lines) {
		var patterns graph.Patterns
		var keys []string
		for n, r := range lines {
			if set>>n&1 == 1 {
				patterns = append(patterns, v.Forbids(r)...)
				keys = append(keys, r.Key)
			}
		}
		if len(patterns) == 0 || len(matching(patterns)) < 6 {
			continue
		}
		if !slices.ContainsFunc(blocking, func(b int) bool { return b&set == b }) {
			names = append(names, strings.Join(keys, ", "))
		}
		blocking = append(blocking, set)
	}
	return names
}

// silences compares with every party and issue, option by option.
func (x *oracle) silences(before, after *graph.View) {
	mute := func(v *graph.View) map[string]bool {
		cells := map[string]bool{}
		for _, p := range v.Parties {
			for _, i := range v.Issues {
				st, _ := i.Stand(p.Key)
				silent := true
				for n := range i.Options {
					silent = silent && st.Toward(n) == graph.AttitudeSilent
				}
				cells[p.Key+"/"+i.Key] = silent
			}
		}
		return cells
	}
	was, is := mute(before), mute(after)
	listed := map[string]bool{}
	for _, m := range x.delta.Silences {
		cell := m.It.Party.Key + "/" + m.It.Issue.Key
		listed[cell] = true
		if m.It.Broken() && (!was[cell] || is[cell]) || m.It.New() && (was[cell] || !is[cell]) || !m.It.Broken() && !m.It.New() && !(was[cell] && is[cell]) {
			x.fail("silence %s", cell)
		}
	}
	for _, cells := range []map[string]bool{was, is} {
		for cell := range cells {
			if was[cell] != is[cell] && !listed[cell] {
				x.fail("silence %s is not listed", cell)
			}
		}
	}
}

// named holds that every part of the answer has a cause, and that every cause is one.
func (x *oracle) named() {
	holds := func(what string, causes []Cause) {
		x.seen[what]++
		if len(causes) == 0 {
			x.fail("%s has no cause", what)
		}
		for _, c := range causes {
			x.cause(c, what == "shift" || what == "changed" || what == "silence")
		}
	}
	d := x.delta
	if d.VerdictBefore() != d.VerdictAfter() {
		holds("verdict", d.VerdictCauses)
	}
	for _, part := range []struct {
		what   string
		causes [][]Cause
	}{
		{"opened", causesOf(d.Opened)}, {"closed", causesOf(d.Closed)}, {"changed", causesOf(d.Changed)},
		{"gained", causesOf(d.CoresGained)}, {"lost", causesOf(d.CoresLost)}, {"sourced", causesOf(d.Sourced)},
		{"shift", causesOf(d.Shifts)}, {"silence", causesOf(d.Silences)},
	} {
		for _, causes := range part.causes {
			holds(part.what, causes)
		}
	}
}

func causesOf[T any](list []Caused[T]) [][]Cause {
	var all [][]Cause
	for _, c := range list {
		all = append(all, c.Causes)
	}
	return all
}

// cause holds that a record differs as said. What held between the days only may be named of some parts.
func (x *oracle) cause(c Cause, between bool) {
	ref := c.Record.Ref()
	x.seen[string(c.How)]++
	was, is := x.know[0][ref], x.know[2][ref]
	switch c.How {
	case WorldChanged:
		if c.Sequence != 0 || x.opts[1].AsOf == x.opts[2].AsOf {
			x.fail("%s: the world did not change", ref)
		}
		if st, ok := is.(*graph.Statement); ok {
			if day := st.Said.Earliest(); day <= x.opts[1].AsOf || day > x.opts[2].AsOf {
				x.fail("%s was not said between the days", ref)
			}
		} else if !between && x.know[1].held(is, x.opts[1]) == x.know[2].held(is, x.opts[2]) {
			x.fail("%s neither began nor ended", ref)
		}
		return
	case Learned:
		if was != nil || is == nil {
			x.fail("%s was not learned", ref)
		}
	case Corrected:
		if was == nil || is == was {
			x.fail("%s was not corrected", ref)
		}
	}
	if int(c.Sequence) <= x.first || !slices.ContainsFunc(x.history.drafts[c.Sequence-1], func(op graph.Op) bool { return op.Ref() == ref }) {
		x.fail("change %d did not record %s", c.Sequence, ref)
	}
}

// sides holds that every side of a conflict that opened or closed is named for every step in which it differs, or what
// supersedes it or speaks for it is.
func (x *oracle) sides(c *conflict.Conflict, causes []Cause) {
	has := func(ref graph.Ref, how ...How) bool {
		return slices.ContainsFunc(causes, func(c Cause) bool { return c.Record.Ref() == ref && slices.Contains(how, c.How) })
	}
	for _, s := range c.Sides {
		ref := s.Holds.Ref()
		var counts [3]bool
		for n := range counts {
			counts[n] = x.know[n].held(s.Holds, x.opts[n])
		}
		was, is := x.know[0][ref], x.know[1][ref]
		moved := counts[0] != counts[1]
		switch {
		case (moved || counts[0] && decided(was) != decided(is)) && has(ref, Learned, Corrected):
			if has(ref, Learned) != (was == nil) {
				x.fail("%s: learned or corrected?", ref)
			}
		case moved && was == is:
			x.seen["behind"]++
			if !slices.ContainsFunc(causes, func(c Cause) bool { return c.How != WorldChanged && x.speaksFor(c.Record, was) }) {
				x.fail("nothing is named that made %s count, or no longer", ref)
			}
		case moved || counts[0] && decided(was) != decided(is):
			if was == nil || is == nil || decided(was) != decided(is) {
				x.fail("%s is not named as learned or corrected", ref)
			}
		case has(ref, Learned, Corrected) && fmt.Sprint(graph.EvidenceOf(was)) == fmt.Sprint(graph.EvidenceOf(is)):
			x.fail("%s is named, and is what it was", ref)
		}
		if counts[1] != counts[2] != has(ref, WorldChanged) {
			x.fail("%s: did the world change?", ref)
		}
	}
}

// speaksFor reports whether a record supersedes another, or is among the evidence of that or of what supersedes it.
func (x *oracle) speaksFor(r, other graph.Record) bool {
	if superseded(r) == other.Ref() || superseded(x.know[0][r.Ref()]) == other.Ref() {
		return true
	}
	for _, n := range x.know[2] {
		if (n == other || superseded(n) == other.Ref()) && slices.Contains(graph.EvidenceOf(n), r.Ref().Key) {
			return true
		}
	}
	return false
}
