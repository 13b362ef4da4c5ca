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
	next, _, err := s.with(d, at)
	return next, err
}

func (s *Snapshot) with(d Draft, at time.Time) (*Snapshot, *Entry, error) {
	if d.Expect != nil && *d.Expect != s.head.Seq {
		return nil, nil, Errorf(CodeStale, "the graph is at change %d, not %d: read it again and repeat", s.head.Seq, *d.Expect)
	}
	if last := s.Time(); at.Before(last) {
		at = last // the clock was set back; the log's time never goes back
	}
	d.Ops = slices.Clone(d.Ops)
	faults := s.checkOps(d)
	if len(faults) > 0 {
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
	next := s.successor()
	next.apply(c)
	faults = append(faults, next.checkLinks(s, d)...)
	if len(faults) > 0 {
		return nil, nil, &Error{Code: CodeInvalid, Faults: faults}
	}
	return next, e, nil
}

// checkOps reports what is wrong with the operations, each on its own and as a list.
func (s *Snapshot) checkOps(d Draft) []Fault {
	var faults []Fault
	if len(d.Ops) == 0 {
		return []Fault{{Msg: "the change has no operation"}}
	}
	if n := len(d.Actor) + len(d.Reason) + len(d.Scope); n > MaxReason {
		faults = append(faults, Fault{Msg: fmt.Sprintf("actor, reason and scope take %d bytes: at most %d together", n, MaxReason)})
	}
	seen := map[Ref]bool{}
	for _, op := range d.Ops {
		r := op.Ref()
		if op.Put != nil {
			faults = append(faults, Validate(op.Put)...)
		} else if _, ok := s.Record(r); !ok {
			faults = append(faults, Fault{r, nil, "cannot be retired: " + s.missing(r)})
		}
		if seen[r] {
			faults = append(faults, Fault{r, nil, "is changed twice in one change: give each its own key"})
		}
		seen[r] = true
	}
	return faults
}

func (s *Snapshot) missing(r Ref) string {
	info, ok := r.Kind.Info()
	if !ok {
		return fmt.Sprintf("there is no kind of record %q", r.Kind)
	}
	if near := Nearest(r.Key, s.keys(r.Kind)); near != "" {
		return fmt.Sprintf("unknown %s %q (did you mean %q?)", info.Kind, r.Key, near)
	}
	return fmt.Sprintf("unknown %s %q", info.Kind, r.Key)
}

// checkLinks reports, after the draft was applied, what is wrong between the records it touched and the
// rest: the records it put, and those that name something it changed or retired.
func (s *Snapshot) checkLinks(before *Snapshot, d Draft) []Fault {
	var faults []Fault
	done := map[Ref]bool{}
	check := func(r Record) {
		if !done[r.Ref()] {
			done[r.Ref()] = true
			faults = append(faults, s.crossCheck(r)...)
		}
	}
	for _, op := range d.Ops {
		if op.Put != nil {
			check(op.Put)
		}
		if _, known := before.Record(op.Ref()); !known {
			continue
		}
		for _, k := range kinds {
			for r := range s.Referring(op.Ref(), k.Kind) {
				check(r)
			}
		}
	}
	return faults
}

// crossCheck reports what is wrong between r and the records it names.
func (s *Snapshot) crossCheck(r Record) []Fault {
	c := &checker{ref: r.Ref()}
	for _, ref := range references(r) {
		to, ok := s.Record(ref.to)
		if !ok {
			c.faultf(ref.path, "%s", s.missing(ref.to))
			continue
		}
		if issue, ok := to.(*Issue); ok {
			c.options(issue, ref)
			if n := len(s.Options(issue)); n > MaxOptions {
				c.faultf(ref.path, "the numbers on record cut %s into %d ranges: at most %d", issue.Key, n, MaxOptions)
			}
		}
	}
	if len(c.faults) > 0 {
		return c.faults
	}
	s.checkCycle(c, r)
	switch r := r.(type) {
	case *Position:
		if old, ok := Get[*Position](s, r.Supersedes); ok {
			c.supersedes(old.From, r.From, old.Party == r.Party && old.Issue == r.Issue, "another position of the same party on the same issue")
		}
	case *RedLine:
		s.checkNegotiation(c, r, "")
		if old, ok := Get[*RedLine](s, r.Supersedes); ok {
			c.supersedes(old.From, r.From, old.Party == r.Party, "another red line of the same party")
		}
	case *Rule:
		s.checkNegotiation(c, r, r.Negotiation)
	case *Scenario:
		s.checkNegotiation(c, r, r.Negotiation)
		for i := range r.Adds {
			if _, taken := Get[*RedLine](s, r.Adds[i].Key); taken {
				c.faultf([]any{"adds", i, "key"}, "red line %q is on record: give the added one its own key", r.Adds[i].Key)
			}
		}
	case *Proposal:
		s.checkNegotiation(c, r, r.Negotiation)
	case *Statement:
		if src, ok := Get[*Source](s, r.Source); ok && r.Quotation != nil && src.Text != "" {
			if err := r.Quotation.Verify(src.Text); err != nil {
				c.faultf([]any{"quotation", "exact"}, "%v", err)
			}
		}
	}
	return c.faults
}

func (c *checker) options(issue *Issue, ref reference) {
	for i, o := range ref.options {
		at := append(ref.path[:len(ref.path):len(ref.path)], i)
		if issue.Measure() == Quantity {
			if _, err := ParseRange(o); err != nil {
				c.faultf(at, "%v", err)
			}
			continue
		}
		if !slices.ContainsFunc(issue.Options, func(has Option) bool { return has.Key == o }) {
			c.unknown(at, "option of "+issue.Key, o, issue.OptionKeys())
		}
	}
}

func (c *checker) supersedes(old, from Date, same bool, what string) {
	if !same {
		c.faultf([]any{"supersedes"}, "must name %s", what)
	} else if from.IsZero() {
		c.faultf([]any{"from"}, "is missing: what it supersedes ends the day before")
	} else if from.Compare(old) == Before {
		c.faultf([]any{"from"}, "%s is before what it supersedes begins, %s", from, old)
	}
}

// checkNegotiation reports issues of different negotiations side by side in one record.
func (s *Snapshot) checkNegotiation(c *checker, r Record, want string) {
	for _, ref := range references(r) {
		issue, ok := Get[*Issue](s, ref.to.Key)
		if !ok || ref.to.Kind != KindIssue {
			continue
		}
		if want == "" {
			want = issue.Negotiation
		}
		if issue.Negotiation != want {
			c.faultf(ref.path, "issue %s belongs to negotiation %s, not to %s", issue.Key, issue.Negotiation, want)
		}
	}
}

// chains are the fields that lead from a record to another of its kind and must come to an end.
var chains = []string{"supersedes", "origin", "part-of"}

func (s *Snapshot) checkCycle(c *checker, r Record) {
	for _, role := range chains {
		names := []string{r.Ref().Key}
		for at, ok := s.follow(r, role); ok; at, ok = s.follow(at, role) {
			names = append(names, at.Ref().Key)
			if at.Ref() == r.Ref() {
				c.faultf([]any{role}, "goes round in a circle: %s", strings.Join(names, " -> "))
				break
			}
			if slices.Contains(names[:len(names)-1], at.Ref().Key) {
				break // a circle further on, reported where it is
			}
		}
	}
}

func (s *Snapshot) follow(r Record, role string) (Record, bool) {
	for _, ref := range references(r) {
		if ref.role == role && ref.to.Kind == r.Ref().Kind {
			return s.Record(ref.to)
		}
	}
	return nil, false
}
