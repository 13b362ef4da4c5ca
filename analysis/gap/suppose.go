package gap

import (
	"context"
	"slices"

	"parley/analysis/settle"
	"parley/graph"
)

// replies lists what a party may say: against each option, for each, that any will do, that it must be this one; or how
// far its red line reaches.
func (q *Question) replies() []Reply {
	if q.About == Reach {
		return q.reaches()
	}
	list := each(Refuses, q.Options)
	list = append(list, each(Accepts, q.Options)...)
	if len(q.Options) > 1 {
		list = append(list, Reply{Kind: AcceptsAny, Options: q.Options})
	}
	return append(list, each(Demands, q.Options)...)
}

func each(kind ReplyKind, options []graph.Option) []Reply {
	var list []Reply
	for _, o := range options {
		list = append(list, Reply{Kind: kind, Options: []graph.Option{o}})
	}
	return list
}

// reaches lists the reaches a red line may have: with each pattern it may cover, with all, with none.
func (q *Question) reaches() []Reply {
	var list []Reply
	for _, p := range q.patterns {
		list = append(list, Reply{Kind: Covers, Patterns: graph.Patterns{p}})
	}
	if len(q.patterns) > 1 {
		list = append(list, Reply{Kind: Covers, Patterns: q.patterns})
	}
	return append(list, Reply{Kind: Excludes})
}

// after is the settlement if a reply were given.
func (a *asking) after(ctx context.Context, q Question, r Reply) (*settle.Settlement, error) {
	v, err := supposing(a.before.View, q, r)
	if err != nil {
		return nil, err
	}
	return settle.Settle(ctx, v, a.cache)
}

// supposing returns the view as it would be if a reply had been given. Nothing of it is on record.
func supposing(v *graph.View, q Question, r Reply) (*graph.View, error) {
	switch r.Kind {
	case Covers, Excludes:
		return redrawn(v, q.RedLine, r.Patterns)
	case Refuses:
		o := v.ViewOptions
		line := graph.RedLine{Party: q.Party.Key, Forbids: graph.Patterns{{q.Issues[0].Key: keys(r.Options)}}}
		o.Suppose.Adds = append(slices.Clone(o.Suppose.Adds), line)
		return v.Snapshot.View(o)
	}
	stance := graph.StanceAccepts
	if r.Kind == Demands {
		stance = graph.StanceDemands
	}
	return counting(v, &graph.Position{Key: supposed, Party: q.Party.Key, Issue: q.Issues[0].Key, Stance: stance, Options: keys(r.Options)})
}

// supposed is the key of what only a reply would put on record.
const supposed = "supposed-reply"

// redrawn is the view in which a red line forbids what it clearly does, and the patterns given.
func redrawn(v *graph.View, r *graph.RedLine, patterns graph.Patterns) (*graph.View, error) {
	line := *r
	line.Forbids, line.MayForbid = slices.Concat(r.Forbids, patterns), nil
	return with(v, v.ViewOptions, &line)
}

// counting is the view with a further position from its day on, whatever evidence it asks for: the words of the reply
// would be the best there are.
func counting(v *graph.View, p *graph.Position) (*graph.View, error) {
	o := v.ViewOptions
	p.From = graph.DateOf(v.AsOf)
	if o.Floor.IsZero() {
		return with(v, o, p)
	}
	if len(o.Floor.Sources) > 0 {
		o.Floor.Sources = append(slices.Clone(o.Floor.Sources), supposed)
	}
	p.Evidence = []string{supposed}
	said := &graph.Statement{Key: supposed, Source: supposed, Party: p.Party, Attribution: graph.AttributionOfficial,
		Said: p.From, Paraphrase: "The reply, supposed.", Credibility: 1}
	return with(v, o, &graph.Source{Key: supposed, Title: "The reply, supposed", Reliability: "A"}, said, p)
}

// with is a view of the graph with some records put, which nothing stores.
func with(v *graph.View, o graph.ViewOptions, records ...graph.Record) (*graph.View, error) {
	d := graph.Draft{Actor: supposed, Reason: supposed}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	s, err := v.Snapshot.With(d, v.Snapshot.Time())
	if err != nil {
		return nil, err
	}
	return s.View(o)
}

func keys(options []graph.Option) []string {
	var list []string
	for _, o := range options {
		list = append(list, o.Key)
	}
	return list
}
