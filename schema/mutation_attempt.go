package schema

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strconv"

	"parley/graph"
)

// attempt is a change as it was asked for.
type attempt struct {
	draft  graph.Draft      // its operations are those asked for
	inputs []map[string]any // by operation: what it was read from
	unread [][]graph.Fault  // by operation: what of it could not be read
	dryRun bool
}

// attempt reads the arguments of a change.
func (c *call) attempt() (*attempt, error) {
	a := &attempt{draft: graph.Draft{Actor: cmp.Or(c.asked.Actor, c.api.Actor), Reason: c.text("reason"), Once: c.text("idempotencyKey")}}
	a.dryRun, _ = c.args["dryRun"].(bool)
	if s, given := c.args["expectedSequence"].(string); given {
		seq, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			return nil, badInput("expectedSequence: %q is no sequence number: give the one that sequence last told, such as \"12\"", shorten(s))
		}
		a.draft.Expect = &seq
	}
	operations := objects(c.args["operations"])
	if n := len(operations); n > maxChanged {
		return nil, badInput("operations: there are %d: at most %d in one change; make several changes of them", n, maxChanged)
	}
	for _, in := range operations {
		op, faults := readOperation(in)
		a.draft.Ops, a.inputs, a.unread = append(a.draft.Ops, op), append(a.inputs, in), append(a.unread, faults)
	}
	return a, nil
}

// readOperation reads an OperationInput, of which exactly one field is set.
func readOperation(in map[string]any) (graph.Op, []graph.Fault) {
	for _, k := range graph.Kinds() {
		if record, is := in[putName(k.Kind)].(map[string]any); is {
			r, faults := readRecord(k, record)
			return graph.Op{Put: r}, faults
		}
	}
	retire := in["retire"].(map[string]any)
	return graph.Op{Retire: graph.Ref{Kind: graph.Kind(retire["kind"].(string)), Key: retire["key"].(string)}}, nil
}

// make makes the change in the graph as it is now, or says why not.
func (a *attempt) make(c *call, now *graph.Snapshot) (*outcome, error) {
	if made, ok := now.MadeAs(a.draft.Once); ok {
		return a.repeated(now, made), nil
	}
	d := a.draft
	if d.Expect != nil && *d.Expect != now.Head().Seq {
		return a.refused(now, a.stale(now)), nil
	}
	if errs := a.check(now); len(errs) > 0 {
		return a.refused(now, errs...), nil
	}
	d.Ops = slices.DeleteFunc(slices.Clone(d.Ops), func(op graph.Op) bool { return holds(now, op) })
	switch {
	case len(d.Ops) == 0:
		return a.outcome(now), nil
	case a.dryRun:
		return a.tried(c, now, d)
	case len(d.Ops) < len(a.draft.Ops):
		d.Expect = new(now.Head().Seq) // what is left out must still be there
	}
	info, err := c.api.graph.Commit(c.ctx, d)
	c.unsure = err != nil && c.ctx.Err() != nil
	if err != nil {
		return a.refusedBy(err, now)
	}
	c.landed = append(c.landed, info.Seq)
	return a.landed(c.api.graph.Snapshot(), now, info), nil
}

// holds reports whether the graph has the record of an operation word for word.
func holds(s *graph.Snapshot, op graph.Op) bool {
	r, ok := s.Record(op.Ref())
	return ok && op.Put != nil && same(r, op.Put)
}

// same compares canonical encodings. A record that cannot be encoded equals none.
func same(a, b graph.Record) bool {
	x, err1 := graph.Encode(a)
	y, err2 := graph.Encode(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

// refusedBy says why a draft was not taken, where that is for the caller to mend.
func (a *attempt) refusedBy(err error, now *graph.Snapshot) (*outcome, error) {
	var wrong *graph.Error
	if errors.As(err, &wrong) && len(wrong.Faults) > 0 {
		return a.refused(now, a.userErrors(now, wrong.Faults)...), nil
	}
	return nil, err
}

// overtaken reports whether another change came first, which the graph may not show yet: this one was told to follow
// the change before, or was not alone under its name.
func (a *attempt) overtaken(err error) bool {
	code := graph.CodeOf(err)
	return code == graph.CodeStale || code == graph.CodeInvalid && a.draft.Once != ""
}

// repeats reports whether the attempt asks for what a change brought about: all that change did, and nothing that
// was not so after it.
func (a *attempt) repeats(s *graph.Snapshot, made graph.ChangeInfo) bool {
	did, seen := 0, map[graph.Ref]bool{}
	for _, op := range a.draft.Ops {
		_, v := versionAt(s, op.Ref(), made.Seq)
		if v.Change.Seq == made.Seq {
			did++
		}
		if seen[op.Ref()] {
			return false // no change has a record twice
		}
		seen[op.Ref()] = true
		if op.Put == nil && (v.Record != nil || v.Change.Seq != made.Seq) || op.Put != nil && (v.Record == nil || !same(v.Record, op.Put)) {
			return false
		}
	}
	return did == made.Count
}

// versionAt returns the version of a record that stood after a change, and the record before it.
func versionAt(s *graph.Snapshot, r graph.Ref, seq uint64) (before graph.Record, v graph.Version) {
	for _, next := range s.History(r) {
		if next.Change.Seq > seq {
			break
		}
		before, v = v.Record, next
	}
	return before, v
}
