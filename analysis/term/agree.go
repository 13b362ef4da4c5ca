package term

import (
	"slices"

	"parley/graph"
)

// Agreement is one that holds only while a term is open: each of the parties accepts some sense of it, and they agree in
// none.
type Agreement struct {
	Parties     []*graph.Party // by key
	All         bool           // they are all the parties asked about
	Accepts     []Acceptance   // by party
	Explanation string         // a few sentences
}

// Acceptance is the senses in which a party accepts a term.
type Acceptance struct {
	Party  *graph.Party
	Senses []*graph.Sense // in the order of the record
}

// agreements looks at all parties asked about, and at every two of them.
func (j *judge) agreements(f *Finding) ([]Agreement, error) {
	groups := [][]*graph.Party{f.Parties}
	if len(f.Parties) > 2 {
		for n, a := range f.Parties {
			for _, b := range f.Parties[n+1:] {
				groups = append(groups, []*graph.Party{a, b})
			}
		}
	}
	var list []Agreement
	for n, group := range groups {
		a, ok, err := j.agreement(f, group)
		if err != nil {
			return nil, err
		}
		if ok {
			a.All = n == 0
			a.Explanation = f.tell(a)
			list = append(list, a)
		}
	}
	return list, nil
}

func (j *judge) agreement(f *Finding, group []*graph.Party) (Agreement, bool, error) {
	a := Agreement{Parties: group}
	for _, p := range group {
		accepted := Acceptance{Party: p}
		for n := range f.Senses {
			if st, ok := f.Senses[n].stand(p); ok && st.Accepts != nil {
				accepted.Senses = append(accepted.Senses, f.Senses[n].Sense)
			}
		}
		if len(accepted.Senses) == 0 {
			return a, false, nil
		}
		a.Accepts = append(a.Accepts, accepted)
	}
	for n := range f.Senses {
		if agreed, err := j.agree(&f.Senses[n], group); agreed || err != nil {
			return a, false, err
		}
	}
	return a, len(group) > 1, nil
}

// stand returns where a party stands to the sense.
func (s *Settled) stand(p *graph.Party) (Stand, bool) {
	n := slices.IndexFunc(s.Stands, func(st Stand) bool { return st.Party.Key == p.Key })
	if n < 0 {
		return Stand{}, false
	}
	return s.Stands[n], true
}

// agree reports whether the parties accept the same options on each issue of the sense, and none of them rules such
// packages out.
func (j *judge) agree(s *Settled, group []*graph.Party) (bool, error) {
	common := s.common(group)
	for _, p := range group {
		if left, err := j.leaves(p, common); !left || err != nil {
			return false, err
		}
	}
	return true, nil
}

// common returns the options that all the parties accept, issue by issue of the sense, or nil where an issue has none.
func (s *Settled) common(group []*graph.Party) graph.Pattern {
	all := graph.Pattern{}
	for _, key := range s.assume.Issues() {
		options := s.assume[key]
		for _, p := range group {
			st, _ := s.stand(p)
			options = slices.DeleteFunc(slices.Clone(options), func(o string) bool { return !slices.Contains(st.Accepts[key], o) })
		}
		if len(options) == 0 {
			return nil
		}
		all[key] = options
	}
	if len(all) == 0 {
		return nil
	}
	return all
}
