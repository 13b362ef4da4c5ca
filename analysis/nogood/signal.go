package nogood

import "parley/graph"

// The options of a variable that tells whether a package matches a pattern (Tseitin, On the complexity of derivation
// in propositional calculus, 1968).
const (
	Unmatched graph.OptionSet = 1 << iota
	Matched
)

// Signals adds, for each pattern, a variable that tells whether a package matches it.
func (s *Space) Signals(patterns []Nogood) []int {
	var list []int
	for _, p := range patterns {
		signal := s.signal()
		s.onlyIf(p, signal)
		s.Nogoods = append(s.Nogoods, append(p[:len(p):len(p)], Term{signal, Unmatched}))
		list = append(list, signal)
	}
	return list
}

// AnyOf demands that one of the patterns at least be matched. Each of several terms gets a variable that can only
// say "matched" where all of them are.
func (s *Space) AnyOf(patterns []Nogood) {
	var none Nogood
	for _, p := range patterns {
		if len(p) == 1 {
			none = append(none, Term{p[0].Var, s.Domains[p[0].Var] &^ p[0].Set})
			continue
		}
		signal := s.signal()
		s.onlyIf(p, signal)
		none = append(none, Term{signal, Unmatched})
	}
	s.Nogoods = append(s.Nogoods, none)
}

// signal adds a variable that says matched or unmatched.
func (s *Space) signal() int {
	s.Domains = append(s.Domains, Unmatched|Matched)
	return len(s.Domains) - 1
}

// onlyIf lets the signal say matched only where the pattern is.
func (s *Space) onlyIf(pattern Nogood, signal int) {
	for _, t := range pattern {
		s.Nogoods = append(s.Nogoods, Nogood{{t.Var, s.Domains[t.Var] &^ t.Set}, {signal, Matched}})
	}
}
