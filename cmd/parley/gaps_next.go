package main

import (
	"context"
	"fmt"
	"strings"
)

const questionsQuery = `query Next($negotiation: String!, $asOf: Date, $knownAt: DateTime, $scenario: String, $reading: Reading, $prefer: [VersionInput!], $parties: [String!], $issues: [String!], $first: Int, $budget: Int) {
  negotiation(key: $negotiation, asOf: $asOf, knownAt: $knownAt, scenario: $scenario, reading: $reading, prefer: $prefer, parties: $parties, issues: $issues) {
    nextQuestions(first: $first, timeBudgetMs: $budget) {
      complete count explanation
      nodes {
        about partyKey issueKeys kind redLineKey changesVerdict most least explanation to { personKey title }
        replies {
          reply optionKeys covers { terms { issueKey optionKeys } } verdict dealCount answersShort
          coresOpenedCount conflictsOpenedCount complete explanation coresOpened { redLineKeys }
        }
      }
    }
  }
}`

type questionList struct {
	Complete    bool
	Count       int
	Explanation string
	Nodes       []nextQuestion
}

type nextQuestion struct {
	About, PartyKey, Kind, RedLineKey, Explanation string
	Most, Least                                    string
	ChangesVerdict                                 bool
	IssueKeys                                      []string
	To                                             []struct{ PersonKey, Title string }
	Replies                                        []questionReply
}

type questionReply struct {
	Reply, Verdict, DealCount, Explanation string
	OptionKeys                             []string
	Covers                                 []struct {
		Terms []struct {
			IssueKey   string
			OptionKeys []string
		}
	}
	AnswersShort                           *int
	CoresOpenedCount, ConflictsOpenedCount int
	Complete                               bool
	CoresOpened                            []struct{ RedLineKeys []string }
}

// printQuestions asks what to ask next and prints it.
func (a *app) printQuestions(ctx context.Context, from asker, vars map[string]any, f gapFlags) error {
	vars["first"], vars["budget"] = f.next, f.budget.Milliseconds()
	var data struct {
		Negotiation struct{ NextQuestions questionList }
	}
	if err := into(ctx, from, questionsQuery, vars, &data); err != nil {
		return err
	}
	q := &data.Negotiation.NextQuestions
	if !q.Complete {
		fmt.Fprintln(a.stderr, "the time was up before all questions were weighed and worked out: --time-budget looks longer")
	}
	if a.format == "csv" || a.format == "json" {
		return a.print(q.rows())
	}
	words := oneLine(q.Explanation)
	if a.format == "md" {
		words = markdown.Replace(words)
	}
	fmt.Fprintln(a.stdout, words)
	for n, x := range q.Nodes {
		if err := a.printSection(section{fmt.Sprintf("%d. %s", n+1, strings.TrimSuffix(oneLine(x.Explanation), ".")), x.replies(), ""}); err != nil {
			return err
		}
	}
	return nil
}

// replies lists what the party may say, for people.
func (q *nextQuestion) replies() *table {
	t := &table{columns: []string{"reply", "of", "verdict", "deals", "short", "cores", "conflicts"}}
	for _, r := range q.Replies {
		t.rows = append(t.rows, []any{word(r.Reply), r.of(), r.Verdict, grouped(r.DealCount), r.short(), r.CoresOpenedCount, r.ConflictsOpenedCount})
	}
	return t
}

// rows lists every reply to every question.
func (l *questionList) rows() *table {
	t := &table{columns: []string{"question", "party", "to", "issues", "about", "red line", "changes verdict", "most", "least",
		"reply", "of", "verdict", "deals", "short", "cores opened", "conflicts opened", "complete", "explanation"}}
	for n, q := range l.Nodes {
		var to []string
		for _, o := range q.To {
			to = append(to, o.PersonKey)
		}
		for _, r := range q.Replies {
			t.rows = append(t.rows, []any{n + 1, q.PartyKey, to, q.IssueKeys, q.about(), q.RedLineKey, q.ChangesVerdict, q.Most, q.Least,
				word(r.Reply), r.of(), word(r.Verdict), r.DealCount, r.short(), r.CoresOpenedCount, r.ConflictsOpenedCount, r.Complete, r.Explanation})
		}
	}
	return t
}

// about is the kind of a silence, or that the reach of a red line is asked about.
func (q *nextQuestion) about() string {
	if q.Kind == "" {
		return word(q.About)
	}
	return word(q.Kind)
}

// of names what a reply is about: options, or what a red line covers too.
func (r *questionReply) of() []string {
	words := append([]string{}, r.OptionKeys...)
	for _, p := range r.Covers {
		for _, t := range p.Terms {
			for _, o := range t.OptionKeys {
				words = append(words, t.IssueKey+"="+o)
			}
		}
	}
	return words
}

// short is how many answers the best deal still lacks, nothing where none is left.
func (r *questionReply) short() any {
	if r.AnswersShort == nil {
		return nil
	}
	return *r.AnswersShort
}
