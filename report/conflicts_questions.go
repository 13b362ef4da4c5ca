package report

import (
	"context"
	"strings"
	"time"

	"parley/analysis/gap"
	"parley/analysis/settle"
)

// So many questions are told, and looked for so long: far longer than all but the largest views take.
const (
	questionsTold   = 3
	questionsBudget = 10 * time.Second
)

func (r *conflicts) findQuestions(ctx context.Context) (err error) {
	r.questions, err = gap.Next(ctx, r.v, gap.Limits{First: questionsTold, Budget: questionsBudget})
	return countable(err)
}

// askNext lists what to ask, with what each reply would do.
func (r *conflicts) askNext() {
	if len(r.questions.List) == 0 {
		return
	}
	r.heading(3, "What to ask next")
	words := "Of " + Count(r.questions.Weighed, "question", "") + " weighed, those of which a reply would move the answer most. Nothing says how likely a reply is."
	if !r.questions.Complete {
		words += " Not all could be weighed in the time given: another may rank above these."
	}
	r.say(words)
	r.table([]Column{{Title: "Question"}, {Title: "What each reply would do"}, {Title: "Sources"}}, mapped(r.questions.List, func(q gap.Question) []Text {
		effects := mapped(q.Replies, func(a gap.Reply) string { return a.Explanation })
		return []Text{text(q.Explanation), text(strings.Join(effects, " ")), r.asked(q)}
	}))
}

// asked cites the red line whose reach is asked about, or what there is of a silence.
func (r *conflicts) asked(q gap.Question) Text {
	if q.RedLine != nil {
		return r.behind(q.RedLine)
	}
	if g, ok := r.gapOf(settle.Silence{Cell: settle.Cell{Party: q.Party, Issue: q.Issues[0]}, Kind: q.Kind}); ok {
		return r.silenceNotes(g)
	}
	return text(" ", unsourced)
}
