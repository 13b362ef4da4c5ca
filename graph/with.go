package graph

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// With returns the snapshot that the draft would lead to, made at the time given, or an Error of
// CodeInvalid with every fault of the draft. Nothing is stored: it is a what-if, a dry run, and the first
// half of a commit.
func (s *Snapshot) With(d Draft, at time.Time) (*Snapshot, error) {
	next, _, err := s.with(d, at, nil)
	return next, err
}

// signed is With for a draft that is to be stored, and so must say who makes it and why. It returns the entry too.
func (s *Snapshot) signed(d Draft, at time.Time) (*Snapshot, *Entry, error) {
	var faults []Fault
	if strings.TrimSpace(d.Actor) == "" {
		faults = append(faults, Fault{Msg: "the change has no actor: say who makes it"})
	}
	if strings.TrimSpace(d.Reason) == "" {
		faults = append(faults, Fault{Msg: "the change has no reason: say why it is made"})
	}
	return s.with(d, at, faults)
}

// with takes in the draft, of which some faults may be known already.
func (s *Snapshot) with(d Draft, at time.Time, faults []Fault) (*Snapshot, *Entry, error) {
	if d.Expect != nil && *d.Expect != s.head.Seq {
		return nil, nil, Errorf(CodeStale, "the graph is at change %d, not %d: read it again and repeat", s.head.Seq, *d.Expect)
	}
	if last := s.Time(); at.Before(last) {
		at = last // the clock was set back; the log's time never goes back
	}
	d.Ops = slices.Clone(d.Ops)
	if faults = append(append(faults, d.checkWords()...), s.checkOps(d)...); len(faults) > 0 {
		return nil, nil, &Error{Code: CodeInvalid, Faults: faults}
	}
	e, c, err := seal(d, s.head, at.UTC())
	if err != nil {
		return nil, nil, err
	}
	for _, op := range e.Ops {
		if len(op.Record) > MaxRecord {
			faults = append(faults, Fault{op.Ref, nil, fmt.Sprintf("takes %d bytes: at most %d", len(op.Record), MaxRecord)})
		}
	}
	next := s.own().successor()
	next.apply(c)
	faults = append(faults, next.checkLinks(next.unsettled(s, d))...)
	if len(faults) > 0 {
		return nil, nil, &Error{Code: CodeInvalid, Faults: faults}
	}
	return next, e, nil
}

// checkWords reports what keeps the words beside a draft's operations from being read back as they are.
func (d Draft) checkWords() []Fault {
	var faults []Fault
	if n := len(d.Actor) + len(d.Reason) + len(d.Scope); n > MaxReason {
		faults = append(faults, Fault{Msg: fmt.Sprintf("actor, reason and scope take %d bytes: at most %d together", n, MaxReason)})
	}
	if n := len(d.Once); n > MaxKey {
		faults = append(faults, Fault{Msg: fmt.Sprintf("the name of the attempt takes %d bytes: at most %d", n, MaxKey)})
	}
	for _, w := range []struct{ name, text string }{{"actor", d.Actor}, {"reason", d.Reason}, {"scope", d.Scope}, {"attempt's name", d.Once}} {
		if wrong := unreadable(w.text); wrong != "" {
			faults = append(faults, Fault{Msg: "the change's " + w.name + " " + wrong})
		}
	}
	return faults
}

// checkOps reports what is wrong with the operations, each on its own and as a list.
func (s *Snapshot) checkOps(d Draft) []Fault {
	var faults []Fault
	if len(d.Ops) == 0 {
		return []Fault{{Msg: "the change has no operation"}}
	}
	seen := map[Ref]bool{}
	known := directory{Snapshot: s}
	for _, op := range d.Ops {
		r := op.Ref()
		if op.Put != nil {
			faults = append(faults, Validate(op.Put)...)
		} else if _, ok := s.Record(r); !ok {
			faults = append(faults, Fault{r, nil, "cannot be retired: " + known.missing(r)})
		}
		if seen[r] {
			faults = append(faults, Fault{r, nil, "is changed twice in one change: give each its own key"})
		}
		seen[r] = true
	}
	return faults
}
