package term

import (
	"slices"
	"strings"

	"parley/analysis/settle"
	"parley/graph"
)

// Text is a proposal that leaves a term open: what it leaves on some issue falls partly under one sense and partly under
// another, because it names several options there, or because it speaks of the term and names none.
type Text struct {
	Proposal *graph.Proposal
	Leaves   []Leaves // by issue
	// Lines are the red lines of the parties asked about whose fate hangs on the sense, by party, then key.
	Lines []LineOutcomes
	// Impossible are the senses that the rest of the text and the rules leave no room for, in the order of the record.
	Impossible []*graph.Sense
}

// Leaves is what a text leaves on an issue.
type Leaves struct {
	Issue      *graph.IssueView
	Options    []graph.Option // those it names; none at all, if it speaks of the term and names none
	Senses     []*graph.Sense // under which some of what is left falls, in the order of the record
	Provisions []int          // those on the issue, as indexes into the proposal's
}

// LineOutcomes is what a text does to a red line as it stands and with the term settled in each sense.
type LineOutcomes struct {
	Line   *graph.RedLine
	AsIs   settle.Outcome
	Senses []SenseOutcome // in the order of the record; without senses that cannot be judged
}

// SenseOutcome is what a text does to a red line, with the term settled in a sense.
type SenseOutcome struct {
	Sense   *graph.Sense
	Outcome settle.Outcome
}

func (j *judge) texts(asked *graph.View, f *Finding) ([]Text, error) {
	var list []Text
	for _, p := range j.Proposals() {
		t := Text{Proposal: p, Leaves: j.open(p, f)}
		if len(t.Leaves) == 0 {
			continue
		}
		if err := j.outcomes(&t, asked, f.Senses); err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// open lists the issues on which a proposal leaves the term open.
func (j *judge) open(p *graph.Proposal, f *Finding) []Leaves {
	var list []Leaves
	for _, i := range j.Issues {
		l := Leaves{Issue: i}
		var named graph.OptionSet
		spoken := false
		for n := range p.Provisions {
			if c := &p.Provisions[n]; c.Issue == i.Key {
				l.Provisions = append(l.Provisions, n)
				named |= i.Set(c.Options)
				spoken = spoken || speaks(f.Term, c.Text)
			}
		}
		l.Options = i.Pick(named)
		if named == 0 && spoken {
			named = i.All()
		}
		if l.Senses = under(i, named&i.Assumed, f.Senses); l.Senses != nil {
			list = append(list, l)
		}
	}
	return list
}

// speaks reports whether a text has the term or another form of it in it, in capitals or not.
func speaks(t *graph.Term, text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(append([]string{t.Title}, t.Aliases...), func(form string) bool {
		return strings.Contains(text, strings.ToLower(form))
	})
}

// under lists the senses that some of the options on an issue fall under, if those are several and one of them takes in
// some of the options and not others: or else nothing is open.
func under(i *graph.IssueView, options graph.OptionSet, senses []Settled) []*graph.Sense {
	var list []*graph.Sense
	parted := false
	for n := range senses {
		s := &senses[n]
		if _, named := s.Means[i.Key]; !named || s.Unjudged != "" {
			continue
		}
		if some := left(i, s.Means) & options; some != 0 {
			list = append(list, s.Sense)
			parted = parted || some != options
		}
	}
	if !parted || len(list) < 2 {
		return nil
	}
	return list
}

// outcomes holds the text against the red lines of those asked about, as it stands and in each sense.
func (j *judge) outcomes(t *Text, asked *graph.View, senses []Settled) error {
	asIs, err := settle.Judge(j.ctx, asked, t.Proposal)
	if err != nil || !asIs.Possible {
		return err
	}
	for _, v := range asIs.Verdicts {
		t.Lines = append(t.Lines, LineOutcomes{Line: v.Line, AsIs: v.Outcome})
	}
	for n := range senses {
		s := &senses[n]
		if s.Unjudged != "" {
			continue
		}
		then, err := settle.Judge(j.ctx, s.view, t.Proposal)
		if err != nil {
			return err
		}
		if !then.Possible {
			t.Impossible = append(t.Impossible, s.Sense)
			continue
		}
		for k, v := range then.Verdicts {
			t.Lines[k].Senses = append(t.Lines[k].Senses, SenseOutcome{s.Sense, v.Outcome})
		}
	}
	t.Lines = slices.DeleteFunc(t.Lines, func(l LineOutcomes) bool {
		return !slices.ContainsFunc(l.Senses, func(o SenseOutcome) bool { return o.Outcome != l.AsIs })
	})
	return nil
}
