package graph

import "slices"

// Floor is the worst evidence an analysis admits. The zero value admits everything.
type Floor struct {
	// Reliability is the worst grade of a source, "A" to "F", and Credibility the worst of a statement,
	// 1 to 6; empty and 0 set no bound.
	Reliability Reliability
	Credibility int
	// Unjudged admits F and 6 (cannot be judged) and what is not graded, whatever the bounds.
	Unjudged bool
	// Sources, if not empty, admits statements of these sources only.
	Sources []string
}

// IsZero reports whether the floor admits everything.
func (f Floor) IsZero() bool {
	return f.Reliability == "" && f.Credibility == 0 && len(f.Sources) == 0
}

// Admits reports whether the view's choice of evidence counts a position or red line, whenever it holds. What is only
// supposed rests on no evidence and is counted whatever the choice.
func (v *View) Admits(r Record) bool { return v.Supposes(r) || v.admits(EvidenceOf(r)) }

// admits reports whether the view counts a record with that evidence: it passes the floor with what is left of it, and
// if there was any, something is left.
func (v *View) admits(evidence []string) bool {
	left := v.Counts(evidence)
	return (len(left) > 0 || len(evidence) == 0) && v.Floor.admits(v.Snapshot, left)
}

// Counts keeps the statements that count in the view, whatever their grades: not those of a source to do without or of
// what copies it, and not those that tell a version of a dispute that the view does not take.
func (v *View) Counts(evidence []string) []string {
	if v.Without == "" && len(v.dismissed) == 0 {
		return evidence
	}
	return slices.DeleteFunc(slices.Clone(evidence), func(key string) bool {
		st, ok := Get[*Statement](v.Snapshot, key)
		return ok && (v.dismissed[key] || v.Without != "" && v.Snapshot.Copies(st.Source, v.Without))
	})
}

// Copies reports whether a source is another, or goes back to it: copies it, or a copy of it.
func (s *Snapshot) Copies(source, of string) bool {
	for source != of {
		src, ok := Get[*Source](s, source)
		if !ok {
			return false
		}
		source = src.Origin
	}
	return true
}

// admits reports whether one of the statements meets both grades, or the named sources.
func (f Floor) admits(s *Snapshot, evidence []string) bool {
	if f.IsZero() {
		return true
	}
	return slices.ContainsFunc(evidence, func(key string) bool {
		st, ok := Get[*Statement](s, key)
		if !ok {
			return false
		}
		src, ok := Get[*Source](s, st.Source)
		if !ok || len(f.Sources) > 0 && !slices.Contains(f.Sources, src.Key) {
			return false
		}
		reliable := f.meets(string(src.Reliability), string(f.Reliability), "F")
		credible := f.meets(grade(st.Credibility), grade(f.Credibility), "6")
		return reliable && credible
	})
}

// meets compares a grade with the worst admitted; both are one character, better sorts first.
func (f Floor) meets(got, worst, unjudged string) bool {
	switch {
	case worst == "":
		return true
	case got == "" || got == unjudged:
		return f.Unjudged
	}
	return got <= worst
}

func grade(n int) string {
	if n == 0 {
		return ""
	}
	return string(rune('0' + n))
}
