package settle

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/analysis/nogood"
	"parley/graph"
)

// Judgement is what a proposal means for the parties of a view.
type Judgement struct {
	Proposal *graph.Proposal
	// Possible tells whether some completion obeys the rules. If none does, nothing is judged: there are no
	// verdicts, receptions hold responses only, and Impossible says in a sentence what cannot stand together.
	Possible   bool
	Impossible string
	Verdicts   []LineVerdict // one for each red line in force in the view, by party, then key
	Reception  []Reception   // one for each party of the view, by key
}

// LineVerdict is how the text stands to one red line.
type LineVerdict struct {
	Line    *graph.RedLine
	Outcome Outcome
	Cause   Cause // why it is open; empty otherwise
	// Provisions are those that bear on the verdict, as indexes into the proposal's. For a crossing they are the
	// ones that cross, where single clauses do.
	Provisions  []int
	Explanation string // one or two sentences
}

// Proposals lists the proposals of the view's negotiation tabled by its day, by date, then key. A vague date
// counts from its first day.
func Proposals(v *graph.View) []*graph.Proposal { return v.Proposals() }

// byDate orders dates by the first day they can mean, then by the last.
func byDate(a, b graph.Date) int {
	return cmp.Or(cmp.Compare(a.Earliest(), b.Earliest()), cmp.Compare(a.Latest(), b.Latest()))
}

// Judge holds a proposal against the red lines and parties of a view. It fails only with the error of ctx.
func Judge(ctx context.Context, v *graph.View, p *graph.Proposal) (*Judgement, error) {
	t := read(v, p)
	s := t.compile(t.parts())
	possible, err := s.Tighten(ctx)
	if err != nil {
		return nil, err
	}
	j := &Judgement{Proposal: p, Possible: possible}
	if !possible {
		if j.Impossible, err = t.impossible(ctx); err != nil {
			return nil, err
		}
		for _, party := range v.Parties {
			j.Reception = append(j.Reception, t.unjudged(party))
		}
		return j, nil
	}
	c := &court{text: t, space: s}
	if err = c.narrow(ctx); err != nil {
		return nil, err
	}
	if j.Verdicts, err = c.verdicts(ctx); err != nil {
		return nil, err
	}
	for _, party := range v.Parties {
		r, err := c.reception(ctx, party, j.Verdicts)
		if err != nil {
			return nil, err
		}
		j.Reception = append(j.Reception, r)
	}
	return j, nil
}

// court holds a text that some completion fits. Its domains have exactly the options that completions take.
type court struct {
	*text
	space    *nogood.Space
	narrowed [][]part // by issue: what excludes options that the text itself leaves; see narrow
}

// left returns the options that completions take on an issue.
func (c *court) left(issue int) graph.OptionSet { return c.space.Domains[issue] }

func (c *court) verdicts(ctx context.Context) ([]LineVerdict, error) {
	var list []LineVerdict
	for _, line := range c.View.RedLines {
		v, err := c.verdict(ctx, line)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b LineVerdict) int {
		return cmp.Or(strings.Compare(a.Line.Party, b.Line.Party), strings.Compare(a.Line.Key, b.Line.Key))
	})
	return list, nil
}

func (c *court) verdict(ctx context.Context, line *graph.RedLine) (LineVerdict, error) {
	q := c.question(c.space, c.Numbered(c.View.Forbids(line)))
	outcome, reached, err := q.answer(ctx)
	if err != nil {
		return LineVerdict{}, err
	}
	v := LineVerdict{Line: line, Outcome: outcome}
	switch outcome {
	case Crossed:
		v.Provisions, v.Explanation = c.crossed(line, reached)
	case Respected:
		v.Provisions, v.Explanation = c.respected(line, q.patterns)
	case Open:
		if v.Cause, err = q.cause(ctx); err != nil {
			return LineVerdict{}, err
		}
		v.Provisions, v.Explanation = c.open(line, reached)
	}
	return v, nil
}
