package change

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// itemsOf turns a record into the lines of a timeline it makes, dated or not.
func itemsOf(v *graph.View, r graph.Record) []Item {
	var items []Item
	line := func(kind ItemKind, m Moment, d graph.Date, title string, parties ...string) *Item {
		items = append(items, Item{
			Date: d, Exact: d.IsDay() && !d.Approximate() && !d.Uncertain(), Kind: kind, Moment: m,
			Record: r, Title: title, Parties: partiesOf(v.Snapshot, parties),
		})
		return &items[len(items)-1]
	}
	switch r := r.(type) {
	case *graph.Event:
		i := line(ItemEvent, MomentStart, r.Date, r.Title, r.Participants...)
		i.Status, i.Planned = r.Status, r.Status == graph.EventPlanned
	case *graph.Statement:
		i := line(ItemStatement, MomentStart, r.Said, r.Paraphrase, r.Party)
		i.Source, _ = graph.Get[*graph.Source](v.Snapshot, r.Source)
		i.Event, _ = graph.Get[*graph.Event](v.Snapshot, r.Event)
		i.Voice = voice(v.Snapshot, r, i.Source)
	case *graph.Proposal:
		line(ItemProposal, MomentStart, r.Date, r.Title, r.By...)
	case *graph.Response:
		line(ItemResponse, MomentStart, r.Date, answer(v.Snapshot, r), r.Party)
	case *graph.Position:
		title := stance(v, r)
		line(ItemPosition, MomentStart, r.From, title, r.Party).Event = around(v.Snapshot, r.Evidence, r.From)
		line(ItemPosition, MomentEnd, r.To, title+" (ends)", r.Party)
	case *graph.RedLine:
		line(ItemRedLine, MomentStart, r.From, r.Title, r.Party).Event = around(v.Snapshot, r.Evidence, r.From)
		line(ItemRedLine, MomentEnd, r.To, r.Title+" (ends)", r.Party)
	case *graph.Commitment:
		parties := slices.Concat([]string{r.By}, r.To)
		line(ItemCommitment, MomentStart, r.Date, r.Title, parties...)
		due := line(ItemCommitment, MomentDeadline, r.Deadline, r.Title+" (deadline)", parties...)
		due.Planned = r.Deadline.Earliest() > v.AsOf && stands(r, v.AsOf) && r.Date.Earliest() <= v.AsOf
	case *graph.Assessment:
		line(ItemAssessment, MomentStart, r.Date, r.Text)
	}
	return items
}

// stands reports whether a commitment is pending on day d: nothing had become of it yet.
func stands(m *graph.Commitment, d graph.Day) bool {
	return m.Status == graph.CommitmentPending || !m.StatusFrom.IsZero() && d < m.StatusFrom.Earliest()
}

func partiesOf(s *graph.Snapshot, keys []string) []*graph.Party {
	var list []*graph.Party
	for _, key := range keys {
		if p, ok := graph.Get[*graph.Party](s, key); ok {
			list = append(list, p)
		}
	}
	return list
}

// voice names who said a statement: the speaker, or the voice or party the source names. What a reporter inferred
// nobody said, so the source speaks.
func voice(s *graph.Snapshot, st *graph.Statement, src *graph.Source) string {
	document := ""
	if src != nil {
		document = cmp.Or(src.Publisher, src.Title)
	}
	if st.Attribution == graph.AttributionInferred {
		return document
	}
	var speaker, party string
	if p, ok := graph.Get[*graph.Person](s, st.Speaker); ok {
		speaker = p.Name
	}
	if p, ok := graph.Get[*graph.Party](s, st.Party); ok {
		party = p.Name
	}
	return cmp.Or(speaker, st.Voice, party, document)
}

// around returns the event at which words were said that a record rests on and that may fall together with its
// beginning: the first by key.
func around(s *graph.Snapshot, evidence []string, from graph.Date) *graph.Event {
	var found *graph.Event
	for _, key := range evidence {
		st, ok := graph.Get[*graph.Statement](s, key)
		if !ok || from.IsZero() || st.Said.Compare(from) != graph.CannotTell {
			continue
		}
		if e, ok := graph.Get[*graph.Event](s, st.Event); ok && (found == nil || e.Key < found.Key) {
			found = e
		}
	}
	return found
}

var answers = map[graph.Answer]string{
	graph.AnswerAccepts:      "accepts",
	graph.AnswerReservations: "accepts with reservations",
	graph.AnswerRejects:      "rejects",
	graph.AnswerReview:       "is studying",
	graph.AnswerNone:         "has not answered",
}

// answer puts a response into words: Ukraine rejects: Plan A.
func answer(s *graph.Snapshot, r *graph.Response) string {
	p, _ := graph.Get[*graph.Proposal](s, r.Proposal)
	return name(s, r.Party) + " " + answers[r.Answer] + ": " + p.Title
}

var stances = map[graph.Stance]string{
	graph.StanceDemands:  "demands",
	graph.StancePrefers:  "prefers",
	graph.StanceAccepts:  "accepts",
	graph.StanceOpposes:  "opposes",
	graph.StanceOpen:     "is open",
	graph.StanceUnclear:  "is unclear",
	graph.StanceDeclined: "would not say",
	graph.StanceDenied:   "denies the position ascribed to it",
}

// stance puts a position into words: Ukraine demands “A” or “B” on Territory, under a condition. One that commits
// to nothing names its options last: Ukraine is open on Territory (“A” or “B”).
func stance(v *graph.View, p *graph.Position) string {
	i, _ := v.Issue(p.Issue)
	words, on := name(v.Snapshot, p.Party)+" "+stances[p.Stance], " on "+i.Title
	options := strings.Join(i.Labels(i.Set(p.Options)), "” or “")
	_, silent := p.Stance.Silent()
	switch {
	case options == "":
		words += on
	case silent:
		words += on + " (" + quote(options) + ")"
	default:
		words += " " + quote(options) + on
	}
	if len(p.Condition) > 0 {
		words += ", under a condition"
	}
	return words
}

// name returns a party's name as it begins a sentence.
func name(s *graph.Snapshot, party string) string {
	p, _ := graph.Get[*graph.Party](s, party)
	words := p.InProse()
	if rest, ok := strings.CutPrefix(words, "the "); ok {
		return "The " + rest
	}
	return words
}
