package report

import (
	"context"
	"fmt"
	"slices"

	"parley/analysis/settle"
	"parley/graph"
)

// variation is a way to put the question that changes the verdict, and what counts otherwise then. It stands for
// further floors too, if until is set: those down to that grade.
type variation struct {
	settle.Sensitivity
	until                string
	lost, gained, reread []graph.Record
}

// vary puts the question otherwise, one thing at a time.
func (s *settlement) vary(ctx context.Context) error {
	all, err := s.Sensitivity(ctx)
	if err != nil {
		return err
	}
	s.tried = len(all)
	for _, x := range all {
		if !x.Differs {
			continue
		}
		v, err := s.View.Snapshot.View(optionsOf(s.View.ViewOptions, x))
		if err != nil {
			return err
		}
		s.changing++
		s.note(variation{x, "", missing(s.View, v), missing(v, s.View), reread(s.View, v)})
	}
	return nil
}

// note adds a variation, or lets the last one stand for it.
func (s *settlement) note(x variation) {
	if n := len(s.otherwise); n > 0 && s.alike(s.otherwise[n-1], x) {
		s.otherwise[n-1].until = s.grade(x)
		return
	}
	s.otherwise = append(s.otherwise, x)
}

// alike reports whether two variations are floors of one kind of grade with the same effect.
func (s *settlement) alike(a, b variation) bool {
	same := func(x, y []graph.Record) bool {
		return slices.EqualFunc(x, y, func(r, q graph.Record) bool { return r.Ref() == q.Ref() })
	}
	return a.Floor != nil && b.Floor != nil && a.Verdict == b.Verdict && s.ofSource(a) == s.ofSource(b) &&
		same(a.lost, b.lost) && same(a.gained, b.gained) && same(a.reread, b.reread)
}

// ofSource reports whether a floor differs from the view's in the grade of sources, rather than of items.
func (s *settlement) ofSource(x variation) bool {
	return x.Floor.Reliability != s.View.Floor.Reliability
}

func (s *settlement) grade(x variation) string {
	if s.ofSource(x) {
		return string(x.Floor.Reliability)
	}
	return digits(x.Floor.Credibility)
}

// optionsOf are the options of a variation.
func optionsOf(o graph.ViewOptions, x settle.Sensitivity) graph.ViewOptions {
	switch {
	case x.Reading != "":
		o.Reading = x.Reading
	case x.Floor != nil:
		o.Floor = *x.Floor
	case x.Without != nil:
		o.Without = x.Without.Key
	}
	return o
}

// counted lists the red lines and positions that count in a view, conditional ones included.
func counted(v *graph.View) []graph.Record {
	var list []graph.Record
	for _, l := range v.RedLines {
		list = append(list, l)
	}
	for _, p := range slices.Concat(v.Positions, v.Conditional) {
		list = append(list, p)
	}
	return list
}

// missing lists what counts in one view and not in the other.
func missing(v, other *graph.View) []graph.Record {
	has := map[graph.Ref]bool{}
	for _, rec := range counted(other) {
		has[rec.Ref()] = true
	}
	return slices.DeleteFunc(counted(v), func(rec graph.Record) bool { return has[rec.Ref()] })
}

// reread lists the red lines of which the views count different patterns.
func reread(v, other *graph.View) []graph.Record {
	var list []graph.Record
	for _, l := range v.RedLines {
		if len(v.Forbids(l)) != len(other.Forbids(l)) {
			list = append(list, l)
		}
	}
	return list
}

// variationRows is how many variations are listed one by one.
const variationRows = 15

// variations tells how the verdict depends on the reading, on grades and on single sources.
func (r *conflicts) variations() {
	s := r.deal
	r.heading(3, "What the answer depends on")
	intro := fmt.Sprintf("The same question was put in %s: with red lines read the other way, with evidence below a grade left out "+
		"(what is not graded meets none), and without each single source in turn.", Count(s.tried, "other way", ""))
	if len(s.otherwise) == 0 {
		r.say(intro + " None of them changes the verdict.")
		return
	}
	r.say(fmt.Sprintf("%s %s the verdict:", intro, Sentence(Count(s.changing, "of them changes", "of them change"))))
	shown := s.otherwise[:min(variationRows, len(s.otherwise))]
	r.table([]Column{{Title: "Asked otherwise"}, {Title: "Verdict then"}, {Title: "What that changes"}}, mapped(shown, func(x variation) []Text {
		words := x.Change
		if x.until != "" {
			words += ", and likewise down to " + x.until + " or better"
		}
		return []Text{text(words), text(string(x.Verdict)), r.changed(x)}
	}))
	if rest := s.otherwise[len(shown):]; len(rest) > 0 {
		r.say("And " + Count(len(rest), "more, likewise without a single source", "more, likewise each without a single source") + ".")
	}
}

// changed says what counts otherwise in a variation.
func (r *conflicts) changed(x variation) Text {
	var parts []Text
	for _, p := range []struct {
		what string
		list []graph.Record
	}{{"no longer counted", x.lost}, {"counted too", x.gained}, {"read otherwise", x.reread}} {
		if len(p.list) > 0 {
			parts = append(parts, text(p.what+": ", r.tally(p.list)))
		}
	}
	return orNone(parts)
}

// recordsCited is how many records a count cites one by one.
const recordsCited = 12

// tally counts red lines and positions, and cites the best words of each unless they are many.
func (r *conflicts) tally(list []graph.Record) Text {
	lines := slices.DeleteFunc(slices.Clone(list), func(rec graph.Record) bool { return rec.Ref().Kind != graph.KindRedLine })
	var words []string
	if len(lines) > 0 {
		words = append(words, Count(len(lines), "red line", ""))
	}
	if n := len(list) - len(lines); n > 0 {
		words = append(words, Count(n, "position", ""))
	}
	cited := list
	if len(cited) > recordsCited {
		cited = lines[:min(recordsCited, len(lines))]
	}
	return text(JoinAnd(words), gathered(mapped(cited, r.source)))
}
