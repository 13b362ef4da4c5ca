package term

import (
	"context"
	"slices"

	"parley/analysis/settle"
	"parley/graph"
)

// Finding is what hangs on the sense in which a term is taken.
type Finding struct {
	Term    *graph.Term
	Parties []*graph.Party // those asked about, by key: as for a settlement
	Open    Verdicts       // while the term stays open: with nothing supposed of it
	Senses  []Settled      // in the order of the record: from narrow to broad
	// Agreements are those that hold only while the term is open: of all parties asked about first, then of two of
	// them, by key.
	Agreements  []Agreement
	Texts       []Text // proposals tabled by the view's day that leave the term open, by date, then key
	Explanation string // a few sentences
}

// Verdicts are those on one question under both readings of red lines.
type Verdicts struct{ Narrow, Broad settle.Verdict }

// Settled is a sense, with what comes of it if the term is settled so.
type Settled struct {
	Meaning
	// Unjudged says why nothing can be told of the sense in this view; the rest is then empty.
	Unjudged string
	Verdicts
	// Impossible tells that the rules alone leave nothing in this sense; then nobody stands to it in any way.
	Impossible bool
	Stands     []Stand // one for each party asked about, by key

	view   *graph.View // that in which the term is settled so
	assume graph.Pattern
}

// Find settles a term in each of its senses in turn. Answers are kept in the cache, which may be nil. It fails with the
// error of ctx, and as Snapshot.View does.
func Find(ctx context.Context, v *graph.View, t *graph.Term, cache *settle.Cache) (*Finding, error) {
	asked, err := settle.Question{}.In(v)
	if err != nil {
		return nil, err
	}
	j := &judge{ctx: ctx, View: v, cache: cache}
	f := &Finding{Term: t, Parties: asked.Parties}
	if f.Open, err = j.verdicts(nil); err != nil {
		return nil, err
	}
	for _, s := range Meanings(v, t) {
		settled, err := j.settle(s)
		if err != nil {
			return nil, err
		}
		f.Senses = append(f.Senses, settled)
	}
	if f.Agreements, err = j.agreements(f); err != nil {
		return nil, err
	}
	if f.Texts, err = j.texts(asked, f); err != nil {
		return nil, err
	}
	f.Explanation = f.explain(Differences(v, t))
	return f, nil
}

// judge asks questions in a view.
type judge struct {
	ctx context.Context
	*graph.View
	cache *settle.Cache
}

// in asks with something supposed of issues; parties nil means those a settlement is about.
func (j *judge) in(parties []string, assume graph.Pattern, reading graph.Reading) (*settle.Settlement, error) {
	q := settle.Question{Parties: parties, Suppose: graph.Supposition{Assumes: assume}, Reading: reading}
	v, err := q.In(j.View)
	if err != nil {
		return nil, err
	}
	return settle.Settle(j.ctx, v, j.cache)
}

func (j *judge) verdicts(assume graph.Pattern) (Verdicts, error) {
	narrow, err := j.in(nil, assume, graph.Narrow)
	if err != nil {
		return Verdicts{}, err
	}
	broad, err := j.in(nil, assume, graph.Broad)
	if err != nil {
		return Verdicts{}, err
	}
	return Verdicts{narrow.Verdict, broad.Verdict}, nil
}

func (j *judge) settle(s Meaning) (Settled, error) {
	out := Settled{Meaning: s}
	if out.assume, out.Unjudged = j.assumption(s.Means); out.Unjudged != "" {
		return out, nil
	}
	var err error
	if out.Verdicts, err = j.verdicts(out.assume); err != nil {
		return out, err
	}
	whole, err := j.in(nil, out.assume, "")
	if err != nil {
		return out, err
	}
	out.view = whole.View
	if out.Impossible, err = j.ruledOut(whole); err != nil || out.Impossible {
		return out, err
	}
	for _, p := range whole.View.Parties {
		st, err := j.stand(p, whole, out.assume)
		if err != nil {
			return out, err
		}
		out.Stands = append(out.Stands, st)
	}
	return out, nil
}

// assumption returns what is supposed when a term is settled in a sense, or why that cannot be.
func (j *judge) assumption(means graph.Pattern) (assume graph.Pattern, unjudged string) {
	assume = graph.Pattern{}
	for _, key := range means.Issues() {
		i, ok := j.Issue(key)
		if !ok {
			return nil, "It names the issue " + key + ", which is outside this view."
		}
		set := left(i, means)
		if set == 0 {
			return nil, "What is supposed of " + quoted(i.Title) + " leaves none of it."
		}
		assume[key] = keys(i, set)
	}
	return assume, ""
}

// keys lists the options of a set by key, as records name them.
func keys(i *graph.IssueView, set graph.OptionSet) []string {
	var list []string
	for _, o := range i.Pick(set) {
		list = append(list, o.Key)
	}
	return list
}

// ruledOut reports whether the rules alone leave no package.
func (j *judge) ruledOut(s *settle.Settlement) (bool, error) {
	if s.Verdict != settle.VerdictBlocked {
		return false, nil
	}
	found, err := s.Cores(j.ctx, 1, 0)
	return err == nil && slices.ContainsFunc(found.Cores, func(c settle.Core) bool { return len(c.RedLines) == 0 }), err
}
