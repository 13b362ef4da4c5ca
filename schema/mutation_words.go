package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// noun is what people call a kind of record: red line.
func noun(k graph.Kind) string { return strings.ReplaceAll(string(k), "-", " ") }

// explanation says what is done to the record, in a sentence.
func (p planned) explanation() string {
	r, did := p.after, "Adds"
	switch p.action() {
	case "retired":
		r, did = p.before, "Retires"
	case "changed":
		did = "Changes"
	}
	words := fmt.Sprintf("%s the %s “%s”", did, noun(p.ref.Kind), strings.TrimRight(shorten(entitled(p.names, r)), ". "))
	if p.action() == "changed" {
		words += ": " + strings.Join(p.fieldNames(), ", ")
	}
	return words + "."
}

func (p planned) fieldNames() []string {
	var names []string
	for _, f := range graph.Diff(p.before, p.after) {
		names = append(names, strings.ReplaceAll(f.Field, "-", " "))
	}
	return names
}

// entitled is what a record is called: its title or name, or what it says.
func entitled(s *graph.Snapshot, r graph.Record) string {
	party := func(key string) string { return called(s, graph.KindParty, key) }
	issue := func(key string) string { return called(s, graph.KindIssue, key) }
	switch r := r.(type) {
	case *graph.Position:
		words := party(r.Party) + " " + cmp.Or(stanceVerbs[r.Stance], string(r.Stance))
		if len(r.Options) > 0 {
			words += stanceLinks[r.Stance] + " " + optionNames(s, r.Issue, r.Options)
		}
		return words + " (" + issue(r.Issue) + ")"
	case *graph.Inquiry:
		return "nothing found for " + party(r.Party) + " (" + issue(r.Issue) + ")"
	case *graph.Response:
		return party(r.Party) + " " + cmp.Or(answerVerbs[r.Answer], string(r.Answer)) + " (" + called(s, graph.KindProposal, r.Proposal) + ")"
	}
	name := ""
	searchable(r, func(_ string, texts ...string) {
		if name == "" && len(texts) > 0 {
			name = texts[0]
		}
	})
	return name
}

// stanceVerbs and answerVerbs say what is no verb, stanceLinks what leads from it to the options.
var (
	stanceVerbs = map[graph.Stance]string{
		graph.StanceOpen:     "is open",
		graph.StanceUnclear:  "is unclear",
		graph.StanceDeclined: "has declined to say",
		graph.StanceDenied:   "denies the position ascribed to it",
	}
	stanceLinks = map[graph.Stance]string{
		graph.StanceOpen:     " to",
		graph.StanceUnclear:  " on",
		graph.StanceDeclined: " on",
		graph.StanceDenied:   " on",
	}
	answerVerbs = map[graph.Answer]string{
		graph.AnswerReservations: "accepts with reservations",
		graph.AnswerReview:       "is studying",
		graph.AnswerNone:         "has not answered",
	}
)

// called is what the record of a key is called, the key where there is none.
func called(s *graph.Snapshot, k graph.Kind, key string) string {
	if r, ok := s.Record(graph.Ref{Kind: k, Key: key}); ok {
		return entitled(s, r)
	}
	return key
}

// optionNames are the labels of options, joined by or.
func optionNames(s *graph.Snapshot, issue string, options []string) string {
	i, _ := graph.Get[*graph.Issue](s, issue)
	var names []string
	for _, key := range options {
		name := key
		if i != nil {
			n := slices.IndexFunc(i.Options, func(o graph.Option) bool { return o.Key == key })
			if n >= 0 {
				name = cmp.Or(i.Options[n].Label, key)
			}
		}
		names = append(names, name)
	}
	return strings.Join(names, " or ")
}
