package conflict

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/google/uuid"

	"parley/graph"
)

// Conflict says that what its sides hold cannot all be met.
type Conflict struct {
	Kind     Kind
	Severity Severity
	// Score, 0 to 100, is the kind's weight x the geometric mean of all sides' salience / 100 x the lowest
	// confidence, to six decimals. Salience not stated counts as 50, confidence not stated as 1.
	Score       float64
	Parties     []*graph.Party     // by key
	Issues      []*graph.IssueView // by key
	Options     []Stake            // at stake, by issue and then in the issue's order
	Gap         float64            // between what two parties ask for of a quantity, in the issue's unit; 0 if they touch or it is none
	Sides       []Side             // every position and red line that takes part, by party, kind and key
	Explanation string             // in one sentence, for a reader who knows nothing of Parley
	// Since is the first day of the unbroken span in which a conflict of this id has held; graph.MinDay if it
	// has no beginning on record.
	Since    graph.Day
	Evidence []*graph.Statement // of all sides, said by the view's day, each once, by date and key
}

// Stake is an option at stake.
type Stake struct {
	Issue  *graph.IssueView
	Option graph.Option
}

// Side is a record that takes part in a conflict: a *graph.Position or a *graph.RedLine.
type Side struct {
	Party *graph.Party
	Holds graph.Record
}

// ID is made of kind, parties and issues, and for a clash of red lines of their keys too: a restatement does not
// make a new conflict, another red line does.
func (c *Conflict) ID() uuid.UUID { return graph.NameID(c.name()) }

func (c *Conflict) name() string {
	var parties, issues []string
	for _, p := range c.Parties {
		parties = append(parties, p.Key)
	}
	for _, i := range c.Issues {
		issues = append(issues, i.Key)
	}
	parts := []string{"conflict", string(c.Kind), strings.Join(parties, ","), strings.Join(issues, ",")}
	if c.Kind == RedLinesClash {
		var lines []string
		for _, s := range c.Sides {
			lines = append(lines, s.Holds.Ref().Key)
		}
		slices.Sort(lines)
		parts = append(parts, strings.Join(lines, ","))
	}
	return strings.Join(parts, "/")
}

// compare orders conflicts as Find returns them.
func compare(a, b *Conflict) int {
	return cmp.Or(
		cmp.Compare(a.Severity.Rank(), b.Severity.Rank()),
		cmp.Compare(b.Score, a.Score),
		cmp.Compare(a.Kind.rank(), b.Kind.rank()),
		slices.CompareFunc(a.Parties, b.Parties, func(p, q *graph.Party) int { return strings.Compare(p.Key, q.Key) }),
		slices.CompareFunc(a.Issues, b.Issues, func(i, j *graph.IssueView) int { return strings.Compare(i.Key, j.Key) }),
		slices.CompareFunc(a.Sides, b.Sides, compareSides),
	)
}

func compareSides(a, b Side) int {
	x, y := a.Holds.Ref(), b.Holds.Ref()
	return cmp.Or(strings.Compare(a.Party.Key, b.Party.Key), strings.Compare(string(x.Kind), string(y.Kind)), strings.Compare(x.Key, y.Key))
}

const unstatedSalience, unstatedConfidence = 50, 1

// score weighs a conflict by its sides; see Conflict.Score.
func score(weight float64, sides []Side) float64 {
	logs, sure := 0.0, 1.0
	for _, s := range sides {
		salience, confidence := weightOf(s.Holds)
		logs += math.Log(salience / 100)
		sure = min(sure, confidence)
	}
	mean := math.Exp(logs / float64(len(sides))) // 0 where one salience is 0, as Log(0) is -Inf
	return math.Round(weight*mean*sure*1e6) / 1e6
}

func weightOf(r graph.Record) (salience, confidence float64) {
	var stated *int
	var sure *float64
	switch r := r.(type) {
	case *graph.Position:
		stated, sure = r.Salience, r.Confidence
	case *graph.RedLine:
		stated, sure = r.Salience, r.Confidence
	}
	salience, confidence = unstatedSalience, unstatedConfidence
	if stated != nil {
		salience = float64(*stated)
	}
	if sure != nil {
		confidence = *sure
	}
	return salience, confidence
}

// evidence lists the statements the sides rest on, of those said by the day.
func evidence(s *graph.Snapshot, sides []Side, by graph.Day) []*graph.Statement {
	var list []*graph.Statement
	for _, side := range sides {
		for _, key := range graph.EvidenceOf(side.Holds) {
			if st, ok := said(s, key, by); ok {
				list = append(list, st)
			}
		}
	}
	slices.SortFunc(list, func(a, b *graph.Statement) int {
		return cmp.Or(cmp.Compare(a.Said.Earliest(), b.Said.Earliest()), strings.Compare(a.Key, b.Key))
	})
	return slices.Compact(list)
}

// said returns a statement that may have been made by the day: a vague date counts from its first day.
func said(s *graph.Snapshot, key string, by graph.Day) (st *graph.Statement, ok bool) {
	st, ok = graph.Get[*graph.Statement](s, key)
	return st, ok && st.Said.Earliest() <= by
}
