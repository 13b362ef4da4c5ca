package gap

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math/big"
	"slices"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// Next lists what to ask next in a view: about every silence on which a deal rests, and about the reach of every red
// line whose words may cover more than they clearly do, of the parties that a settlement in the view asks about. Each
// possible reply is supposed, and the answer worked out again. A question that no reply would make any difference to is
// left out. It fails as Snapshot.View and Settlement.Deals do.
func Next(ctx context.Context, v *graph.View, l Limits) (Questions, error) {
	within := ctx
	if l.Budget > 0 {
		var cancel context.CancelFunc
		within, cancel = context.WithTimeout(ctx, l.Budget)
		defer cancel()
	}
	a := &asking{view: v, about: settle.Question{Parties: l.Parties}, cache: settle.NewCache()}
	found, err := a.next(within, cmp.Or(l.First, 5))
	switch {
	case ctx.Err() != nil:
		return Questions{}, ctx.Err()
	case err != nil && !errors.Is(err, within.Err()):
		return Questions{}, err
	}
	found.Complete = err == nil
	found.Explanation = a.words(found)
	return found, nil
}

// asking is one search for questions.
type asking struct {
	view      *graph.View // in which conflicts are looked for
	about     settle.Question
	cache     *settle.Cache
	before    *settle.Settlement
	deals     *big.Int
	witness   *settle.Deal // nil if BLOCKED
	cores     []settle.Core
	conflicts map[string]bool // of the view, by id
	weighed   []Question
}

func (a *asking) next(ctx context.Context, first int) (found Questions, err error) {
	if err := a.start(ctx); err != nil {
		return found, err
	}
	err = errors.Join(a.weighSilences(ctx), a.weighReaches(ctx))
	found.Weighed = len(a.weighed)
	slices.SortFunc(a.weighed, compareQuestions)
	for _, q := range a.weighed {
		if len(found.List) == first || err != nil {
			break
		}
		if q.Turns || q.Most.Sign() > 0 {
			if err = a.workOut(ctx, &q); err == nil {
				found.List = append(found.List, q)
			}
		}
	}
	return found, err
}

// start works out the answer as it is.
func (a *asking) start(ctx context.Context) error {
	asked, err := a.about.In(a.view)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(asked.Parties, func(p *graph.Party) bool { _, ok := a.view.Party(p.Key); return !ok }) {
		a.view = asked
	}
	if a.before, err = settle.Settle(ctx, asked, a.cache); err != nil {
		return err
	}
	if a.deals, err = a.count(ctx, a.before); err != nil {
		return err
	}
	if a.witness, err = a.before.Witness(ctx); err != nil {
		return err
	}
	cores, err := a.before.Cores(ctx, coresCompared, 0)
	a.cores = cores.Cores
	if err != nil {
		return err
	}
	found, _, err := conflicts(ctx, a.view)
	a.conflicts = map[string]bool{}
	for _, c := range found {
		a.conflicts[c.ID().String()] = true
	}
	return err
}

// count counts the deals of a settlement, of which there are none if it is blocked.
func (a *asking) count(ctx context.Context, s *settle.Settlement) (*big.Int, error) {
	if s.Verdict == settle.VerdictBlocked {
		return new(big.Int), nil
	}
	return s.Deals(ctx)
}

// conflicts finds those of a view, and whether all.
func conflicts(ctx context.Context, v *graph.View) (list []*conflict.Conflict, complete bool, err error) {
	list, err = conflict.Find(ctx, v)
	var cut *conflict.Incomplete
	if errors.As(err, &cut) {
		return list, false, nil
	}
	return list, err == nil, err
}

// weighSilences weighs a question about every silence on which a deal rests.
//
// What replies to it would do follows from the answer as it is. A red line against one option takes away the deals that
// have it, and no other. It leaves BLOCKED if those are all, and may leave an OPEN verdict otherwise only if they are
// among the deals that the verdict rests on, so only if the witness has the option. Words that let an option in take
// no deal away; they can turn UNDETERMINED into OPEN only where a deal lacks no other answer.
func (a *asking) weighSilences(ctx context.Context) error {
	if a.deals.Sign() == 0 {
		return nil
	}
	silences, err := a.before.Silences(ctx)
	if err != nil {
		return err
	}
	options, err := a.before.Options(ctx)
	if err != nil {
		return err
	}
	having := map[string][]*big.Int{}
	for _, o := range options {
		having[o.Issue.Key] = append(having[o.Issue.Key], o.Deals)
	}
	for _, s := range silences {
		q, err := a.silence(ctx, s, having[s.Issue.Key])
		if err != nil {
			return err
		}
		a.weighed = append(a.weighed, q)
	}
	return nil
}

