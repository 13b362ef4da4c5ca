package term

import (
	"cmp"
	"slices"

	"parley/analysis/settle"
	"parley/graph"
)

// Stand is where a party stands to what a term comes to in one sense.
type Stand struct {
	Party    *graph.Party
	Attitude graph.Attitude
	// Partly is set where on some issue other options of the sense stand less favourably toward the party.
	Partly bool
	// Accepts are the options by which a party accepts the sense, issue by issue; nil where it does not.
	Accepts graph.Pattern
	// RedLines are those of its own by which the party forbids the sense, by key.
	RedLines []*graph.RedLine
}

// favour lists attitudes from the least to the most favourable.
var favour = []graph.Attitude{
	graph.AttitudeForbidden, graph.AttitudeOpposed, graph.AttitudeImpliedOpposed, graph.AttitudeSilent, graph.AttitudeAccepted,
}

// stand finds the most favourable attitude that some package of the sense has, among those that the party's red lines and
// the rules leave.
func (j *judge) stand(p *graph.Party, sense *settle.Settlement, assume graph.Pattern) (Stand, error) {
	for n := len(favour) - 1; n > 0; n-- {
		some := atLeast(p, sense.View, assume, n)
		left, err := j.leaves(p, some)
		if err != nil {
			return Stand{}, err
		}
		if !left {
			continue
		}
		st := Stand{Party: p, Attitude: favour[n], Partly: worse(p, sense.View, assume, n)}
		if favour[n] == graph.AttitudeAccepted {
			st.Accepts = some
		}
		return st, nil
	}
	st := Stand{Party: p, Attitude: graph.AttitudeForbidden}
	var err error
	st.RedLines, err = j.forbidding(p, assume)
	return st, err
}

// atLeast keeps the options of a sense that stand so favourably toward the party, or nil where an issue has none.
func atLeast(p *graph.Party, v *graph.View, assume graph.Pattern, rank int) graph.Pattern {
	some := graph.Pattern{}
	for _, key := range assume.Issues() {
		i, _ := v.Issue(key)
		var set graph.OptionSet
		for o := range i.Assumed.Each() {
			if toward(i, p, o) >= rank {
				set |= 1 << o
			}
		}
		if set == 0 {
			return nil
		}
		some[key] = keys(i, set)
	}
	return some
}

// worse reports whether some option of the sense that the rules allow stands less favourably toward the party.
func worse(p *graph.Party, v *graph.View, assume graph.Pattern, rank int) bool {
	for _, key := range assume.Issues() {
		i, _ := v.Issue(key)
		for o := range (i.Assumed &^ i.Ruled).Each() {
			if toward(i, p, o) < rank {
				return true
			}
		}
	}
	return false
}

func toward(i *graph.IssueView, p *graph.Party, option int) int {
	st, _ := i.Stand(p.Key)
	return slices.Index(favour, st.Toward(option))
}

// leaves reports whether the rules and the red lines of one party leave a package in which the issues are settled so. No
// pattern at all leaves none.
func (j *judge) leaves(p *graph.Party, settled graph.Pattern) (bool, error) {
	if settled == nil {
		return false, nil
	}
	s, err := j.in([]string{p.Key}, settled, "")
	return err == nil && s.Verdict != settle.VerdictBlocked, err
}

// forbidding lists the party's red lines that take part in leaving no package of the sense.
func (j *judge) forbidding(p *graph.Party, assume graph.Pattern) ([]*graph.RedLine, error) {
	s, err := j.in([]string{p.Key}, assume, "")
	if err != nil {
		return nil, err
	}
	found, err := s.Cores(j.ctx, maxCores, 0)
	if err != nil {
		return nil, err
	}
	var list []*graph.RedLine
	for _, c := range found.Cores {
		list = append(list, c.RedLines...)
	}
	slices.SortFunc(list, func(a, b *graph.RedLine) int { return cmp.Compare(a.Key, b.Key) })
	return slices.Compact(list), nil
}

// maxCores bounds how many ways in which one party's red lines rule a sense out are looked at.
const maxCores = 20
