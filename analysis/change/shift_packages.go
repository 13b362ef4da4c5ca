package change

import (
	"maps"
	"slices"

	"parley/graph"
)

// packages is a set of packages: those that match one of some patterns, each by issue key.
type packages []map[string]graph.OptionSet

// everything holds every package: the one pattern names no issue.
var everything = packages{{}}

// packagesOf turns patterns into sets. Those that name an issue outside the view are left aside.
func packagesOf(v *graph.View, patterns graph.Patterns) packages {
	var list packages
	for _, p := range patterns {
		box := map[string]graph.OptionSet{}
		for issue, options := range p {
			if i, ok := v.Issue(issue); ok {
				box[issue] = i.Set(options)
			}
		}
		if len(box) == len(p) {
			list = append(list, box)
		}
	}
	return list
}

// forbidden is what red lines forbid together on the view's reading; nil for positions.
func (s *strand) forbidden(records []*tenure) packages {
	var list packages
	for _, t := range records {
		if r, ok := t.Record.(*graph.RedLine); ok {
			list = append(list, packagesOf(s.view, s.view.Forbids(r))...)
		}
	}
	return list
}

// ruledOut is what red lines forbid, or positions rule out.
func (s *strand) ruledOut(records []*tenure) packages {
	if len(records) == 0 {
		return nil
	}
	p, ok := records[0].Record.(*graph.Position)
	if !ok {
		return s.forbidden(records)
	}
	i, _ := s.view.Issue(p.Issue)
	return packages{{p.Issue: saying(i, records).excluded(i)}}
}

// conditions is where one of the records holds: in every package, if one has no condition.
func (s *strand) conditions(records []*tenure) packages {
	var list packages
	for _, t := range records {
		condition := conditionOf(t.Record)
		if len(condition) == 0 {
			return everything
		}
		list = append(list, packagesOf(s.view, condition)...)
	}
	return list
}

// within reports whether every package of p is one of the others.
func (p packages) within(v *graph.View, others packages) bool {
	return !slices.ContainsFunc(p, func(box map[string]graph.OptionSet) bool { return !boxWithin(v, box, others) })
}

// boxWithin takes the first of the others out of the box: what is left is, for each issue that one names, a box of
// the packages that leave it there and nowhere before.
func boxWithin(v *graph.View, box map[string]graph.OptionSet, others packages) bool {
	for _, set := range box {
		if set == 0 {
			return true
		}
	}
	if len(others) == 0 {
		return false
	}
	box = maps.Clone(box)
	for issue, set := range others[0] {
		all, named := box[issue]
		if i, _ := v.Issue(issue); !named {
			all = i.All()
		}
		box[issue] = all &^ set
		if !boxWithin(v, box, others[1:]) {
			return false
		}
		box[issue] = all & set
	}
	return true
}
