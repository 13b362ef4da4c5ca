package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"
)

// Verify walks the whole store and returns one sentence for each damage: in the chain of hashes, the ids, times
// and operations of the log; where the state kept beside the log is not what folding the log gives; in the store's
// own files and indexes. A change that was taken once is no damage where rules have become stricter since. Beyond a
// break in the chain it reads neither log nor state. An error means it could not look.
func Verify(ctx context.Context, st Store) (found []string, err error) {
	snap, found, whole := verifyLog(ctx, st)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if whole {
		head, err := st.Head(ctx)
		if err != nil {
			return nil, err
		}
		if head != snap.head {
			found = append(found, fmt.Sprintf("the log ends at change %d, its head says %d", snap.head.Seq, head.Seq))
		}
		state, err := verifyState(ctx, st, snap)
		if err != nil {
			return nil, err
		}
		found = append(found, state...)
	}
	files, err := st.Inspect(ctx)
	return append(found, files...), err
}

// verifyLog folds the log as far as its chain holds, and reports whether that is to the end.
func verifyLog(ctx context.Context, log Log) (snap *Snapshot, found []string, whole bool) {
	snap = Empty()
	ids := map[uuid.UUID]uint64{}
	for e, err := range log.Entries(ctx, 0) {
		if err != nil {
			return snap, append(found, fmt.Sprintf("after change %d: %v", snap.head.Seq, err)), false
		}
		if err := e.Check(snap.head); err != nil {
			return snap, append(found, err.Error()), false
		}
		c, err := e.Decode()
		if err != nil {
			return snap, append(found, err.Error()), false
		}
		if other, twice := ids[c.ID]; twice {
			found = append(found, fmt.Sprintf("change %d has the id of change %d", c.Seq, other))
		}
		ids[c.ID] = c.Seq
		if c.Time.Before(snap.Time()) {
			found = append(found, fmt.Sprintf("change %d is dated before the change before it", c.Seq))
		}
		found = append(found, snap.impossible(c)...)
		snap.apply(c)
	}
	return snap, found, true
}

// impossible names operations of a change that no rule, of whatever time, would have let pass on the snapshot.
func (s *Snapshot) impossible(c *Change) (found []string) {
	if len(c.Ops) == 0 {
		found = append(found, fmt.Sprintf("change %d has no operation", c.Seq))
	}
	seen := map[Ref]bool{}
	for _, op := range c.Ops {
		r := op.Ref()
		if _, live := s.Record(r); op.Put == nil && !live {
			found = append(found, fmt.Sprintf("change %d retires %s, which was not there", c.Seq, r))
		}
		if seen[r] {
			found = append(found, fmt.Sprintf("change %d changes %s twice", c.Seq, r))
		}
		seen[r] = true
	}
	return found
}

func verifyState(ctx context.Context, st Store, want *Snapshot) (found []string, err error) {
	stored := map[Ref]bool{}
	for have, err := range st.State(ctx) {
		if err != nil {
			return append(found, fmt.Sprintf("the state cannot be read: %v", err)), nil
		}
		stored[have.Ref] = true
		history := want.History(have.Ref)
		if len(history) == 0 {
			found = append(found, fmt.Sprintf("%s is in the state, but no change ever put it", have.Ref))
			continue
		}
		last := history[len(history)-1]
		if last.Change.Seq != have.Seq {
			found = append(found, fmt.Sprintf("%s is in the state as of change %d, the log has it as of change %d", have.Ref, have.Seq, last.Change.Seq))
		}
		var record []byte
		if last.Record != nil {
			if record, err = Encode(last.Record); err != nil {
				return found, err
			}
		}
		if string(record) != string(have.Record) {
			found = append(found, fmt.Sprintf("%s in the state is not what the log says", have.Ref))
		}
	}
	for _, k := range kinds {
		for r := range want.Refs(k.Kind) {
			if !stored[r] {
				found = append(found, fmt.Sprintf("%s is in the log and missing from the state", r))
			}
		}
	}
	return found, nil
}
