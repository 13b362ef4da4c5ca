package gap

import (
	"fmt"
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/analysis/settle"
	"parley/graph"
)

// words say what was weighed, and what it means that nothing or not all is listed.
func (a *asking) words(q Questions) string {
	cut := ""
	if !q.Complete {
		cut = " The time was up before all was weighed and worked out: there may be weightier ones."
	}
	switch {
	case a.before == nil:
		return "Nothing was weighed." + cut
	case len(q.List) == 0 && a.before.Verdict == settle.VerdictBlocked && q.Complete:
		return "No reply about a silence can open what red lines on record have closed, and none about how far a red line reaches would."
	case len(q.List) == 0 && q.Complete:
		return "No question is known of which a reply would change the verdict or take away a deal."
	}
	return fmt.Sprintf("The verdict is %s; %s weighed, that of which a reply could move most first, whatever its odds: nothing says how likely a reply is.",
		shout(a.before.Verdict), were(q.Weighed)) + cut
}

func were(n int) string {
	if n == 1 {
		return "1 question was"
	}
	return fmt.Sprintf("%d questions were", n)
}

// questionWords puts a question, and says what the weightiest replies would do.
func (a *asking) questionWords(q *Question) string {
	ask := fmt.Sprintf("Ask %s whether %s: ", addressee(q), q.matter())
	return ask + strings.Join(a.stakes(q), "; ") + "."
}

// addressee names the party with who can answer for it.
func addressee(q *Question) string {
	var names []string
	for _, v := range q.To {
		names = append(names, v.Person.Name+", "+v.Office.Title)
	}
	if len(names) == 0 {
		return q.Party.InProse()
	}
	return q.Party.InProse() + " (" + strings.Join(names, "; ") + ")"
}

// matter is what is asked, to follow whether.
func (q *Question) matter() string {
	if q.About == Reach {
		return fmt.Sprintf("its red line %s covers %s too", quoted(q.RedLine.Title), patternWords(q.Issues, q.patterns))
	}
	return fmt.Sprintf("it could live with %s on %s, where it %s", either(q.Options), quoted(q.Issues[0].Title), kindWords(q.Kind, "here"))
}

// stakes say what the reply about a red line's reach would do that moves most; of a silence, what the refusal would, and
// what words that let an option in could.
func (a *asking) stakes(q *Question) []string {
	most := -1
	for n, r := range q.Replies {
		if asked := q.About == Reach || r.Kind == Refuses; asked && (most < 0 || a.weightier(r, q.Replies[most])) {
			most = n
		}
	}
	said := replySaid(q, &q.Replies[most])
	if q.About == Reach && len(q.Replies[most].Patterns) == len(q.patterns) {
		said = "that it does"
	}
	list := []string{said + " " + a.outcome(&q.Replies[most])}
	if q.About == Silence {
		list = append(list, a.letIn(q))
	}
	return list
}

// weightier reports whether a reply moves more than another.
func (a *asking) weightier(r, than Reply) bool {
	if turns, did := r.After.Verdict != a.before.Verdict, than.After.Verdict != a.before.Verdict; turns != did {
		return turns
	}
	return a.moved(r).Cmp(a.moved(than)) > 0
}

func (a *asking) moved(r Reply) *big.Int {
	d := new(big.Int).Sub(a.deals, r.Deals)
	return d.Abs(d)
}

// letIn says what words that let an option in would do.
func (a *asking) letIn(q *Question) string {
	for n := range q.Replies {
		r := &q.Replies[n]
		if r.Kind != Refuses && r.After.Verdict != a.before.Verdict {
			return replySaid(q, r) + " " + a.outcome(r)
		}
	}
	return "no word that lets one in changes the verdict by itself"
}

// replyWords say what a reply would do.
func (a *asking) replyWords(q *Question, r *Reply) string {
	words := capital(replySaid(q, r)) + " " + a.outcome(r)
	if n := len(r.CoresOpened); n > 0 {
		words += ", with " + count(n, "new set of red lines", "new sets of red lines") + " that cannot stand together"
	}
	if n := len(r.ConflictsOpened); n > 0 {
		words += "; " + count(n, "conflict opens", "conflicts open")
	}
	return words + "."
}

// replySaid names a reply, as what would have the outcome.
func replySaid(q *Question, r *Reply) string {
	switch r.Kind {
	case Refuses:
		return "a red line against " + quoted(r.Options[0].Label)
	case Accepts:
		return "that it can live with " + quoted(r.Options[0].Label)
	case AcceptsAny:
		return "that it can live with any of them"
	case Demands:
		return "a demand for " + quoted(r.Options[0].Label)
	case Covers:
		return "that its red line covers " + patternWords(q.Issues, r.Patterns)
	}
	return "that its red line covers nothing more"
}

// outcome says what the answer would be, to follow a reply.
func (a *asking) outcome(r *Reply) string {
	was, is := a.before.Verdict, r.After.Verdict
	verdict := "leaves the verdict " + shout(is)
	if was != is {
		verdict = "turns the verdict from " + shout(was) + " to " + shout(is)
	}
	switch {
	case is == settle.VerdictBlocked && was != is:
		return verdict
	case was == is && r.Deals.Cmp(a.deals) == 0 && r.Short >= 0 && r.Short != short(a.witness):
		return fmt.Sprintf("%s, and the deal that rests on least silence short of %s rather than %d", verdict, count(r.Short, "answer", "answers"), short(a.witness))
	case r.Deals.Cmp(a.deals) == 0:
		return verdict + " and takes no deal away"
	case a.deals.Sign() == 0:
		return fmt.Sprintf("%s, with %s deals", verdict, settle.Figure(r.Deals))
	case r.Deals.Cmp(a.deals) > 0:
		return fmt.Sprintf("%s, with %s deals rather than %s", verdict, settle.Figure(r.Deals), settle.Figure(a.deals))
	}
	return fmt.Sprintf("%s, takes away %s of the deals and leaves %s", verdict, share(a.moved(*r), a.deals), settle.Figure(r.Deals))
}

// share writes a part of a whole in percent, never rounded to none or all.
func share(part, whole *big.Int) string {
	p, _ := new(big.Rat).SetFrac(part, whole).Float64()
	switch percent := p * 100; {
	case percent < 1:
		return "less than 1%"
	case percent > 99:
		return "more than 99%"
	default:
		return fmt.Sprintf("%.0f%%", percent)
	}
}

// patternWords write what a red line may cover: “A” or “B” on “Issue”, with “C” on “Other”.
func patternWords(issues []*graph.IssueView, patterns graph.Patterns) string {
	var list []string
	for _, p := range patterns {
		var terms []string
		for _, i := range issues {
			if p[i.Key] != nil {
				terms = append(terms, either(i.Pick(i.Set(p[i.Key])))+" on "+quoted(i.Title))
			}
		}
		list = append(list, strings.Join(terms, " with "))
	}
	return strings.Join(list, "; or ")
}

// either names options: “A”, “B” or “C”.
func either(options []graph.Option) string {
	var words []string
	for _, o := range options {
		words = append(words, quoted(o.Label))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// shout writes a verdict as it is known: BLOCKED.
func shout(v settle.Verdict) string { return strings.ToUpper(string(v)) }

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func quoted(s string) string { return "“" + s + "”" }

func capital(words string) string {
	r, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[n:]
}
