package claim

import (
	"context"

	"parley/analysis/settle"
	"parley/graph"
)

// Agreement is how Parley's answer stands to a claim.
type Agreement string

// The ways.
const (
	Agrees     Agreement = "agrees"
	Disagrees  Agreement = "disagrees"
	CannotTell Agreement = "cannot-tell"
)

// Values implements graph.Enum.
func (Agreement) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(Agrees), Doc: "What is on record bears the claim out."},
		{Word: string(Disagrees), Doc: "What is on record speaks against the claim."},
		{Word: string(CannotTell), Doc: "What is on record decides nothing, because something needed is silent or open."},
	}
}

// Answer is Parley's own to what is claimed.
type Answer struct {
	AsOf        graph.Day // the day it is about
	Reading     graph.Reading
	Agreement   Agreement
	Verdict     settle.Verdict // for claims about deals; empty for others
	Explanation string         // one sentence
	Basis       string         // one sentence: what the answer is relative to
	Records     []graph.Record // what it rests on, each once, by kind and key; none where something is lacking
}

// Check answers a claim in a view, for the parties that the claim names whatever parties the view asks about. It fails as
// Snapshot.View does and with the error of ctx. Answers are kept in the cache, which may be nil.
func Check(ctx context.Context, v *graph.View, c graph.Claim, cache *settle.Cache) (*Answer, error) {
	about, err := settle.Question{Parties: c.Parties}.In(v)
	if err != nil {
		return nil, err
	}
	q := &question{ctx: ctx, View: about, claim: c, cache: cache}
	a := &Answer{AsOf: v.AsOf, Reading: v.Reading}
	switch c.Kind {
	case graph.ClaimCrosses:
		err = q.crosses(a)
	case graph.ClaimConflict:
		err = q.conflict(a)
	default:
		err = q.deal(a)
	}
	return a, err
}

// CheckAll answers the claim of an assessment on the first day it may have been made and, where that is another, on the
// view's; on each under the narrow and then the broad reading. Without a claim there is no answer.
func CheckAll(ctx context.Context, v *graph.View, a *graph.Assessment, cache *settle.Cache) ([]*Answer, error) {
	if a.Claim == nil {
		return nil, nil
	}
	days := []graph.Day{Made(a), v.AsOf}
	if days[0] == days[1] {
		days = days[1:]
	}
	var list []*Answer
	for _, day := range days {
		for _, reading := range []graph.Reading{graph.Narrow, graph.Broad} {
			o := v.ViewOptions
			o.AsOf, o.Reading = day, reading
			then, err := v.Snapshot.View(o)
			if err != nil {
				return nil, err
			}
			answer, err := Check(ctx, then, *a.Claim, cache)
			if err != nil {
				return nil, err
			}
			list = append(list, answer)
		}
	}
	return list, nil
}

// Made is the day by which an assessment is placed: the first it may have been made on, or if it has none, the last.
func Made(a *graph.Assessment) graph.Day {
	if first := a.Date.Earliest(); first != graph.MinDay {
		return first
	}
	return a.Date.Latest()
}

// question is a claim in a view of the parties that it names.
type question struct {
	ctx context.Context
	*graph.View
	claim graph.Claim
	cache *settle.Cache
}
