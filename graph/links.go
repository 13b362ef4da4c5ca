package graph

import (
	"slices"
)

// CheckLinks reports what would be wrong between the records, were they put on top of the snapshot, and what
// they name: records that do not exist, options an issue does not have, circles, quotations that are not in
// their source's text. Unlike With it also tells this of records that are not valid taken alone, so that every
// fault of a folder can be told at once. Where two records have one key, the later counts as there.
func (s *Snapshot) CheckLinks(records []Record) []Fault {
	next := s.successor()
	for _, r := range records {
		next.set(r.Ref(), r, ChangeInfo{})
	}
	return next.checkLinks(records)
}

// unsettled lists the records whose links a draft may have broken, now that the snapshot has taken it in: those
// it put, and those that name what it retired or changed in what matters to them.
func (s *Snapshot) unsettled(before *Snapshot, d Draft) []Record {
	var list []Record
	listed := map[Ref]bool{}
	add := func(r Record) {
		if !listed[r.Ref()] {
			listed[r.Ref()] = true
			list = append(list, r)
		}
	}
	for _, op := range d.Ops {
		if op.Put != nil {
			add(op.Put)
		}
		old, known := before.Record(op.Ref())
		if !known || !unsettles(old, op.Put) {
			continue
		}
		for _, k := range kinds {
			for r := range s.Referring(op.Ref(), k.Kind) {
				add(r)
			}
		}
	}
	return list
}

// unsettles reports whether a record that names one may be wrong once that has become now, nil if retired.
func unsettles(old, now Record) bool {
	switch now := now.(type) {
	case nil:
		return true
	case *Negotiation:
		return !slices.Equal(now.StepKeys(), old.(*Negotiation).StepKeys())
	case *Issue:
		was := old.(*Issue)
		return now.Negotiation != was.Negotiation || now.Measure() != was.Measure() || !slices.Equal(now.OptionKeys(), was.OptionKeys())
	case *Source:
		return now.Text != old.(*Source).Text
	case *Position:
		was := old.(*Position)
		return now.Party != was.Party || now.Issue != was.Issue || now.From != was.From
	case *RedLine:
		was := old.(*RedLine)
		return now.Party != was.Party || now.From != was.From || !slices.Equal(now.Forbids.issues(), was.Forbids.issues())
	case *Proposal:
		return now.Date != old.(*Proposal).Date
	}
	return false
}

// linkCheck checks records of a snapshot against one another. What takes long it finds out once for all of them.
type linkCheck struct {
	directory
	under   map[Ref]bool      // the records to be checked
	circles map[Ref][]Fault   // in which they stand
	counted map[string]bool   // quantity issues whose ranges have been counted
	adders  map[string]string // by key of a red line that a scenario adds: the scenario
}

// checkLinks reports what is wrong between the records, all of the snapshot, and what they name.
func (s *Snapshot) checkLinks(records []Record) []Fault {
	k := &linkCheck{directory: directory{Snapshot: s}, under: map[Ref]bool{}, counted: map[string]bool{}}
	for _, r := range records {
		k.under[r.Ref()] = true
	}
	k.circles = s.circles(records)
	var faults []Fault
	for _, r := range records {
		faults = append(faults, k.check(r)...)
	}
	return faults
}

// check reports what is wrong between r and the records it names.
func (k *linkCheck) check(r Record) []Fault {
	c := &checker{ref: r.Ref()}
	refs := references(r)
	for _, ref := range refs {
		to, ok := k.Record(ref.to)
		if !ok {
			c.faultf(ref.path, "%s", k.missing(ref.to))
		} else if issue, ok := to.(*Issue); ok {
			k.options(c, issue, ref)
		}
	}
	sound := len(c.faults) == 0
	c.faults = append(c.faults, k.circles[r.Ref()]...)
	if sound {
		k.relations(c, r, refs)
	}
	return c.faults
}

// options checks the options that a reference names of an issue.
func (k *linkCheck) options(c *checker, issue *Issue, ref reference) {
	if issue.Measure() == Quantity {
		k.ranges(c, issue, ref)
		return
	}
	for i, o := range ref.options {
		if !slices.ContainsFunc(issue.Options, func(has Option) bool { return has.Key == o }) {
			c.unknown(append(slices.Clip(ref.path), i), "option of "+issue.Key, o, issue.OptionKeys())
		}
	}
}

