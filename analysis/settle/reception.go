package settle

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// Reception is how a text stands to one party: what the party answered, and what the record says of it.
type Reception struct {
	Party     *graph.Party
	Response  *graph.Response   // the latest given by the view's day; nil if there is none
	Responses []*graph.Response // all given by then, oldest first
	Crossed   []*graph.RedLine  // by key
	Open      []*graph.RedLine  // by key
	Unmet     []Unmet           // by issue
	// Untouched are the party's demands on issues the text chooses nothing on and leaves open: neither met nor
	// missed. By issue, then key.
	Untouched []*graph.Position
	// Silent are the options the text chooses toward which the party is silent, by issue, in order. Nothing
	// follows from them: silence is neither consent nor refusal.
	Silent      []SilentCell
	Explanation string // a few sentences
}

// Unmet is what a party demands on an issue, all its demands united, where the text does not meet it, or not
// surely. It is not a crossed line.
type Unmet struct {
	Positions []*graph.Position // the demands, by key
	Issue     *graph.IssueView
	Demanded  []graph.Option // what they ask for, any of it
	Chosen    []graph.Option // what the text leaves on the issue
	// Partly is set where the text leaves some of what the party demands on the issue, and other options also.
	Partly bool
}

// SilentCell is an option the text chooses and nothing on record says how the party stands to it.
type SilentCell struct {
	Issue  *graph.IssueView
	Option graph.Option
	Kind   graph.SilenceKind
}

// unjudged is the reception of a text that cannot be: only what the party answered.
func (t *text) unjudged(party *graph.Party) Reception {
	r := Reception{Party: party}
	for a := range graph.Referring[*graph.Response](t.View.Snapshot, t.proposal.Ref()) {
		if a.Party == party.Key && a.Date.Earliest() <= t.View.AsOf {
			r.Responses = append(r.Responses, a)
		}
	}
	slices.SortFunc(r.Responses, func(a, b *graph.Response) int {
		return cmp.Or(byDate(a.Date, b.Date), strings.Compare(a.Key, b.Key))
	})
	if n := len(r.Responses); n > 0 {
		r.Response = r.Responses[n-1]
	}
	r.Explanation = r.answered()
	return r
}

func (c *court) reception(ctx context.Context, party *graph.Party, verdicts []LineVerdict) (Reception, error) {
	r := c.unjudged(party)
	lines := 0
	for _, v := range verdicts {
		if v.Line.Party != party.Key {
			continue
		}
		lines++
		switch v.Outcome {
		case Crossed:
			r.Crossed = append(r.Crossed, v.Line)
		case Open:
			r.Open = append(r.Open, v.Line)
		}
	}
	held, err := c.held(ctx, party)
	if err != nil {
		return Reception{}, err
	}
	for n, i := range c.View.Issues {
		st, _ := i.Stand(party.Key)
		c.demands(&r, n, st, held)
		c.silences(&r, n, st, held)
	}
	r.Explanation = r.explain(lines)
	return r, nil
}

// held lists the party's conditional positions whose condition every completion meets: they count as well.
func (c *court) held(ctx context.Context, party *graph.Party) ([]*graph.Position, error) {
	var list []*graph.Position
	for _, p := range c.View.Conditional {
		if p.Party != party.Key {
			continue
		}
		met, _, err := c.question(c.space, c.Numbered(p.Condition)).answer(ctx)
		if err != nil {
			return nil, err
		}
		if met == Crossed {
			list = append(list, p)
		}
	}
	return list, nil
}

// demands notes what the party demands on an issue and the text does not surely meet. All its demands there are
// united.
func (c *court) demands(r *Reception, issue int, st *graph.Stand, held []*graph.Position) {
	i := c.View.Issues[issue]
	var demands []*graph.Position
	var wanted graph.OptionSet
	for _, p := range slices.Concat(st.Positions, held) {
		if p.Stance == graph.StanceDemands && p.Issue == i.Key {
			demands = append(demands, p)
			wanted |= i.Set(p.Options)
		}
	}
	slices.SortFunc(demands, func(a, b *graph.Position) int { return strings.Compare(a.Key, b.Key) })
	left := c.left(issue)
	partly := left&wanted != 0
	switch {
	case len(demands) == 0 || left.Within(wanted):
	case partly && c.silent(issue):
		r.Untouched = append(r.Untouched, demands...)
	default:
		r.Unmet = append(r.Unmet, Unmet{Positions: demands, Issue: i, Demanded: i.Pick(wanted), Chosen: i.Pick(left), Partly: partly})
	}
}

// silences notes the options the text chooses on an issue toward which the party is silent.
func (c *court) silences(r *Reception, issue int, st *graph.Stand, held []*graph.Position) {
	if c.silent(issue) {
		return
	}
	i := c.View.Issues[issue]
	silent := st.Silent()
	for _, p := range held {
		if p.Issue != i.Key {
			continue
		}
		switch p.Stance {
		case graph.StanceDemands:
			silent = 0
		case graph.StancePrefers, graph.StanceAccepts, graph.StanceOpposes:
			silent &^= i.Set(p.Options)
		}
	}
	for n := range (silent & c.left(issue)).Each() {
		r.Silent = append(r.Silent, SilentCell{Issue: i, Option: i.Options[n], Kind: st.Silence(n)})
	}
}
