package change

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// drawer makes random cases of two parties on two issues within a month.
type drawer struct {
	*rand.Rand
	t testing.TB
}

func (d *drawer) records() []graph.Record {
	list := frame(
		&graph.Person{Key: "head", Name: "Head", Offices: []graph.Office{{Party: "a", Title: "H", Authority: graph.AuthorityBinding}, {Party: "b", Title: "H", Authority: graph.AuthorityBinding}}},
		&graph.Source{Key: "press", Title: "Press", Reliability: "C"},
	)
	for n := range 6 {
		st := statement(fmt.Sprint("s", n), []string{"paper", "press"}[n%2], d.date(1))
		st.Speaker, st.Credibility = []string{"", "head"}[n/2%2], 1+n
		list = append(list, st)
	}
	for n := range d.IntN(9) {
		list = append(list, d.position(n, list))
	}
	for n := range d.IntN(6) {
		list = append(list, d.line(n, list))
	}
	return list
}

// date writes a day of the month not before first, or now and then the month itself.
func (d *drawer) date(first int) string {
	if first == 1 && d.IntN(8) == 0 {
		return "2025-06"
	}
	return fmt.Sprintf("2025-06-%02d", first+d.IntN(31-first))
}

// span draws first and last day, either of which may be absent.
func (d *drawer) span(first int) (from, to graph.Date) {
	if first > 0 || d.IntN(8) > 0 {
		from = graph.MustDate(d.date(max(first, 1)))
	}
	if !from.IsZero() {
		first = from.Latest().Time().Day()
	}
	if d.IntN(3) == 0 {
		to = graph.MustDate(d.date(max(first, 1)))
	}
	return from, to
}

func (d *drawer) some(of ...string) []string {
	for {
		picked := slices.DeleteFunc(slices.Clone(of), func(string) bool { return d.IntN(2) == 0 })
		if len(picked) > 0 {
			return picked
		}
	}
}

func (d *drawer) evidence() []string {
	if d.IntN(3) == 0 {
		return nil
	}
	return d.some("s0", "s1", "s2", "s3", "s4", "s5")
}

func (d *drawer) position(n int, before []graph.Record) graph.Record {
	p := position(fmt.Sprint("p", n), d.some("a", "b")[0], "x", graph.Stance(graph.Words(graph.Stance(""))[d.IntN(8)]), d.some("x1", "x2", "x3")...)
	if d.IntN(4) == 0 {
		p.Condition = graph.Patterns{{"y": d.some("y1", "y2")}}
	}
	first := 0 // no bound
	if old, ok := before[len(before)-1].(*graph.Position); ok && d.IntN(2) == 0 && !old.From.IsZero() {
		p.Party, p.Supersedes, first = old.Party, old.Key, old.From.Latest().Time().Day()
	}
	p.From, p.To = d.span(first)
	p.Evidence = d.evidence()
	return p
}

func (d *drawer) line(n int, before []graph.Record) graph.Record {
	r := &graph.RedLine{Key: fmt.Sprint("l", n), Party: d.some("a", "b")[0], Title: fmt.Sprint("L", n), Firmness: graph.Firmness(graph.Words(graph.Firmness(""))[d.IntN(4)])}
	for range 1 + d.IntN(2) {
		r.Forbids = append(r.Forbids, graph.Pattern{"x": d.some("x1", "x2", "x3")})
		if d.IntN(2) == 0 {
			r.Forbids[len(r.Forbids)-1]["y"] = d.some("y1", "y2")
		}
	}
	if len(r.Forbids) == 2 && fmt.Sprint(r.Forbids[0]) == fmt.Sprint(r.Forbids[1]) {
		r.Forbids = r.Forbids[:1]
	}
	first := 0 // no bound
	if old, ok := before[len(before)-1].(*graph.RedLine); ok && d.IntN(2) == 0 && !old.From.IsZero() {
		r.Party, r.Supersedes, first = old.Party, old.Key, old.From.Latest().Time().Day()
	}
	r.From, r.To = d.span(first)
	r.Evidence = d.evidence()
	return r
}

func (d *drawer) options() graph.ViewOptions {
	return []graph.ViewOptions{
		{}, {}, {Reading: graph.Broad}, {Parties: []string{"a"}}, {Issues: []string{"x"}}, {Issues: []string{"y"}},
		{Floor: graph.Floor{Credibility: 3}}, {Floor: graph.Floor{Sources: []string{"press"}}},
	}[d.IntN(8)]
}

