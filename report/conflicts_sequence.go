package report

import (
	"context"
	"slices"
	"time"

	"parley/analysis/sequence"
	"parley/graph"
)

// roundsBudget is how long rounds of steps are looked for: far longer than they take in any case but one made to be hard.
const roundsBudget = 10 * time.Second

func (r *conflicts) findOrder(ctx context.Context) (err error) {
	r.order, err = sequence.Find(ctx, r.v, sequence.Limits{First: setsTold, Time: roundsBudget})
	return err
}

// whatFirst tells which steps who wants before which, and where that goes round in a circle.
func (r *conflicts) whatFirst() {
	if len(r.order.Precedences) == 0 {
		return
	}
	r.heading(3, "Who wants what first")
	r.say("Read from the options named: a party is listed where all that it names, or all that its red lines leave, puts one step before the other.")
	var rows [][]Text
	for list := r.order.Precedences; len(list) > 0; {
		first := list[0]
		n := slices.IndexFunc(list, func(p *sequence.Precedence) bool {
			return p.Before.Key != first.Before.Key || p.After.Key != first.After.Key
		})
		if n < 0 {
			n = len(list)
		}
		rows = append(rows, []Text{text(first.Before.Label), text(first.After.Label), joined(mapped(list[:n], r.wants), "; ")})
		list = list[n:]
	}
	r.table([]Column{{Title: "First"}, {Title: "Then"}, {Title: "Wanted by"}}, rows)
	r.rounds()
}

var strengthWords = map[sequence.Strength]string{
	sequence.RedLine: "red line", sequence.Demanded: "demanded", sequence.Preferred: "preferred",
}

// wants names a party with how firmly it wants an order.
func (r *conflicts) wants(p *sequence.Precedence) Text {
	var records []graph.Record
	for _, g := range p.Grounds {
		records = append(records, g.Records()...)
	}
	return text(p.Party.Name+", "+strengthWords[p.Strength], r.behind(records...))
}

// rounds lists where each step waits for the next, with what would open each.
func (r *conflicts) rounds() {
	list := slices.Concat(r.order.Circles, r.order.Inconsistent)
	switch {
	case len(list) == 0 && r.order.Complete:
		r.say("These do not go round in a circle: some order of the steps meets them all.")
		return
	case len(list) == 0:
		r.say("No circle among them was found within the time given; there may be one.")
		return
	}
	more := ""
	if !r.order.Complete {
		more = " There are or may be more circles than these."
	}
	r.say("No order of the steps meets all of a circle. It opens where any one of its pairs is given up; which, nothing here says." + more)
	r.table([]Column{{Title: "Circle"}, {Title: "What alone would open it"}}, mapped(list, func(c sequence.Circle) []Text {
		return []Text{text(c.Explanation), joined(mapped(c.Edges, func(e sequence.Edge) Text {
			return text(e.Explanation, r.behind(e.Break...))
		}), " ")}
	}))
}
