package evidence

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// Thin is a position or red line in force that stands on thin ice, with what depends on it.
type Thin struct {
	*Support
	Weaknesses []Weakness           // gravest first, at least one
	Conflicts  []*conflict.Conflict // in which it takes part
	Cores      int                  // sets of red lines that leave no package of which it is one
	// Decides tells that the verdict would be another if the record said nothing: a red line given up, a position open.
	Decides bool
}

// ThinIce is where the positions and red lines of a view stand on thin ice.
type ThinIce struct {
	// Records are ranked by what depends on them: those that decide the verdict first, then by cores, then conflicts, then
	// by how many weaknesses they have; ties by kind and key.
	Records []Thin
	InForce int // how many positions and red lines there are in force, thin or not
	// Complete tells that all conflicts and cores were counted.
	Complete bool
}

// Bounds on the cores that are counted.
const (
	thinCores = 1000
	thinTime  = 2 * time.Second
)

// FindThinIce lists the positions and red lines in force, conditional ones among them, whose support is weak. What is only
// supposed needs none. Cores and verdict are those between the principals, as a settlement asks by default. It fails with the
// error of ctx.
func FindThinIce(ctx context.Context, v *graph.View) (*ThinIce, error) {
	ice := &ThinIce{Complete: true}
	for _, r := range inForce(v) {
		ice.InForce++
		s := Of(v, r)
		if w := s.Weaknesses(v); len(w) > 0 {
			ice.Records = append(ice.Records, Thin{Support: s, Weaknesses: w})
		}
	}
	if err := ice.depend(ctx, v); err != nil {
		return nil, err
	}
	slices.SortFunc(ice.Records, func(a, b Thin) int {
		return cmp.Or(
			cmp.Compare(late(a.Decides), late(b.Decides)), cmp.Compare(b.Cores, a.Cores), cmp.Compare(len(b.Conflicts), len(a.Conflicts)),
			cmp.Compare(len(b.Weaknesses), len(a.Weaknesses)), compareRefs(a.Record.Ref(), b.Record.Ref()),
		)
	})
	return ice, nil
}

// depend counts what depends on the records.
func (ice *ThinIce) depend(ctx context.Context, v *graph.View) error {
	conflicts, err := conflict.Find(ctx, v)
	var cut *conflict.Incomplete
	if err != nil && !errors.As(err, &cut) {
		return err
	}
	d, err := newDecision(ctx, v)
	if err != nil {
		return err
	}
	ice.Complete = cut == nil && d.cores.Complete
	for n := range ice.Records {
		t := &ice.Records[n]
		for _, c := range conflicts {
			if slices.ContainsFunc(c.Sides, func(s conflict.Side) bool { return s.Holds.Ref() == t.Record.Ref() }) {
				t.Conflicts = append(t.Conflicts, c)
			}
		}
		t.Cores = d.coresWith(t.Record)
		if t.Decides, err = d.hangsOn(ctx, t.Record); err != nil {
			return err
		}
	}
	return nil
}

// decision is the verdict of a view, with what it takes to try it without a record.
type decision struct {
	*settle.Settlement
	cache *settle.Cache
	cores settle.CoreList
}

func newDecision(ctx context.Context, v *graph.View) (*decision, error) {
	asked, err := settle.Question{}.In(v)
	if err != nil {
		return nil, err
	}
	d := &decision{cache: settle.NewCache()}
	if d.Settlement, err = settle.Settle(ctx, asked, d.cache); err != nil {
		return nil, err
	}
	d.cores, err = d.Cores(ctx, thinCores, thinTime)
	return d, err
}

func (d *decision) coresWith(r graph.Record) int {
	n := 0
	for _, c := range d.cores.Cores {
		if line, ok := r.(*graph.RedLine); ok && slices.Contains(c.RedLines, line) {
			n++
		}
	}
	return n
}

// hangsOn reports whether the verdict would be another without what a record says. Positions never block, nor unblock; a
// red line unblocks only if every core has it.
func (d *decision) hangsOn(ctx context.Context, r graph.Record) (bool, error) {
	blocked := d.Verdict == settle.VerdictBlocked
	switch {
	case !d.asks(r):
		return false, nil
	case blocked && d.cores.Complete:
		return len(d.cores.Cores) > 0 && d.coresWith(r) == len(d.cores.Cores), nil
	}
	v, err := d.without(r)
	if err != nil {
		return false, err
	}
	s, err := settle.Settle(ctx, v, d.cache)
	if err != nil {
		return false, err
	}
	return s.Verdict != d.Verdict, nil
}

// asks reports whether the verdict can hang on a record: a red line that counts for it, a position where it is not BLOCKED.
func (d *decision) asks(r graph.Record) bool {
	if line, ok := r.(*graph.RedLine); ok {
		return slices.Contains(d.View.RedLines, line)
	}
	return d.Verdict != settle.VerdictBlocked && slices.Contains(d.View.Positions, r.(*graph.Position))
}

// without is the view of the decision with a red line given up, or a position open.
func (d *decision) without(r graph.Record) (*graph.View, error) {
	o, s := d.View.ViewOptions, d.View.Snapshot
	if p, ok := r.(*graph.Position); ok {
		open := *p
		open.Stance, open.Options = graph.StanceOpen, nil
		var err error
		if s, err = s.With(graph.Draft{Ops: []graph.Op{{Put: &open}}}, s.Time()); err != nil {
			return nil, err
		}
		return s.View(knownNow(o))
	}
	o.Suppose.Relaxes = append(slices.Clip(o.Suppose.Relaxes), r.Ref().Key)
	return s.View(o)
}

// knownNow leaves the instant out of options: the snapshot of a view is already what was known then.
func knownNow(o graph.ViewOptions) graph.ViewOptions {
	o.KnownAt = time.Time{}
	return o
}

// inForce lists the recorded positions and red lines in force, conditional ones among them.
func inForce(v *graph.View) []graph.Record {
	var list []graph.Record
	for _, p := range slices.Concat(v.Positions, v.Conditional) {
		list = append(list, p)
	}
	for _, r := range v.RedLines {
		if !v.Supposes(r) {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b graph.Record) int { return compareRefs(a.Ref(), b.Ref()) })
	return list
}

// late is 0 for what comes first, and 1 for what does not.
func late(first bool) int {
	if first {
		return 0
	}
	return 1
}
