package conflict

import "parley/graph"

// StanceCell says how one option of an issue stands toward one party.
type StanceCell struct {
	Party    *graph.Party
	Option   graph.Option
	Attitude graph.Attitude
	Silence  graph.SilenceKind // of which kind, if the attitude is silent; empty otherwise
	// Records are what says so, positions before red lines, each by key: the red lines that rule the option out,
	// the positions that oppose or accept it, the demands for others. For a silence they are the words that leave
	// it open: open, unclear, declined or denied.
	Records []graph.Record
}

// Stances lists the stance of every party of the view, by key, on every option of an issue, in order.
func Stances(i *graph.IssueView) []StanceCell {
	var cells []StanceCell
	for _, st := range i.Stands() {
		for n, o := range i.Options {
			c := StanceCell{Party: st.Party, Option: o, Attitude: st.Toward(n)}
			if c.Attitude == graph.AttitudeSilent {
				c.Silence = st.Silence(n)
			}
			c.Records = saying(st, n, c.Attitude)
			cells = append(cells, c)
		}
	}
	return cells
}

// saying lists the records of a stand that give the n-th option its attitude.
func saying(st *graph.Stand, n int, a graph.Attitude) []graph.Record {
	var list []graph.Record
	one := graph.OptionSet(1) << n
	switch a {
	case graph.AttitudeForbidden:
		list = forbids.records(st, one)
	case graph.AttitudeOpposed:
		list = opposes.records(st, one)
	case graph.AttitudeImpliedOpposed:
		list = demands.records(st, st.Demands)
	case graph.AttitudeAccepted:
		for _, p := range st.Positions {
			if r := role(p.Stance); (r == demands || r == prefers || r == accepts) && st.Issue.Set(p.Options).Has(n) {
				list = append(list, p)
			}
		}
	case graph.AttitudeSilent:
		// Every position left speaks of other options, or leaves this one open.
		for _, p := range st.Positions {
			if _, silent := p.Stance.Silent(); silent && (len(p.Options) == 0 || st.Issue.Set(p.Options).Has(n)) {
				list = append(list, p)
			}
		}
	}
	return list
}
