package graph

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Range is a set of numbers without gaps, as positions on a quantity name it.
type Range struct{ lo, hi cut }

// MaxDigits is the most digits a number of a quantity can have: so many are kept exactly.
const MaxDigits = 15

var plainNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// cut is a place between numbers: just before at, or just after it.
type cut struct {
	at    float64
	after bool
}

func (a cut) compare(b cut) int {
	if c := cmp.Compare(a.at, b.at); c != 0 || a.after == b.after {
		return c
	}
	if a.after {
		return 1
	}
	return -1
}

var everything = Range{cut{math.Inf(-1), false}, cut{math.Inf(1), true}}

// ParseRange reads a range of a quantity: 600000, <600000, <=600000, >600000, >=600000, or 85000..100000
// with both ends in it; >85000..<100000 leaves them out. Numbers are plain decimals of at most MaxDigits digits.
func ParseRange(s string) (Range, error) {
	if low, high, span := strings.Cut(s, ".."); span {
		r, err := everything.from(">=", low)
		if err == nil {
			r, err = r.to("<=", high)
		}
		if err == nil && r.lo.compare(r.hi) < 0 {
			return r, nil
		}
	} else {
		for _, read := range []func() (Range, error){
			func() (Range, error) { return everything.from("", s) },
			func() (Range, error) { return everything.to("", s) },
		} {
			if r, err := read(); err == nil {
				return r, nil
			}
		}
		if r, err := everything.from(">=", s); err == nil {
			return r.to("<=", s)
		}
	}
	return Range{}, fmt.Errorf("%q is not a range: write 600000, <600000, <=600000, >600000, >=600000 or 85000..100000, each number in at most %d plain digits", s, MaxDigits)
}

// from bounds the range from below by text such as >=5 or >5; a bare number counts as if op stood before it.
func (r Range) from(op, text string) (Range, error) {
	n, after, err := bound(op, text, ">=", ">")
	r.lo = cut{n, after}
	return r, err
}

// to bounds the range from above, likewise.
func (r Range) to(op, text string) (Range, error) {
	n, before, err := bound(op, text, "<=", "<")
	r.hi = cut{n, !before}
	return r, err
}

// bound reads a number after one of two comparisons; strict tells whether it was the strict one.
func bound(op, text, loose, tight string) (n float64, strict bool, err error) {
	text = strings.TrimSpace(text)
	for _, o := range []string{loose, tight} {
		if rest, ok := strings.CutPrefix(text, o); ok {
			op, text = o, strings.TrimSpace(rest)
			break
		}
	}
	if op == "" || !plainNumber.MatchString(text) || len(strings.Trim(text, "-."))-strings.Count(text, ".") > MaxDigits {
		return 0, false, fmt.Errorf("no bound")
	}
	n, err = strconv.ParseFloat(text, 64)
	return n + 0, op == tight, err // never -0
}

// String writes the range in the form ParseRange reads, or "any" for all numbers.
func (r Range) String() string {
	num := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	low, high := math.IsInf(r.lo.at, -1), math.IsInf(r.hi.at, 1)
	switch {
	case low && high:
		return "any"
	case low && r.hi.after:
		return "<=" + num(r.hi.at)
	case low:
		return "<" + num(r.hi.at)
	case high && r.lo.after:
		return ">" + num(r.lo.at)
	case high:
		return ">=" + num(r.lo.at)
	case r.lo.at == r.hi.at:
		return num(r.lo.at)
	}
	left, right := "", ""
	if r.lo.after {
		left = ">"
	}
	if !r.hi.after {
		right = "<"
	}
	return left + num(r.lo.at) + ".." + right + num(r.hi.at)
}

// covers reports whether every number of o is in r.
func (r Range) covers(o Range) bool { return r.lo.compare(o.lo) <= 0 && o.hi.compare(r.hi) <= 0 }

// overlap returns the numbers in both of two ranges; ok is false if there are none.
func overlap(a, b string) (both string, ok bool) {
	x, errX := ParseRange(a)
	y, errY := ParseRange(b)
	if x.lo.compare(y.lo) < 0 {
		x.lo = y.lo
	}
	if y.hi.compare(x.hi) < 0 {
		x.hi = y.hi
	}
	return x.String(), errX == nil && errY == nil && x.lo.compare(x.hi) < 0
}

// split cuts the numbers at the ends of the ranges: the finitely many options of a quantity.
func split(ranges []Range) []Range {
	cuts := []cut{everything.lo, everything.hi}
	for _, r := range ranges {
		cuts = append(cuts, r.lo, r.hi)
	}
	slices.SortFunc(cuts, cut.compare)
	cuts = slices.Compact(cuts)
	var parts []Range
	for i := 1; i < len(cuts); i++ {
		parts = append(parts, Range{cuts[i-1], cuts[i]})
	}
	return parts
}

// ranges lists every range that live records name on a quantity issue.
func (s *Snapshot) ranges(issue string) []Range {
	var all []Range
	to := Ref{KindIssue, issue}
	for _, k := range kinds {
		for r := range s.Referring(to, k.Kind) {
			for _, ref := range references(r) {
				if ref.to != to {
					continue
				}
				for _, o := range ref.options {
					if parsed, err := ParseRange(o); err == nil {
						all = append(all, parsed)
					}
				}
			}
		}
	}
	return all
}

// Options lists what an issue can be settled to: its own options, or for a quantity the ranges that the
// numbers on record cut.
func (s *Snapshot) Options(i *Issue) []Option { return i.settled(s.parts(i)) }

// parts are the ranges that the numbers on record cut a quantity into; nil for another issue.
func (s *Snapshot) parts(i *Issue) []Range {
	if i.Measure() != Quantity {
		return nil
	}
	return split(s.ranges(i.Key))
}

// settled makes options of the parts of a quantity; another issue has its own.
func (i *Issue) settled(parts []Range) []Option {
	if parts == nil {
		return i.Options
	}
	var options []Option
	for _, r := range parts {
		options = append(options, Option{Key: r.String(), Label: r.String() + " " + i.Unit})
	}
	return options
}

// Labels lists the labels of the options in a set, in order. Of a quantity, ranges that adjoin are one.
func (i *IssueView) Labels(set OptionSet) []string {
	var labels []string
	for n := 0; n < len(i.Options); n++ {
		if !set.Has(n) {
			continue
		}
		if i.ranges == nil {
			labels = append(labels, i.Options[n].Label)
			continue
		}
		first := n
		for n+1 < len(i.Options) && set.Has(n+1) {
			n++
		}
		labels = append(labels, Range{i.ranges[first].lo, i.ranges[n].hi}.String()+" "+i.Unit)
	}
	return labels
}

// Gap returns how far two sets of a quantity's options lie apart: the distance between the nearest numbers of
// the two. It is 0 if they touch or overlap, if one is empty, and for an issue that is no quantity.
func (i *IssueView) Gap(a, b OptionSet) float64 {
	if i.ranges == nil || a == 0 || b == 0 || a&b != 0 {
		return 0
	}
	gap := math.Inf(1)
	for x := range a.Each() {
		for y := range b.Each() {
			gap = min(gap, i.ranges[max(x, y)].lo.at-i.ranges[min(x, y)].hi.at)
		}
	}
	return gap
}
