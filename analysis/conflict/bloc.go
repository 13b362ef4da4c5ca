package conflict

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// Members sets what a bloc says itself on an issue beside what its members say. The two are never merged: a bloc's
// position is its own statements, and what the members hold makes another answer.
type Members struct {
	Bloc   *graph.Party
	Issue  *graph.IssueView
	Stated bool // whether the bloc has a position or red line of its own on the issue in force
	// Members are the bloc's direct members on the view's day, by key. Those without a place in the view have nothing
	// in force in it and are silent on every option.
	Members     []*graph.Party
	Options     []MembersOn // in the issue's order
	Explanation string      // in one sentence
}

// MembersOn says how a bloc and its members stand to one option.
type MembersOn struct {
	Option                 graph.Option
	Own                    graph.Attitude // of the bloc itself
	Accept, Reject, Silent []*graph.Party // the members, by key
	// Dissent lists the members that reject what the bloc itself accepts, or accept what it rejects.
	Dissent []*graph.Party
}

// MembersOf compares a bloc with its members on an issue of the view.
func MembersOf(v *graph.View, bloc *graph.Party, i *graph.IssueView) *Members {
	m := &Members{Bloc: bloc, Issue: i}
	own, there := i.Stand(bloc.Key)
	m.Stated = there && len(own.Records()) > 0
	for p := range graph.Referring[*graph.Party](v.Snapshot, bloc.Ref()) {
		if slices.ContainsFunc(p.Memberships, func(in graph.Membership) bool {
			return in.Of == bloc.Key && graph.Holds(in.From, in.To, v.AsOf)
		}) {
			m.Members = append(m.Members, p)
		}
	}
	for n, o := range i.Options {
		m.Options = append(m.Options, m.on(n, o))
	}
	m.Explanation = m.words()
	return m
}

func (m *Members) on(n int, o graph.Option) MembersOn {
	on := MembersOn{Option: o, Own: toward(m.Issue, m.Bloc.Key, n)}
	for _, p := range m.Members {
		switch a := toward(m.Issue, p.Key, n); {
		case a == graph.AttitudeSilent:
			on.Silent = append(on.Silent, p)
		case a == graph.AttitudeAccepted:
			on.Accept = append(on.Accept, p)
		default:
			on.Reject = append(on.Reject, p)
		}
	}
	switch on.Own {
	case graph.AttitudeSilent:
	case graph.AttitudeAccepted:
		on.Dissent = on.Reject
	default:
		on.Dissent = on.Accept
	}
	return on
}

func toward(i *graph.IssueView, party string, option int) graph.Attitude {
	if st, ok := i.Stand(party); ok {
		return st.Toward(option)
	}
	return graph.AttitudeSilent
}

func (m *Members) words() string {
	var heard, dissent []string
	for _, p := range m.Members {
		if st, ok := m.Issue.Stand(p.Key); ok && len(st.Records()) > 0 {
			heard = append(heard, p.InProse())
		}
		if slices.ContainsFunc(m.Options, func(on MembersOn) bool { return slices.Contains(on.Dissent, p) }) {
			dissent = append(dissent, p.InProse())
		}
	}
	words := fmt.Sprintf("On %s, %s has", quoted(m.Issue.Title), m.Bloc.InProse())
	if !m.Stated {
		words += " nothing of its own on record"
	} else {
		words += " a stand of its own on record"
	}
	words += fmt.Sprintf("; %d of its %d recorded members %s", len(heard), len(m.Members), plural(len(heard), "has", "have"))
	if len(heard) > 0 {
		words += " (" + strings.Join(heard, ", ") + ")"
	}
	if len(dissent) > 0 {
		words += "; " + list(dissent, "and") + plural(len(dissent), " dissents", " dissent") + " from the bloc's own"
	}
	return words + "."
}
