package settle

import (
	"context"
	"math/big"
	"slices"

	"parley/analysis/nogood"
	"parley/graph"
)

// OptionVerdict tells whether a deal can have an option.
type OptionVerdict struct {
	Issue    *graph.IssueView
	Option   graph.Option
	Deals    *big.Int // how many have it
	Possible bool     // some deal has it
	Forced   bool     // all deals have it, and there are some
	Supposed bool     // where it is not possible: the view supposes the issue settled without it

	at int // the option's place
}

// Options lists every option of the view, by issue and in the issue's order. It fails as Deals does.
func (s *Settlement) Options(ctx context.Context) ([]OptionVerdict, error) {
	t, err := s.tallied(ctx)
	if err != nil {
		return nil, err
	}
	var list []OptionVerdict
	for v, i := range s.View.Issues {
		for o, option := range i.Options {
			verdict := OptionVerdict{Issue: i, Option: option, Deals: new(big.Int), Supposed: !i.Assumed.Has(o), at: o}
			if by := t.By[v]; o < len(by) && by[o] != nil {
				verdict.Deals = by[o]
			}
			verdict.Possible = verdict.Deals.Sign() > 0
			verdict.Forced = verdict.Possible && verdict.Deals.Cmp(t.Total) == 0
			list = append(list, verdict)
		}
	}
	return list, nil
}

// tallied counts nothing where nothing is left.
func (s *Settlement) tallied(ctx context.Context) (*nogood.Tally, error) {
	if s.Verdict == VerdictBlocked {
		return &nogood.Tally{Total: new(big.Int), By: make([][]*big.Int, len(s.View.Issues))}, nil
	}
	return s.answer.tally(ctx)
}

// RuledOut is what rules an option out.
type RuledOut struct {
	RedLines []*graph.RedLine // a smallest set that, with the rules, leaves no package with the option; by key
	Rules    []*graph.Rule    // rules that take part, by key
	// Everything is set where they leave no package at all, whatever the issue is settled as.
	Everything bool
}

// RuledOutBy returns what leaves no deal with an option that is not possible: nothing where the view supposes the issue
// settled without it. It fails with the error of ctx.
func (s *Settlement) RuledOutBy(ctx context.Context, o OptionVerdict) (RuledOut, error) {
	if o.Possible || o.Supposed {
		return RuledOut{}, nil
	}
	p := s.numbers.Problem
	p.Domains = slices.Clone(p.Domains)
	p.Domains[s.numbers.Variable[o.Issue.Key]] = 1 << o.at
	e, err := nogood.Explain(ctx, &p)
	if err != nil {
		return RuledOut{}, err
	}
	found, err := e.Cores(ctx, nogood.Limits{First: 1})
	if err != nil || len(found.Sets) == 0 {
		return RuledOut{}, err
	}
	b, err := s.numbers.Basis(ctx, p.Domains, found.Sets[0])
	return RuledOut{s.redLines(found.Sets[0]), b.Rules, !slices.Contains(b.Issues, o.Issue)}, err
}

func (s *Settlement) redLines(places []int) []*graph.RedLine {
	list := make([]*graph.RedLine, 0, len(places))
	for _, l := range places {
		list = append(list, s.View.RedLines[l])
	}
	return list
}