// silence weighs the question about one cell, given how many deals have each option.
func (a *asking) silence(ctx context.Context, s settle.Silence, having []*big.Int) (Question, error) {
	st, _ := s.Issue.Stand(s.Party.Key)
	var set graph.OptionSet
	for o := range st.Silent().Each() {
		if having[o].Sign() > 0 {
			set |= 1 << o
		}
	}
	q := Question{About: Silence, Party: s.Party, Issues: []*graph.IssueView{s.Issue}, Kind: s.Kind, Options: s.Issue.Pick(set),
		Most: new(big.Int), cell: st, clashes: a.clashes(s, set)}
	for o := range set.Each() {
		q.weigh(having[o])
		turns, err := a.refusalTurns(ctx, q, s.Issue.Options[o], having[o])
		if err != nil {
			return q, err
		}
		q.Turns = q.Turns || turns
	}
	turns, err := a.acceptanceTurns(ctx, q)
	q.Turns = q.Turns || turns
	return q, err
}

// clashes counts with how many parties of the whole view a reply could clash.
func (a *asking) clashes(s settle.Silence, set graph.OptionSet) int {
	i, _ := a.view.Issue(s.Issue.Key)
	st, _ := i.Stand(s.Party.Key)
	return clashes(st, set)
}

// weigh notes how many deals a refusal moves.
func (q *Question) weigh(moved *big.Int) {
	if q.Least == nil || moved.Cmp(q.Least) < 0 {
		q.Least = moved
	}
	if moved.Cmp(q.Most) > 0 {
		q.Most = moved
	}
}

func (a *asking) refusalTurns(ctx context.Context, q Question, o graph.Option, having *big.Int) (bool, error) {
	if having.Cmp(a.deals) == 0 {
		return true, nil
	}
	if a.before.Verdict != settle.VerdictOpen || !takes(a.witness, q.Issues[0], o) {
		return false, nil
	}
	return a.turns(ctx, q, Reply{Kind: Refuses, Options: []graph.Option{o}})
}

func (a *asking) acceptanceTurns(ctx context.Context, q Question) (bool, error) {
	if a.before.Verdict != settle.VerdictUndetermined || len(a.witness.Silent) > 1 {
		return false, nil
	}
	return a.turns(ctx, q, Reply{Kind: AcceptsAny, Options: q.Options})
}

// takes reports whether a deal has an option.
func takes(d *settle.Deal, i *graph.IssueView, o graph.Option) bool {
	return slices.ContainsFunc(d.Choices, func(c settle.Choice) bool { return c.Issue.Key == i.Key && c.Option.Key == o.Key })
}

// turns reports whether a reply changes the verdict.
func (a *asking) turns(ctx context.Context, q Question, r Reply) (bool, error) {
	after, err := a.after(ctx, q, r)
	return err == nil && after.Verdict != a.before.Verdict, err
}

// weighReaches weighs a question about every red line in force, on either reading, that may forbid more than it does.
func (a *asking) weighReaches(ctx context.Context) error {
	o := a.before.View.ViewOptions
	o.Reading = graph.Broad
	broad, err := a.before.View.Snapshot.View(o)
	if err != nil {
		return err
	}
	for _, r := range broad.RedLines {
		if broad.Supposes(r) {
			continue
		}
		q := Question{About: Reach, RedLine: r, patterns: beyond(broad, r), Most: new(big.Int)}
		q.Party, _ = broad.Party(r.Party)
		if len(q.patterns) == 0 {
			continue
		}
		q.Issues = issuesOf(a.before.View, q.patterns)
		if err := a.weighReach(ctx, &q); err != nil {
			return err
		}
		a.weighed = append(a.weighed, q)
	}
	return nil
}

// weighReach supposes each reply about a red line's reach.
func (a *asking) weighReach(ctx context.Context, q *Question) error {
	for _, r := range q.replies() {
		after, err := a.after(ctx, *q, r)
		if err != nil {
			return err
		}
		deals, err := a.count(ctx, after)
		if err != nil {
			return err
		}
		q.Turns = q.Turns || after.Verdict != a.before.Verdict
		if moved := new(big.Int).Sub(a.deals, deals); moved.Sign() != 0 {
			q.weigh(moved.Abs(moved))
		}
	}
	q.Least = figure(q.Least)
	return nil
}

// beyond lists the patterns on issues of the view alone that a red line may cover, and does not clearly.
func beyond(v *graph.View, r *graph.RedLine) graph.Patterns {
	var list graph.Patterns
	for _, p := range r.MayForbid {
		outside := slices.ContainsFunc(p.Issues(), func(key string) bool { _, ok := v.Issue(key); return !ok })
		if !outside && !slices.ContainsFunc(r.Forbids, func(q graph.Pattern) bool { return alike(p, q) }) {
			list = append(list, p)
		}
	}
	return list
}

// alike reports whether two patterns name the same options.
func alike(p, q graph.Pattern) bool {
	return maps.EqualFunc(p, q, func(a, b []string) bool {
		return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
	})
}

// issuesOf lists the issues that patterns name, by key.
func issuesOf(v *graph.View, patterns graph.Patterns) []*graph.IssueView {
	var list []*graph.IssueView
	for _, i := range v.Issues {
		if slices.ContainsFunc(patterns, func(p graph.Pattern) bool { return p[i.Key] != nil }) {
			list = append(list, i)
		}
	}
	return list
}