// ranges checks the ranges that a reference names of a quantity; how many all of them make is told once.
func (k *linkCheck) ranges(c *checker, issue *Issue, ref reference) {
	seen := map[Range]string{}
	for i, o := range ref.options {
		r, err := ParseRange(o)
		same, twice := seen[r]
		switch {
		case err != nil:
			c.faultf(append(slices.Clip(ref.path), i), "%v", err)
		case twice && same != o: // the same words are told of as such
			c.faultf(append(slices.Clip(ref.path), i), "%q is the same range as %q", o, same)
		default:
			seen[r] = o
		}
	}
	if len(ref.options) == 0 || k.counted[issue.Key] {
		return
	}
	k.counted[issue.Key] = true
	if n := len(k.Options(issue)); n > MaxOptions {
		c.faultf(ref.path, "the numbers on record cut %s into %d ranges: at most %d", issue.Key, n, MaxOptions)
	}
}

// relations checks r against the records it names, all of which exist.
func (k *linkCheck) relations(c *checker, r Record, refs []reference) {
	switch r := r.(type) {
	case *Position:
		k.oneNegotiation(c, refs, "")
		if old, ok := Get[*Position](k.Snapshot, r.Supersedes); ok && r.Supersedes != "" {
			c.supersedes(old.From, r.From, old.Party == r.Party && old.Issue == r.Issue, "another position of the same party on the same issue")
		}
	case *RedLine:
		k.oneNegotiation(c, refs, "")
		k.addedTwice(c, r)
		if old, ok := Get[*RedLine](k.Snapshot, r.Supersedes); ok && r.Supersedes != "" {
			c.supersedes(old.From, r.From, old.Party == r.Party, "another red line of the same party")
		}
	case *Rule:
		k.oneNegotiation(c, refs, r.Negotiation)
	case *Term:
		k.oneNegotiation(c, refs, r.Negotiation)
	case *Issue:
		k.steps(c, r)
	case *Scenario:
		k.oneNegotiation(c, refs, r.Negotiation)
		k.supposed(c, r)
	case *Proposal:
		k.oneNegotiation(c, refs, r.Negotiation)
		if old, ok := Get[*Proposal](k.Snapshot, r.Supersedes); ok && r.Date.Compare(old.Date) == Before {
			c.faultf([]any{"date"}, "%s is before what it supersedes was tabled, %s", r.Date, old.Date)
		}
	case *Response:
		if p, ok := Get[*Proposal](k.Snapshot, r.Proposal); ok && !r.Date.IsZero() && r.Date.Compare(p.Date) == Before {
			c.faultf([]any{"date"}, "%s is before the proposal was tabled, %s", r.Date, p.Date)
		}
	case *Statement:
		if src, ok := Get[*Source](k.Snapshot, r.Source); ok && r.Quotation != nil && src.Text != "" {
			if err := r.Quotation.Verify(src.Text); err != nil {
				c.faultf([]any{"quotation", "exact"}, "%v", err)
			}
		}
	}
}

// steps checks the steps whose order the options of an issue lay down.
func (k *linkCheck) steps(c *checker, r *Issue) {
	n, ok := Get[*Negotiation](k.Snapshot, r.Negotiation)
	for i, o := range r.Options {
		for at, step := range o.Order {
			if ok && !slices.Contains(n.StepKeys(), step) {
				c.unknown([]any{"options", i, "order", at}, "step of "+n.Key, step, n.StepKeys())
			}
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

// oneNegotiation reports issues of different negotiations side by side in one record; want may be "".
func (k *linkCheck) oneNegotiation(c *checker, refs []reference, want string) {
	for _, ref := range refs {
		if ref.to.Kind != KindIssue {
			continue
		}
		issue, ok := Get[*Issue](k.Snapshot, ref.to.Key)
		if !ok {
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

// supposed checks the red lines that a scenario relaxes and adds.
func (k *linkCheck) supposed(c *checker, r *Scenario) {
	for i, key := range r.Relaxes {
		if line, ok := Get[*RedLine](k.Snapshot, key); ok {
			if n := k.NegotiationOf(line); n != r.Negotiation {
				c.faultf([]any{"relaxes", i}, "red line %s belongs to negotiation %s, not to %s", key, n, r.Negotiation)
			}
		}
	}
	for i := range r.Adds {
		if _, taken := Get[*RedLine](k.Snapshot, r.Adds[i].Key); taken {
			c.faultf([]any{"adds", i, "key"}, "red line %q is on record: give the added one its own key", r.Adds[i].Key)
		}
	}
}

// addedTwice reports a red line under a key that a scenario has given to one it adds. A scenario that is to be
// checked itself says so.
func (k *linkCheck) addedTwice(c *checker, r *RedLine) {
	if k.adders == nil {
		k.adders = map[string]string{}
		for sc := range All[*Scenario](k.Snapshot) {
			for i := range sc.Adds {
				if !k.under[sc.Ref()] {
					k.adders[sc.Adds[i].Key] = sc.Key
				}
			}
		}
	}
	if sc, ok := k.adders[r.Key]; ok {
		c.faultf([]any{"key"}, "scenario %s adds a red line %q: give this one its own key", sc, r.Key)
	}
}
