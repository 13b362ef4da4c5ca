package conflict

import (
	"context"

	"parley/graph"
)

// relation is how two parties may stand against each other on an issue.
type relation struct {
	// stake returns the options at stake between what p asks for and what q holds; none means no conflict.
	stake func(t *table, p, q *graph.Stand) graph.OptionSet
	// sides lists what takes part, given those options.
	sides func(t *table, p, q *graph.Stand, stake graph.OptionSet) []Side
	// words says so, given those options, to follow "On this issue, ".
	words func(t *table, p, q *graph.Stand, stake graph.OptionSet) string
	// gap measures how far apart the two are on a quantity; nil where nothing is measured.
	gap func(t *table, p, q *graph.Stand) float64
	// mutual relations are the same either way round; the others are tried both ways and make one conflict.
	mutual bool
}

// pairwise makes the detector of a kind that holds between two parties on an issue.
func pairwise(d Detector, r relation) *Detector {
	d.between = func(t *table, p, q *graph.Stand) bool {
		return r.stake(t, p, q) != 0 || r.stake(t, q, p) != 0
	}
	d.detect = func(ctx context.Context, s *survey, d *Detector) ([]*Conflict, error) {
		var found []*Conflict
		for _, t := range s.tables {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			stands := t.issue.Stands()
			for n, p := range stands {
				for _, q := range stands[n+1:] {
					if d.between(t, p, q) {
						found = append(found, s.conflict(d, r.finding(d, t, p, q)))
					}
				}
			}
		}
		return found, nil
	}
	return &d
}

func (r relation) finding(d *Detector, t *table, p, q *graph.Stand) finding {
	f := finding{
		table: t, parties: []*graph.Party{p.Party, q.Party}, severity: d.Severity,
		holds: func(then *table) (since graph.Day, ok bool) {
			p, known := then.issue.Stand(p.Party.Key)
			q, also := then.issue.Stand(q.Party.Key)
			return then.first, known && also && d.between(then, p, q)
		},
	}
	r.add(&f, p, q)
	if !r.mutual {
		r.add(&f, q, p)
	}
	return f
}

// add adds the conflict in one direction, if there is one.
func (r relation) add(f *finding, p, q *graph.Stand) {
	stake := r.stake(f.table, p, q)
	if stake == 0 {
		return
	}
	f.stake |= stake
	if r.gap != nil {
		f.gap = r.gap(f.table, p, q)
	}
	f.sides = append(f.sides, r.sides(f.table, p, q, stake)...)
	if f.words != "" {
		f.words += "; and "
	}
	f.words += r.words(f.table, p, q, stake)
}

// refusal relates what p asks for to q's refusal of it: of all of it, or where partly is set, of some but not all.
func refusal(asks, refuses role, partly bool) relation {
	return relation{
		stake: func(t *table, p, q *graph.Stand) graph.OptionSet {
			asked := asks.set(p) & t.left
			refused := asked & refuses.set(q)
			if (refused != asked) != partly {
				return 0
			}
			return refused
		},
		sides: func(t *table, p, q *graph.Stand, stake graph.OptionSet) []Side {
			return append(side(p.Party, asks.records(p, asks.set(p)&t.left)), side(q.Party, refuses.records(q, stake))...)
		},
		words: func(t *table, p, q *graph.Stand, stake graph.OptionSet) string {
			return t.refusalWords(asks, refuses, p, q, stake)
		},
	}
}
