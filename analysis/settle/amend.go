package settle

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"parley/analysis/nogood"
	"parley/graph"
)

// Amendments are the nearest ways to amend a proposal: the fewest provisions to change so that some completion crosses
// no red line of the view and no rule. A provision changed may choose anything on its issue, and where several choose
// on one issue, to change any of them is enough.
type Amendments struct {
	// Nearest lists all with the fewest changes, by the order of the text; one without changes where the text has such
	// a completion as it stands. None where no deal exists at all.
	Nearest []Amendment
	// Proof lists sets of provisions none of which can be left as it is in full: at least one of each has to change,
	// and no smaller number of changes than that of Nearest meets all. It is empty where nothing has to change.
	Proof    []Obstacle
	Complete bool // Nearest is the whole list, and was found within the budget
}

// Amendment is a set of changes that is enough.
type Amendment struct {
	Changes     []Change // in the order of the text
	Completions *big.Int // how many ways to complete the text so changed cross nothing
	Explanation string   // one sentence
}

// Change is the change of one provision on an issue.
type Change struct {
	Issue      *graph.IssueView
	Provisions []int          // those that choose on the issue: to change any of them is enough
	From       []graph.Option // what they choose
	To         []graph.Option // what completions that cross nothing have there
}

// Obstacle is a minimal set of provisions that leave no deal.
type Obstacle struct {
	Provisions  []int            // indexes into the proposal's
	RedLines    []*graph.RedLine // that they cross between them, by key
	Rules       []*graph.Rule    // that take part, by key
	Explanation string           // one sentence
}

// Amend looks for the nearest amendments within the budget; 0 means as long as it takes. It fails with
// nogood.ErrTooLarge where completions cannot be counted, and with the error of ctx.
func Amend(ctx context.Context, v *graph.View, p *graph.Proposal, budget time.Duration) (*Amendments, error) {
	a := newAmender(v, p)
	e, err := nogood.Explain(ctx, &a.Problem)
	if err != nil {
		return nil, err
	}
	out := &Amendments{Complete: true}
	found := nogood.List{Sets: [][]int{nil}, Complete: true}
	if e.Blocked() {
		if found, err = a.fewest(ctx, e, budget); err != nil {
			return nil, err
		}
		out.Complete = found.Complete
	}
	for _, places := range found.Sets {
		m, err := a.amendment(ctx, places)
		if err != nil {
			return nil, err
		}
		out.Nearest = append(out.Nearest, m)
	}
	if e.Blocked() && len(out.Nearest) > 0 {
		out.Proof, err = a.proof(ctx, e, budget)
	}
	return out, err
}

// amender states the amendments of a text as the concessions of a problem: rules and red lines hold, and what the text
// chooses on each issue can be given up at the cost of one provision.
type amender struct {
	*text
	nogood.Problem
	issues []int // by line: the issue chosen on
}

func newAmender(v *graph.View, p *graph.Proposal) *amender {
	a := &amender{text: read(v, p)}
	for _, i := range v.Issues {
		a.Domains = append(a.Domains, i.Assumed)
	}
	for _, r := range v.Rules {
		a.Nogoods = append(a.Nogoods, a.Numbered(r.Forbids)...)
	}
	for _, r := range v.RedLines {
		a.Nogoods = append(a.Nogoods, a.Numbered(v.Forbids(r))...)
	}
	for n := range v.Issues {
		if !a.silent(n) {
			a.issues = append(a.issues, n)
		}
	}
	slices.SortFunc(a.issues, a.order)
	for _, n := range a.issues {
		a.Lines = append(a.Lines, nogood.Line{Nogoods: a.choices(&a.Space, n), Cost: 1})
	}
	return a
}

// mostNearest bounds how many amendments are looked for.
const mostNearest = 1000

// fewest lists the cheapest concessions.
func (a *amender) fewest(ctx context.Context, e *nogood.Explanation, budget time.Duration) (nogood.List, error) {
	found, err := e.Concessions(ctx, nogood.Limits{First: 1, Budget: budget})
	if err != nil || len(found.Sets) == 0 {
		return found, err
	}
	least := len(found.Sets[0])
	if found, err = e.Concessions(ctx, nogood.Limits{First: mostNearest, Budget: budget}); err != nil {
		return found, err
	}
	kept := slices.IndexFunc(found.Sets, func(s []int) bool { return len(s) > least })
	if kept >= 0 {
		found.Sets, found.Complete = found.Sets[:kept], true
	}
	return found, nil
}

// amendment says what changing the provisions behind some lines allows.
func (a *amender) amendment(ctx context.Context, places []int) (Amendment, error) {
	var kept []int
	for _, l := range a.All() {
		if !slices.Contains(places, l) {
			kept = append(kept, l)
		}
	}
	d, err := a.With(kept).Compile(ctx, maxEdges)
	if err != nil {
		return Amendment{}, err
	}
	t := d.Tally()
	m := Amendment{Completions: t.Total}
	for _, l := range places {
		n := a.issues[l]
		i := a.View.Issues[n]
		var to graph.OptionSet
		for o, completions := range t.By[n] {
			if completions != nil && completions.Sign() > 0 {
				to |= 1 << o
			}
		}
		m.Changes = append(m.Changes, Change{i, a.choosing[n], i.Pick(a.chosen(n)), i.Pick(to)})
	}
	m.Explanation = a.amended(m)
	return m, nil
}

