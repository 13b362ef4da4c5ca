package schema

import "parley/graph"

// listAsOfArg sets the day of a list at the root, and leaves out what had no date yet then.
var listAsOfArg = arg{"asOf", "Date", "Leave out what is dated after this day, but for events planned, and see the rest as on it. Default: nothing is left out, and the day is today."}

// begun reports whether a record may have been there on the day of a list: nothing dated later had been said, published,
// tabled or held, and no position or red line that begins later held. A vague date counts from its first day.
func (c *call) begun(l *lens, r graph.Record) bool {
	if _, given := c.args["asOf"]; !given {
		return true
	}
	if e, ok := r.(*graph.Event); ok && e.Status == graph.EventPlanned {
		return true
	}
	return dateOf(r).Earliest() <= l.asOf
}

// dateOf is the date from which a record bears on a case; the zero Date where it has none.
func dateOf(r graph.Record) graph.Date {
	switch r := r.(type) {
	case *graph.Statement:
		return r.Said
	case *graph.Source:
		return r.Issued
	case *graph.Event:
		return r.Date
	case *graph.Position:
		return r.From
	case *graph.RedLine:
		return r.From
	case *graph.Inquiry:
		return r.Date
	case *graph.Proposal:
		return r.Date
	case *graph.Response:
		return r.Date
	case *graph.Commitment:
		return r.Date
	case *graph.Assessment:
		return r.Date
	}
	return graph.Date{}
}
