package schema

import (
	"fmt"

	"parley/graph"
)

// outcome is what became of a change.
type outcome struct {
	dryRun bool
	errors []userError
	made   *graph.ChangeInfo // nil where nothing was stored
	plan   []planned
	graph  *graph.Snapshot // as it stands now
	// around makes the snapshots before and after the change; nil where it does nothing.
	around func() (before, after *graph.Snapshot)
}

func (o *outcome) change(c *call) (any, error) {
	if o.made == nil {
		return nil, nil
	}
	l, err := c.lens()
	return see(l, *o.made), err
}

func (o *outcome) effects(c *call) (any, error) {
	if o.around == nil {
		return []effect{}, nil
	}
	before, after := o.around()
	return effectsOf(c, before, after)
}

// planned is what a change does to a record.
type planned struct {
	operation
	names *graph.Snapshot // in which to look up what things are called
}

// outcome is that of an attempt that changes nothing.
func (a *attempt) outcome(now *graph.Snapshot) *outcome {
	return &outcome{dryRun: a.dryRun, errors: []userError{}, plan: []planned{}, graph: now}
}

func (a *attempt) refused(now *graph.Snapshot, errs ...userError) *outcome {
	o := a.outcome(now)
	o.errors = firstOf(errs)
	return o
}

// tried says what would become of the draft.
func (a *attempt) tried(c *call, now *graph.Snapshot, d graph.Draft) (*outcome, error) {
	next, err := now.With(d, c.now)
	if err != nil {
		return a.refusedBy(err, now)
	}
	o := a.outcome(now)
	for _, op := range d.Ops {
		before, _ := now.Record(op.Ref())
		o.plan = append(o.plan, planned{operation{op.Ref(), before, op.Put}, next})
	}
	o.around = func() (before, after *graph.Snapshot) { return now, next }
	return o, nil
}

// repeated tells of the change that was made under the name of the attempt.
func (a *attempt) repeated(now *graph.Snapshot, made graph.ChangeInfo) *outcome {
	if !a.repeats(now, made) {
		return a.refused(now, userError{
			code: errorReused, field: []string{"idempotencyKey"},
			message: fmt.Sprintf("change %d was made under this key and did something else: give each change its own", made.Seq),
		})
	}
	return a.landed(now, now, made)
}

// landed tells of a change that was made, in a snapshot that has it. Start is an earlier one.
func (a *attempt) landed(now, start *graph.Snapshot, info graph.ChangeInfo) *outcome {
	o := a.outcome(now)
	if !a.dryRun {
		o.made = &info
	}
	for _, op := range a.draft.Ops {
		if before, v := versionAt(now, op.Ref(), info.Seq); v.Change.Seq == info.Seq {
			o.plan = append(o.plan, planned{operation{op.Ref(), before, v.Record}, now})
		}
	}
	o.around = func() (before, after *graph.Snapshot) {
		if start.Head().Seq+1 != info.Seq {
			start = now.At(info.Seq - 1)
		}
		return start, now.At(info.Seq)
	}
	return o
}
