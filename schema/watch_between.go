package schema

import (
	"context"
	"errors"
	"runtime/debug"
	"slices"
	"time"

	"parley/graph"
	"parley/schema/exec"
)

// between does work for a subscriber that comes before an answer, and may lead to none: in its turn, within the time of
// an answer.
func (c *call) between(work func(context.Context) error) (err error) {
	if c.asked.Turn != nil {
		done, err := c.asked.Turn(c.ctx)
		if err != nil {
			return err
		}
		defer done()
	}
	ctx, cancel := context.WithTimeout(c.ctx, c.api.Limits.Time())
	defer cancel()
	began := time.Now()
	defer func() {
		if x := recover(); x != nil {
			err = &exec.Panic{Value: x, Stack: debug.Stack()}
		}
		if errors.Is(err, context.DeadlineExceeded) { // the request itself has lasted for longer
			err = c.api.Limits.over(LimitTime, int(time.Since(began)/time.Millisecond), false)
		}
	}()
	return work(ctx)
}

// touching lists the changes after one and up to another that put or retire a record of the kinds; nil means any.
func (c *call) touching(after, until uint64, kinds []string) (seqs []uint64, err error) {
	if kinds == nil {
		for seq := after + 1; seq <= until; seq++ {
			seqs = append(seqs, seq)
		}
		return seqs, nil
	}
	err = c.between(func(ctx context.Context) error {
		for e, err := range c.api.graph.Log().Entries(ctx, after) {
			if err != nil {
				return err
			}
			if e.Seq > until {
				break
			}
			if slices.ContainsFunc(e.Ops, func(op graph.EntryOp) bool { return slices.Contains(kinds, string(op.Ref.Kind)) }) {
				seqs = append(seqs, e.Seq)
			}
		}
		return nil
	})
	return seqs, err
}
