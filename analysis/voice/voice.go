package voice

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// Voice is somebody who speaks for a party, with the authority of the view's day.
type Voice struct {
	Party     *graph.Party
	Person    *graph.Person // nil for a voice without a name
	Name      string
	Standing  Standing
	Office    *graph.Office   // held on the day, the strongest; of somebody who has left, the one left last; else nil
	Further   []graph.Office  // what else is held on the day
	Before    []graph.Office  // what had been left by the day, last left first: it lends no authority
	Authority graph.Authority // of Office if it is held; official for an entitled voice without a name; else empty
	Basis     string          // of the authority, in one sentence
	// Latest is what it said last, officially or personally; nil where nothing is on record. Rivals are statements of
	// which nobody can tell whether they were later.
	Latest *graph.Statement
	Rivals []*graph.Statement
	// Claimed is the latest of what somebody else reports it to have said. It is never merged with its own words.
	Claimed *graph.Statement
}

// Since returns when the office was taken up, as precisely as on record; zero without an office.
func (a *Voice) Since() graph.Date {
	if a.Office == nil {
		return graph.Date{}
	}
	return a.Office.From
}

// Until returns when the office ended or is to end; zero without an office, or without an end on record.
func (a *Voice) Until() graph.Date {
	if a.Office == nil {
		return graph.Date{}
	}
	return a.Office.To
}

// Of lists the voices of a party on the view's day, by authority, then who holds no office: former office-holders,
// commentators, voices without a name that are only reported; ties by key. With an issue, words are those said on it, and
// of voices that never held office only those that have said something on it. An empty issue means whatever the subject.
func Of(v *graph.View, party *graph.Party, issue string) []*Voice {
	said := heard(v, party.Key, issue)
	voices := map[string]*Voice{}
	for p := range graph.Referring[*graph.Person](v.Snapshot, party.Ref()) {
		if a := person(v, party, p); a.Standing != NoOffice {
			voices["person/"+p.Key] = a
		}
	}
	for key, w := range said {
		a, known := voices[key]
		if !known {
			if a, known = stranger(v, party, w); !known {
				continue
			}
			voices[key] = a
		}
		a.Latest, a.Rivals = latest(w.own)
		a.Claimed, _ = latest(w.claimed)
	}
	list := make([]*Voice, 0, len(voices))
	for _, a := range voices {
		list = append(list, a)
	}
	slices.SortFunc(list, (*Voice).compare)
	return list
}

func (a *Voice) compare(b *Voice) int {
	return cmp.Or(
		cmp.Compare(rank(a.Authority), rank(b.Authority)),
		cmp.Compare(slices.Index(standings, string(a.Standing)), slices.Index(standings, string(b.Standing))),
		strings.Compare(a.key(), b.key()),
	)
}

var standings = graph.Words(Standing(""))

func (a *Voice) key() string {
	if a.Person != nil {
		return a.Person.Key
	}
	return a.Name
}

// person is a voice with a name.
func person(v *graph.View, party *graph.Party, p *graph.Person) *Voice {
	w := standing(p, party.Key, v.AsOf, v.AsOf)
	a := &Voice{Party: party, Person: p, Name: p.Name, Standing: w.Standing, Office: w.Office, Authority: w.Authority}
	a.Before = Left(p, party.Key, v.AsOf)
	if held := Held(p, party.Key, v.AsOf, v.AsOf); len(held) > 1 {
		a.Further = held[1:]
	}
	a.Basis = a.basis(v.AsOf)
	return a
}

// stranger is a voice of which only words are on record: no recorded person, or one who never held an office of the party.
func stranger(v *graph.View, party *graph.Party, w *words) (a *Voice, ok bool) {
	all := slices.Concat(w.own, w.claimed)
	if len(all) == 0 {
		return nil, false
	}
	if p, named := graph.Get[*graph.Person](v.Snapshot, all[0].Speaker); named {
		return person(v, party, p), true
	}
	a = &Voice{Party: party, Name: all[0].Voice, Standing: Unnamed}
	for _, st := range all {
		if strongest := unnamed(st.Attribution).Authority; rank(strongest) < rank(a.Authority) {
			a.Authority = strongest
		}
	}
	a.Basis = a.basis(v.AsOf)
	return a, true
}

// basis says why a voice has its authority, or none.
func (a *Voice) basis(day graph.Day) string {
	switch a.Standing {
	case InOffice:
		return fmt.Sprintf("Holds the office “%s”%s, recorded as %s: %s%s", a.Office.Title, period(*a.Office), a.Authority, meaning(a.Authority), a.before())
	case Former:
		return fmt.Sprintf("Held the office “%s” until %s, and no office of %s on %s.", a.Office.Title, a.Office.To, a.Party.InProse(), day)
	case NoOffice:
		return fmt.Sprintf("No office of %s is on record by %s: the words are a commentator's.", a.Party.InProse(), day)
	}
	switch a.Authority {
	case graph.AuthorityOfficial:
		return fmt.Sprintf("No recorded person; words under this name are recorded as said for %s by somebody entitled to.", a.Party.InProse())
	case graph.AuthorityPersonal:
		return "No recorded person; words under this name are recorded as said for oneself."
	}
	return "No recorded person, and nothing but what others report."
}

// before names the stronger offices a voice has left, which lend its words nothing.
func (a *Voice) before() string {
	var words []string
	for _, o := range a.Before {
		if rank(o.Authority) < rank(a.Authority) {
			words = append(words, fmt.Sprintf("“%s” until %s", o.Title, o.To))
		}
	}
	if len(words) == 0 {
		return ""
	}
	return " Offices of more authority, since left, lend it nothing: " + strings.Join(words, ", ") + "."
}

// period says since when an office is held and until when, as far as on record.
func period(o graph.Office) string {
	switch {
	case o.From.IsZero() && o.To.IsZero():
		return ""
	case o.To.IsZero():
		return " (since " + o.From.String() + ")"
	case o.From.IsZero():
		return " (until " + o.To.String() + ")"
	}
	return fmt.Sprintf(" (%s to %s)", o.From, o.To)
}

// meaning is what a degree of authority means.
func meaning(a graph.Authority) string {
	for _, v := range a.Values() {
		if v.Word == string(a) {
			return strings.ToLower(v.Doc[:1]) + v.Doc[1:]
		}
	}
	return ""
}
