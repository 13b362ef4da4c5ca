package core

import (
	"context"
	"slices"

	"parley/analysis/nogood"
)

// parts lists the issues in sets that no clause ties to one another, each in order.
func (s *search) parts() [][]int {
	var parts [][]int
	for _, c := range s.clauses {
		tied := variables(c.Nogood)
		parts = slices.DeleteFunc(parts, func(p []int) bool {
			if !meets(c.Nogood, p) {
				return false
			}
			tied = append(tied, p...)
			return true
		})
		slices.Sort(tied)
		parts = append(parts, slices.Compact(tied))
	}
	slices.SortFunc(parts, slices.Compare)
	return parts
}

// wider lists the sets that hold one issue more than some set given, tied to it by a clause.
func (s *search) wider(ctx context.Context, sets [][]int) ([][]int, error) {
	var list [][]int
	known := map[string]bool{}
	for _, issues := range sets {
		for _, c := range s.clauses {
			for _, t := range c.Nogood {
				wide := append(slices.Clone(issues), t.Var)
				slices.Sort(wide)
				if slices.Contains(issues, t.Var) || !meets(c.Nogood, issues) || known[name(wide)] {
					continue
				}
				if err := ctx.Err(); err != nil {
					return nil, err
				}
				known[name(wide)] = true
				list = append(list, wide)
			}
		}
	}
	return list, nil
}

// name is the same for the same issues.
func name(issues []int) string {
	var letters []rune
	for _, i := range issues {
		letters = append(letters, rune(i))
	}
	return string(letters)
}

func variables(one nogood.Nogood) []int {
	var list []int
	for _, t := range one {
		list = append(list, t.Var)
	}
	return list
}

func names(one nogood.Nogood, variable int) bool {
	return slices.ContainsFunc(one, func(t nogood.Term) bool { return t.Var == variable })
}

// meets reports whether the nogood names one of the variables.
func meets(one nogood.Nogood, variables []int) bool {
	return slices.ContainsFunc(one, func(t nogood.Term) bool { return slices.Contains(variables, t.Var) })
}

// inside reports whether the nogood names no variables but those given.
func inside(one nogood.Nogood, variables []int) bool {
	return !slices.ContainsFunc(one, func(t nogood.Term) bool { return !slices.Contains(variables, t.Var) })
}
