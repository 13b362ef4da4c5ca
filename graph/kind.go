package graph

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/google/uuid"
)

// Kind names what a record is, in the singular: "party", "red-line".
type Kind string

// The kinds of record, as files, the log and the API name them.
const (
	KindNegotiation Kind = "negotiation"
	KindParty       Kind = "party"
	KindPerson      Kind = "person"
	KindIssue       Kind = "issue"
	KindPosition    Kind = "position"
	KindRedLine     Kind = "red-line"
	KindInquiry     Kind = "inquiry"
	KindProposal    Kind = "proposal"
	KindResponse    Kind = "response"
	KindCommitment  Kind = "commitment"
	KindRule        Kind = "rule"
	KindSource      Kind = "source"
	KindStatement   Kind = "statement"
	KindEvent       Kind = "event"
	KindAssessment  Kind = "assessment"
	KindScenario    Kind = "scenario"
	KindDispute     Kind = "dispute"
	KindTerm        Kind = "term"
)

// KindInfo describes a kind. Files, JSON Schema, GraphQL and the documentation follow it.
type KindInfo struct {
	Kind   Kind
	Plural string // the top-level name in curated files
	Doc    string // one sentence for people

	new func() Record
}

// New returns an empty record of the kind, ready to be filled.
func (k KindInfo) New() Record { return k.new() }

// Type returns the struct type of the kind's records.
func (k KindInfo) Type() reflect.Type { return reflect.TypeOf(k.new()).Elem() }

var kinds = []KindInfo{
	{KindNegotiation, "negotiations", "The case under study: issues belong to one.", func() Record { return new(Negotiation) }},
	{KindParty, "parties", "Somebody who takes a position: a state, an organisation, a coalition, an armed group.", func() Record { return new(Party) }},
	{KindPerson, "people", "A voice: somebody who speaks, with the offices held.", func() Record { return new(Person) }},
	{KindIssue, "issues", "Something to be settled, with the options that exclude one another.", func() Record { return new(Issue) }},
	{KindPosition, "positions", "What a party wants on one issue, short of a red line.", func() Record { return new(Position) }},
	{KindRedLine, "red-lines", "What a party will not have, on one issue or across several.", func() Record { return new(RedLine) }},
	{KindInquiry, "inquiries", "A search for a party's position that found nothing.", func() Record { return new(Inquiry) }},
	{KindProposal, "proposals", "A package somebody tabled, clause by clause.", func() Record { return new(Proposal) }},
	{KindResponse, "responses", "A party's answer to a proposal.", func() Record { return new(Response) }},
	{KindCommitment, "commitments", "A threat or a promise, with what triggers it and what follows.", func() Record { return new(Commitment) }},
	{KindRule, "rules", "A constraint no party owns: options that cannot stand together as a matter of fact or law.", func() Record { return new(Rule) }},
	{KindSource, "sources", "A document statements are taken from.", func() Record { return new(Source) }},
	{KindStatement, "statements", "One thing said in a source: the evidence everything else rests on.", func() Record { return new(Statement) }},
	{KindEvent, "events", "A summit, a round of talks, a call, an attack, planned or held.", func() Record { return new(Event) }},
	{KindAssessment, "assessments", "An outsider's judgement, never evidence for a party's position.", func() Record { return new(Assessment) }},
	{KindScenario, "scenarios", "A named what-if: red lines relaxed or added, options assumed.", func() Record { return new(Scenario) }},
	{KindDispute, "disputes", "Versions of one thing on which sources disagree, with the one preferred and why.", func() Record { return new(Dispute) }},
	{KindTerm, "terms", "A word used in different senses, with what it comes to in each.", func() Record { return new(Term) }},
}

// Kinds lists every kind, in the order in which curated files are written.
func Kinds() []KindInfo { return kinds }

// Info describes k; ok is false for a kind that does not exist.
func (k Kind) Info() (info KindInfo, ok bool) {
	for _, i := range kinds {
		if i.Kind == k {
			return i, true
		}
	}
	return KindInfo{}, false
}

func (k Kind) ord() int {
	for n, i := range kinds {
		if i.Kind == k {
			return n
		}
	}
	return -1
}

// Record is one thing of the graph, of one of the types in this package. Records are immutable once
// they are part of a [Change]: to change one, put another with the same key.
type Record interface {
	// Ref says which record this is.
	Ref() Ref
	// check reports what is wrong with the record's values, each on its own; see Validate.
	check(c *checker)
}

// Ref names a record: its kind, and its key, unique within the kind.
type Ref struct {
	Kind Kind
	Key  string
}

// String returns kind/key, the form in which messages and claims name records.
func (r Ref) String() string { return string(r.Kind) + "/" + r.Key }

// ParseRef reads the form kind/key.
func ParseRef(s string) (Ref, error) {
	kind, key, ok := strings.Cut(s, "/")
	if _, known := Kind(kind).Info(); !ok || !known || key == "" {
		return Ref{}, fmt.Errorf("%q does not name a record: write kind/key, such as party/russia", s)
	}
	return Ref{Kind(kind), key}, nil
}

// namespace is Parley's own, so that a curated file yields the same ids on every machine.
var namespace = uuid.MustParse("3f5cbbd4-0dfc-5c5e-9d3c-5b8f2f6a7c11")

// ID returns the record's global id: UUIDv5 (RFC 9562) of kind/key in Parley's namespace.
func (r Ref) ID() uuid.UUID { return NameID(r.String()) }

// NameID returns the id of a thing that is no record of its own but has a lasting name: a conflict,
// a provision. It is the UUIDv5 of name in Parley's namespace.
func NameID(name string) uuid.UUID { return uuid.NewSHA1(namespace, []byte(name)) }