// viewed is see on a day of the summer.
func (d *drawer) viewed(o graph.ViewOptions, asOf graph.Day, records []graph.Record) *graph.View {
	return d.on(see(d.t, o, records...), asOf)
}

// on views another day.
func (d *drawer) on(v *graph.View, asOf graph.Day) *graph.View {
	o := v.ViewOptions
	o.AsOf = asOf
	v, err := v.Snapshot.View(o)
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

// holding lists what is in force in a view, by reference.
func holding(v *graph.View) map[string]bool {
	found := map[string]bool{}
	for _, p := range slices.Concat(v.Positions, v.Conditional) {
		found[p.Ref().String()] = true
	}
	for _, r := range v.RedLines {
		found[r.Ref().String()] = true
	}
	return found
}

// TestShiftsAccount compares with the views of every day: whatever begins or ends makes one shift of that day, and no
// shift is of anything else. It holds on the way that neither the order of records nor the span matters.
func TestShiftsAccount(t *testing.T) {
	start, last := day("2025-05-30"), day("2025-07-03")
	kinds := map[ShiftKind]int{}
	for seed := range uint64(250) {
		d := &drawer{rand.New(rand.NewPCG(seed, 7)), t}
		records, o := d.records(), d.options()
		v := d.viewed(o, last, records)
		all := Shifts(v, start, last)
		want, got := map[string]int{}, map[string]int{}
		before := holding(d.on(v, start))
		for dd := start + 1; dd <= last; dd++ {
			after := holding(d.on(v, dd))
			turns(want, dd, "begins", after, before)
			turns(want, dd, "ends", before, after)
			before = after
		}
		for _, s := range all {
			kinds[s.Kind]++
			account(s, want, got)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d, %+v: shifts\n%s\ngot  %v\nwant %v", seed, o, showShifts(all), got, want)
		}
		split := start + graph.Day(d.IntN(int(last-start)))
		parts := slices.Concat(Shifts(v, start, split), Shifts(v, split, last))
		d.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		other := Shifts(d.viewed(o, last, records), start, last)
		if showShifts(parts) != showShifts(all) || showShifts(other) != showShifts(all) {
			t.Fatalf("seed %d: in parts\n%s\nin another order\n%s\nwant\n%s", seed, showShifts(parts), showShifts(other), showShifts(all))
		}
		for n, s := range all {
			if s.Explanation == "" || s.Explanation != other[n].Explanation || strings.Contains(s.Explanation, "%") {
				t.Fatalf("seed %d: %q", seed, s.Explanation)
			}
		}
	}
	for _, k := range graph.Words(ShiftKind("")) {
		if kinds[ShiftKind(k)] < 5 {
			t.Errorf("only %d shifts of kind %s drawn", kinds[ShiftKind(k)], k)
		}
	}
}

// account counts what of the beginnings and ends wanted a shift stands for. A beginning that is not wanted counts too;
// what came before may still stand, or have ended long ago.
func account(s Shift, want, got map[string]int) {
	begins, ends := s.AlsoBegan, s.AlsoEnded
	if s.subject == s.After {
		begins = append(slices.Clip(begins), s.After)
	}
	if s.Before != nil {
		ends = append(slices.Clip(ends), s.Before)
	}
	for _, r := range begins {
		got[fmt.Sprint(s.Day, " begins ", r.Ref())]++
	}
	for _, r := range ends {
		key := fmt.Sprint(s.Day, " ends ", r.Ref())
		drawn := s.subject.Ref().Kind != r.Ref().Kind // a red line was drawn where a position was
		if want[key] > 0 && !drawn {
			got[key]++
		}
	}
}

func turns(into map[string]int, d graph.Day, what string, now, then map[string]bool) {
	for ref := range now {
		if !then[ref] {
			into[fmt.Sprint(d, " ", what, " ", ref)]++
		}
	}
}

// TestShiftKindsByEnumeration types what one record makes of one other by going through all packages and options.
func TestShiftKindsByEnumeration(t *testing.T) {
	typed := 0
	for seed := range uint64(400) {
		d := &drawer{rand.New(rand.NewPCG(seed, 11)), t}
		for _, s := range Shifts(d.viewed(graph.ViewOptions{}, day("2025-07-03"), d.records()), graph.MinDay, graph.MaxDay) {
			if s.Before == nil || s.After == nil || len(s.AlsoBegan)+len(s.AlsoEnded) > 0 || s.Kind == ShiftWalkedBack || s.Before.Ref().Kind != s.After.Ref().Kind {
				continue
			}
			typed++
			want := ShiftKind("")
			switch before := s.Before.(type) {
			case *graph.Position:
				want = slowPositions(before, s.After.(*graph.Position))
			case *graph.RedLine:
				want = slowLines(before, s.After.(*graph.RedLine))
			}
			again := s.Kind == ShiftRestated && want != s.Kind // of less than stands: see saysNoMore
			if want != s.Kind && !again {
				t.Fatalf("seed %d: %s, want %s\n%s", seed, showShift(s), want, s.Explanation)
			}
		}
	}
	if typed < 300 {
		t.Errorf("only %d shifts typed", typed)
	}
}

// matching lists the packages that match a pattern; no patterns at all hold everywhere.
func matching(patterns graph.Patterns) (list []string) {
	for _, x := range []string{"x1", "x2", "x3"} {
		for _, y := range []string{"y1", "y2"} {
			if len(patterns) == 0 || slices.ContainsFunc(patterns, func(p graph.Pattern) bool {
				return (p["x"] == nil || slices.Contains(p["x"], x)) && (p["y"] == nil || slices.Contains(p["y"], y))
			}) {
				list = append(list, x+y)
			}
		}
	}
	return list
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(s string) bool { return !slices.Contains(b, s) })
}

