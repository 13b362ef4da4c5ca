package gap

import (
	"slices"

	"parley/graph"
)

// History tells for how long a party has been silent, and how hard anybody has looked.
type History struct {
	// Since is the first day of the unbroken span of days on which nothing on record said how the party stood to any of
	// the options; graph.MinDay if nothing ever did.
	Since graph.Day
	// LastAsked is when the party was last asked about the issue and would not say, by the view's day; LastSearched is the
	// date of the last search that found nothing. Zero if there is none on record.
	LastAsked, LastSearched graph.Date
	// Material counts the statements on record by the view's day that were made for the party, on whatever issue.
	Material int
}

// Never reports whether nothing on record ever said how the party stood to the options.
func (h History) Never() bool { return h.Since == graph.MinDay }

// Searched lists where was searched and nothing found, each place once, in the order of the searches.
func (g Gap) Searched() []string {
	places := []string{}
	for _, q := range g.Inquiries {
		for _, at := range q.Searched {
			if !slices.Contains(places, at) {
				places = append(places, at)
			}
		}
	}
	return places
}

// past remembers what a view held on earlier days.
type past struct {
	view     *graph.View
	turns    map[*graph.IssueView][]turn
	material map[string]int
}

// turn is an issue from a day on, up to the turn before it in the list.
type turn struct {
	day   graph.Day
	issue *graph.IssueView
}

func newPast(v *graph.View) *past {
	return &past{v, map[*graph.IssueView][]turn{}, map[string]int{}}
}

func (p *past) of(st *graph.Stand, set graph.OptionSet) History {
	h := History{Since: p.since(st, set), LastAsked: p.lastAsked(st), Material: p.heard(st.Party.Key)}
	for _, q := range st.Inquiries {
		h.LastSearched = later(h.LastSearched, q.Date)
	}
	return h
}

// since walks back over the days on which something changed on the issue, as long as all options were silent.
func (p *past) since(st *graph.Stand, set graph.OptionSet) graph.Day {
	first := p.view.AsOf
	for _, t := range p.back(st.Issue) {
		then, _ := t.issue.Stand(st.Party.Key)
		if !set.Within(then.Silent()) {
			break
		}
		first = t.day
	}
	return first
}

// back lists the turns of an issue, latest first.
func (p *past) back(i *graph.IssueView) []turn {
	if list, known := p.turns[i]; known {
		return list
	}
	var list []turn
	for _, d := range p.view.Turns(i) {
		list = append(list, turn{d, p.view.On(i, d)})
	}
	p.turns[i] = list
	return list
}

// lastAsked is when the party last declined to say, whether or not that still holds.
func (p *past) lastAsked(st *graph.Stand) graph.Date {
	var last graph.Date
	for pos := range graph.Referring[*graph.Position](p.view.Snapshot, st.Issue.Ref()) {
		declined := pos.Issue == st.Issue.Key && pos.Party == st.Party.Key && pos.Stance == graph.StanceDeclined
		if declined && pos.From.Earliest() <= p.view.AsOf && p.view.Admits(pos) {
			last = later(last, pos.From)
		}
	}
	return last
}

// later returns the date that begins later; of two that begin on one day, the one that ends later.
func later(a, b graph.Date) graph.Date {
	if b.IsZero() || !a.IsZero() && (a.Earliest() > b.Earliest() || a.Earliest() == b.Earliest() && a.Latest() >= b.Latest()) {
		return a
	}
	return b
}

// heard counts what is on record of a party's words.
func (p *past) heard(party string) int {
	if n, known := p.material[party]; known {
		return n
	}
	var keys []string
	for st := range graph.Referring[*graph.Statement](p.view.Snapshot, graph.Ref{Kind: graph.KindParty, Key: party}) {
		if st.Party == party {
			keys = append(keys, st.Key)
		}
	}
	p.material[party] = len(said(p.view, keys))
	return p.material[party]
}
