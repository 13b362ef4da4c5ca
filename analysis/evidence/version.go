package evidence

import "parley/graph"

// Version is one version of what sources disagree on, as a view sees it.
type Version struct {
	graph.Account
	Preferred bool            // on record
	Counts    bool            // whether its statements count in the view: it is taken, or none is
	Backings  []Backing       // its statements, newest first, whatever the view leaves out
	Origins   []*graph.Source // the independent origins of these, by key
}

// Versions sets the versions of a dispute side by side, in the order of the record. None is left out.
func Versions(v *graph.View, d *graph.Dispute) []Version {
	taken := Taken(v, d)
	var list []Version
	for _, a := range d.Versions {
		list = append(list, Version{
			Account: a, Preferred: a.Key == d.Preferred, Counts: taken == "" || taken == a.Key,
			Backings: Backings(v.Snapshot, a.Statements), Origins: Origins(v.Snapshot, statementsOf(v.Snapshot, a.Statements)),
		})
	}
	return list
}

// Taken returns the version of a dispute that a view takes, by its key: the one asked for, or else the one preferred on
// record. It is "" where all count.
func Taken(v *graph.View, d *graph.Dispute) string {
	if key, asked := v.Prefer[d.Key]; asked {
		return key
	}
	return d.Preferred
}
