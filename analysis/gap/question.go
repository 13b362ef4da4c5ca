package gap

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"time"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// About is what a question is about.
type About string

// What questions are about.
const (
	Silence About = "silence"
	Reach   About = "reach"
)

// Values implements graph.Enum.
func (About) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(Silence), Doc: "Options of an issue of which nothing on record says how the party stands to them."},
		{Word: string(Reach), Doc: "How far a red line of the party reaches: its words may be taken to cover more than they clearly do."},
	}
}

// Question is something to ask a party. Nothing says how likely a reply is.
type Question struct {
	About  About
	Party  *graph.Party
	Issues []*graph.IssueView // the one asked about; of a red line's reach those of what it may cover, by key
	// Kind and Options are of a question about silence: the options on which the party is silent and that some deal has, in
	// order.
	Kind    graph.SilenceKind
	Options []graph.Option
	RedLine *graph.RedLine // whose reach is asked about; else nil
	To      []Voice        // whom to ask: who can bind the party on the view's day; failing that, who speaks for it

	// Turns tells that some reply changes the verdict. Most and Least are how many deals the reply that moves most, and
	// the refusal that moves least, take away or bring back.
	Turns       bool
	Most, Least *big.Int
	Replies     []Reply
	Explanation string

	cell     *graph.Stand
	patterns graph.Patterns // that the red line may cover
	clashes  int
}

// Voice is somebody who speaks for a party, with the office that makes it so.
type Voice struct {
	Person *graph.Person
	Office graph.Office
}

// ReplyKind is what a reply says.
type ReplyKind string

// The replies.
const (
	Refuses    ReplyKind = "refuses"
	Accepts    ReplyKind = "accepts"
	AcceptsAny ReplyKind = "accepts-any"
	Demands    ReplyKind = "demands"
	Covers     ReplyKind = "covers"
	Excludes   ReplyKind = "excludes"
)

// Values implements graph.Enum.
func (ReplyKind) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(Refuses), Doc: "It has a red line against the option."},
		{Word: string(Accepts), Doc: "It can live with the option."},
		{Word: string(AcceptsAny), Doc: "It can live with any of the options asked about."},
		{Word: string(Demands), Doc: "It demands the option, and so is against the others, short of a red line."},
		{Word: string(Covers), Doc: "Its red line covers this too."},
		{Word: string(Excludes), Doc: "Its red line covers nothing beyond what its words clearly rule out."},
	}
}

// Reply is what a party may say to a question, and what the answer would be if it did.
type Reply struct {
	Kind     ReplyKind
	Options  []graph.Option // of a question about silence: those that the reply names
	Patterns graph.Patterns // of one about reach: what it says that the red line covers beyond its clear words
	After    *settle.Settlement
	View     *graph.View // that in which the reply is supposed, with all parties
	// Deals are those left. Short is how many answers the deal that rests on least silence still lacks: 0 if OPEN, -1 if
	// BLOCKED.
	Deals *big.Int
	Short int
	// CoresOpened are those that there were not, smallest first, ConflictsOpened likewise the conflicts, gravest first.
	// Complete tells that all are there.
	CoresOpened     []settle.Core
	ConflictsOpened []*conflict.Conflict
	Complete        bool
	Explanation     string
}

// Questions are what to ask next, that which would most move the answer first.
type Questions struct {
	List []Question
	// Weighed counts the questions that were weighed, listed or not.
	Weighed int
	// Complete tells that every question was weighed and those listed were worked out: none that is left out ranks above
	// one that is listed.
	Complete    bool
	Explanation string
}

// Limits say whom to ask, and bound the work. Questions not worked out within the budget are left out.
type Limits struct {
	First   int           // how many to list; 0 means 5
	Budget  time.Duration // how long to look; 0 means as long as it takes
	Parties []string      // whom to ask; nil means those that a settlement in the view asks about
}

// compareQuestions orders questions by what replies could do, without any guess at how likely they are: those of which
// some reply changes the verdict first; then by the most that a reply moves; then by the least that a refusal does, the
// largest first; then words on record before silence; then by how many parties a reply could clash with; then by party,
// issues and red line.
func compareQuestions(a, b Question) int {
	return cmp.Or(
		-cmp.Compare(rank(a.Turns), rank(b.Turns)),
		b.Most.Cmp(a.Most),
		b.Least.Cmp(a.Least),
		-cmp.Compare(rank(a.About == Reach), rank(b.About == Reach)),
		cmp.Compare(b.clashes, a.clashes),
		strings.Compare(a.Party.Key, b.Party.Key),
		slices.CompareFunc(a.Issues, b.Issues, func(i, j *graph.IssueView) int { return strings.Compare(i.Key, j.Key) }),
		strings.Compare(a.line(), b.line()),
	)
}

func rank(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (q Question) line() string {
	if q.RedLine == nil {
		return ""
	}
	return q.RedLine.Key
}