func (a *amender) amended(m Amendment) string {
	if len(m.Changes) == 0 {
		return "No change is needed: " + packagesLeft(m.Completions, "way", "ways") + " to complete the text as it stands."
	}
	var words []string
	for _, c := range m.Changes {
		n := a.Variable[c.Issue.Key]
		name, _ := a.clauses(c.Provisions)
		if len(c.Provisions) > 1 {
			name = "one of " + name
		}
		words = append(words, fmt.Sprintf("%s on %s from %s to %s", name, quoted(c.Issue.Title), a.labels(n, a.chosen(n)), a.labels(n, a.picked(n, c.To))))
	}
	return "As far as the red lines recorded go, it would do to change " + series(words, "and") + ": " + packagesLeft(m.Completions, "way", "ways") + " to complete the text so changed."
}

func packagesLeft(n *big.Int, one, many string) string {
	if n.Cmp(big.NewInt(1)) == 0 {
		return "no red line and no rule is crossed in 1 " + one
	}
	return "no red line and no rule is crossed in " + Figure(n) + " " + many
}

// picked turns options back into a set.
func (a *amender) picked(issue int, options []graph.Option) graph.OptionSet {
	var set graph.OptionSet
	for _, o := range options {
		n, _ := a.View.Issues[issue].Index(o.Key)
		set |= 1 << n
	}
	return set
}

// proofSize bounds how many obstacles are listed.
const proofSize = 100

// proof lists the cores: sets of provisions that leave no deal.
func (a *amender) proof(ctx context.Context, e *nogood.Explanation, budget time.Duration) ([]Obstacle, error) {
	found, err := e.Cores(ctx, nogood.Limits{First: proofSize, Budget: budget})
	if err != nil {
		return nil, err
	}
	var list []Obstacle
	for _, places := range found.Sets {
		o, err := a.obstacle(ctx, places)
		if err != nil {
			return nil, err
		}
		list = append(list, o)
	}
	return list, nil
}

// obstacle finds the fewest red lines and rules that the choices behind some lines run into: red lines are given up
// before rules, later ones before earlier.
func (a *amender) obstacle(ctx context.Context, places []int) (Obstacle, error) {
	var o Obstacle
	s := &nogood.Space{Domains: a.Domains}
	for _, l := range places {
		o.Provisions = append(o.Provisions, a.choosing[a.issues[l]]...)
	}
	slices.Sort(o.Provisions)
	signals := a.Nogoods[a.hard():] // what ties signals to their patterns
	against := func(lines []*graph.RedLine, rules []*graph.Rule) (bool, error) {
		s.Nogoods = slices.Clone(signals)
		for _, l := range places {
			s.Nogoods = append(s.Nogoods, a.Lines[l].Nogoods...)
		}
		for _, r := range lines {
			s.Nogoods = append(s.Nogoods, a.Numbered(a.View.Forbids(r))...)
		}
		for _, r := range rules {
			s.Nogoods = append(s.Nogoods, a.Numbered(r.Forbids)...)
		}
		box, err := s.Solve(ctx, s.Domains)
		return box == nil, err
	}
	var err error
	o.RedLines, o.Rules = slices.Clone(a.View.RedLines), slices.Clone(a.View.Rules)
	if o.RedLines, err = shrunk(o.RedLines, func(lines []*graph.RedLine) (bool, error) { return against(lines, o.Rules) }); err != nil {
		return o, err
	}
	o.Rules, err = shrunk(o.Rules, func(rules []*graph.Rule) (bool, error) { return against(o.RedLines, rules) })
	o.Explanation = a.stands(places, o)
	return o, err
}

// hard counts the nogoods of rules and red lines, which stand before those of signals.
func (a *amender) hard() int {
	n := 0
	for _, r := range a.View.Rules {
		n += len(a.Numbered(r.Forbids))
	}
	for _, r := range a.View.RedLines {
		n += len(a.Numbered(a.View.Forbids(r)))
	}
	return n
}

// shrunk leaves out what the rest does without.
func shrunk[T any](all []T, enough func([]T) (bool, error)) ([]T, error) {
	for at := len(all) - 1; at >= 0; at-- {
		rest := slices.Delete(slices.Clone(all), at, at+1)
		ok, err := enough(rest)
		if err != nil {
			return nil, err
		}
		if ok {
			all = rest
		}
	}
	return all, nil
}

// stands says what the provisions of an obstacle run into.
func (a *amender) stands(places []int, o Obstacle) string {
	var says, lines []string
	for _, l := range places {
		says = append(says, a.chooses(a.issues[l]))
	}
	for _, r := range o.RedLines {
		lines = append(lines, a.whose(r))
	}
	words := capital(series(says, "and"))
	switch len(lines) {
	case 0:
		words += ", which the rules do not allow"
	case 1:
		words += ", which " + lines[0] + " does not allow"
	default:
		words += ", which " + series(lines, "and") + " do not allow together"
	}
	var reasons []string
	for _, r := range o.Rules {
		reasons = append(reasons, strings.TrimSuffix(r.Reason, "."))
	}
	if len(reasons) > 0 {
		words += " (by rule: " + strings.Join(reasons, "; ") + ")"
	}
	return words + "."
}