func slowLines(a, b *graph.RedLine) ShiftKind {
	x, y := matching(a.Forbids), matching(b.Forbids)
	rank := map[graph.Firmness]int{graph.Absolute: 4, graph.Firm: 3, graph.Stated: 2, graph.Implied: 1}
	switch more, less := subset(x, y), subset(y, x); {
	case more && less && rank[b.Firmness] > rank[a.Firmness]:
		return ShiftHardened
	case more && less && rank[b.Firmness] < rank[a.Firmness]:
		return ShiftSoftened
	case more && less:
		return ShiftRestated
	case more:
		return ShiftWidened
	case less:
		return ShiftNarrowed
	}
	return ShiftReplaced
}

// rules tells what a position says of the options, one by one.
func rules(p *graph.Position) (out, in []string, commits bool) {
	_, silent := p.Stance.Silent()
	for _, o := range []string{"x1", "x2", "x3"} {
		named := slices.Contains(p.Options, o)
		switch {
		case silent:
		case named && p.Stance == opposes, !named && p.Stance == demands:
			out = append(out, o)
		case named:
			in = append(in, o)
		}
	}
	return out, in, !silent
}

func slowPositions(a, b *graph.Position) ShiftKind {
	outA, inA, commitsA := rules(a)
	outB, inB, commitsB := rules(b)
	wasIn, isIn := matching(a.Condition), matching(b.Condition)
	same := a.Stance == b.Stance && subset(a.Options, b.Options) && subset(b.Options, a.Options)
	both := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	strength := []graph.Stance{demands, prefers, accepts}
	switch {
	case same && !subset(wasIn, isIn):
		return ShiftConditioned
	case same && subset(isIn, wasIn):
		return ShiftRestated
	case same && len(outB) > 0:
		return ShiftHardened
	case same && commitsB:
		return ShiftSoftened
	case same:
		return ShiftReplaced
	case commitsA && !commitsB && b.Stance == isOpen && both(outA, b.Options):
		return ShiftSoftened
	case commitsA && !commitsB:
		return ShiftWithdrawn
	case !commitsA && !commitsB:
		return ShiftReplaced
	case !commitsA && a.Stance == isOpen && both(outB, a.Options):
		return ShiftHardened
	case !commitsA:
		return ShiftNew
	case a.Condition == nil && b.Condition != nil:
		return ShiftConditioned
	case a.Stance == b.Stance && subset(a.Options, b.Options):
		return ShiftWidened
	case a.Stance == b.Stance && subset(b.Options, a.Options):
		return ShiftNarrowed
	case subset(outA, outB) && !subset(outB, outA):
		return ShiftHardened
	case subset(outB, outA) && !subset(outA, outB):
		return ShiftSoftened
	case !subset(outA, outB):
		return ShiftReplaced
	case a.Stance == demands:
		return ShiftSoftened
	case b.Stance == demands:
		return ShiftHardened
	case subset(inA, inB) && !subset(inB, inA):
		return ShiftSoftened
	case subset(inB, inA) && !subset(inA, inB):
		return ShiftHardened
	case !subset(inA, inB) || a.Stance == b.Stance:
		return ShiftReplaced
	case slices.Index(strength, b.Stance) < slices.Index(strength, a.Stance):
		return ShiftHardened
	}
	return ShiftSoftened
}
