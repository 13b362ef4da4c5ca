package gap

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/analysis/settle"
	"parley/graph"
)

// coresCompared bounds the cores that are compared.
const coresCompared = 1000

// workOut finds whom to ask, and what each reply would do.
func (a *asking) workOut(ctx context.Context, q *Question) error {
	q.To = voices(a.view, q.Party.Key)
	for _, r := range q.replies() {
		if err := a.effect(ctx, q, &r); err != nil {
			return err
		}
		q.Replies = append(q.Replies, r)
	}
	q.Explanation = a.questionWords(q)
	return nil
}

// effect works out the answer under a reply.
func (a *asking) effect(ctx context.Context, q *Question, r *Reply) (err error) {
	if r.After, err = a.after(ctx, *q, *r); err != nil {
		return err
	}
	if r.Deals, err = a.count(ctx, r.After); err != nil {
		return err
	}
	witness, err := r.After.Witness(ctx)
	if err != nil {
		return err
	}
	r.Short = short(witness)
	if err := a.opened(ctx, q, r); err != nil {
		return err
	}
	r.Explanation = a.replyWords(q, r)
	return nil
}

func short(witness *settle.Deal) int {
	if witness == nil {
		return -1
	}
	return len(witness.Silent)
}

// opened finds the cores and conflicts there would be under a reply and are not.
func (a *asking) opened(ctx context.Context, q *Question, r *Reply) error {
	cores, err := r.After.Cores(ctx, coresCompared, 0)
	if err != nil {
		return err
	}
	for _, c := range cores.Cores {
		if !slices.ContainsFunc(a.cores, func(was settle.Core) bool { return slices.Equal(lines(was), lines(c)) }) {
			r.CoresOpened = append(r.CoresOpened, c)
		}
	}
	if r.View, err = supposing(a.view, *q, *r); err != nil {
		return err
	}
	found, complete, err := conflicts(ctx, r.View)
	for _, c := range found {
		if !a.conflicts[c.ID().String()] {
			r.ConflictsOpened = append(r.ConflictsOpened, c)
		}
	}
	r.Complete = complete && cores.Complete
	return err
}

// lines names the red lines of a core.
func lines(c settle.Core) []string {
	var list []string
	for _, r := range c.RedLines {
		list = append(list, r.Key)
	}
	return list
}

// voices lists who can bind a party on the view's day; failing that, who speaks for it. By person, then office.
func voices(v *graph.View, party string) []Voice {
	for _, authority := range []graph.Authority{graph.AuthorityBinding, graph.AuthorityOfficial} {
		var list []Voice
		for p := range graph.Referring[*graph.Person](v.Snapshot, graph.Ref{Kind: graph.KindParty, Key: party}) {
			for _, o := range p.Offices {
				if o.Party == party && o.Authority == authority && graph.Holds(o.From, o.To, v.AsOf) {
					list = append(list, Voice{p, o})
				}
			}
		}
		if len(list) > 0 {
			slices.SortFunc(list, func(a, b Voice) int {
				return cmp.Or(strings.Compare(a.Person.Key, b.Person.Key), strings.Compare(a.Office.Title, b.Office.Title))
			})
			return list
		}
	}
	return nil
}
