package settle

import (
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// Sensitivity is the verdict on the same question asked otherwise.
type Sensitivity struct {
	Change  string // what is otherwise, in words
	Verdict Verdict
	Differs bool          // from the verdict as asked
	Reading graph.Reading // the reading, where that is otherwise
	Floor   *graph.Floor  // the evidence floor, where that is
	Without *graph.Source // the source left out, where that is
}

// Sensitivity lists the verdict under the other reading, without the red lines that are only implied, under each floor of
// reliability and of credibility, and without each source in turn that a position or red line of the view rests on or
// goes back to, unless the view does without one already. What copies a source goes with it. It fails with the error of
// ctx.
func (s *Settlement) Sensitivity(ctx context.Context) ([]Sensitivity, error) {
	var list []Sensitivity
	for _, other := range s.others() {
		o := s.View.ViewOptions
		other.change(&o)
		v, err := s.View.Snapshot.View(o)
		if err != nil {
			return nil, err
		}
		t, err := Settle(ctx, v, s.cache)
		if err != nil {
			return nil, err
		}
		other.Verdict, other.Differs = t.Verdict, t.Verdict != s.Verdict
		list = append(list, other.Sensitivity)
	}
	return list, nil
}

// variant is another way to ask.
type variant struct {
	Sensitivity
	change func(*graph.ViewOptions)
}

func (s *Settlement) others() []variant {
	var list []variant
	other, words := graph.Broad, "Red lines read broadly: also what their words may be taken to rule out"
	if s.View.Reading == graph.Broad {
		other, words = graph.Narrow, "Red lines read narrowly: only what their words clearly rule out"
	}
	list = append(list, variant{Sensitivity{Change: words, Reading: other}, func(o *graph.ViewOptions) { o.Reading = other }})
	if implied := s.implied(); len(implied) > 0 {
		list = append(list, variant{Sensitivity{Change: "Without red lines that are only implied"}, func(o *graph.ViewOptions) {
			o.Suppose.Relaxes = append(slices.Clip(o.Suppose.Relaxes), implied...)
		}})
	}
	for _, grade := range []graph.Reliability{"A", "B", "C", "D", "E"} {
		if grade == s.View.Floor.Reliability {
			continue
		}
		f := s.View.Floor
		f.Reliability = grade
		words := "Only sources graded " + string(grade)
		if grade != "A" {
			words += " or better"
		}
		list = append(list, floored(words, f))
	}
	for grade := 1; grade <= 5; grade++ {
		if grade == s.View.Floor.Credibility {
			continue
		}
		f := s.View.Floor
		f.Credibility = grade
		words := "Only items graded " + string(rune('0'+grade))
		if grade != 1 {
			words += " or better"
		}
		list = append(list, floored(words, f))
	}
	if s.View.Without != "" {
		return list
	}
	sources := s.sources()
	for _, src := range sources {
		list = append(list, variant{
			Sensitivity{Change: s.leftOut(src, sources), Without: src},
			func(o *graph.ViewOptions) { o.Without = src.Key },
		})
	}
	return list
}

// implied lists the red lines on record that were never said as a refusal, by key.
func (s *Settlement) implied() []string {
	var keys []string
	for _, r := range s.View.RedLines {
		if r.Strength() == graph.Implied && !s.View.Supposes(r) {
			keys = append(keys, r.Key)
		}
	}
	return keys
}

func floored(words string, f graph.Floor) variant {
	return variant{Sensitivity{Change: words, Floor: &f}, func(o *graph.ViewOptions) { o.Floor = f }}
}

// leftOut says that a source is left out, and with it those of the others that copy it.
func (s *Settlement) leftOut(src *graph.Source, others []*graph.Source) string {
	words := "Without the source " + quoted(src.Title)
	if slices.ContainsFunc(others, func(o *graph.Source) bool { return o != src && s.View.Snapshot.Copies(o.Key, src.Key) }) {
		words += " and what copies it"
	}
	return words
}

// sources lists the sources that positions and red lines of the view rest on, and those that these copy, by key.
func (s *Settlement) sources() []*graph.Source {
	var list []*graph.Source
	add := func(evidence []string) {
		for _, key := range evidence {
			st, ok := graph.Get[*graph.Statement](s.View.Snapshot, key)
			if !ok {
				continue
			}
			src, ok := graph.Get[*graph.Source](s.View.Snapshot, st.Source)
			for ok && !slices.Contains(list, src) {
				list = append(list, src)
				src, ok = graph.Get[*graph.Source](s.View.Snapshot, src.Origin)
			}
		}
	}
	for _, r := range s.View.RedLines {
		add(r.Evidence)
	}
	for _, p := range slices.Concat(s.View.Positions, s.View.Conditional) {
		add(p.Evidence)
	}
	slices.SortFunc(list, func(a, b *graph.Source) int { return strings.Compare(a.Key, b.Key) })
	return list
}
