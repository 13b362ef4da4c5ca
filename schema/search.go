package schema

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley/graph"
)

const maxSearch = 200 // letters of a search text

func searchTypes() []definition {
	type found = seen[hit]
	return []definition{
		connection{of: "SearchHit", doc: "records found, best match first, then by kind and key."},
		object{name: "SearchHit", doc: "A record in which a text was found.", fields: []field{
			{name: "kind", typ: "RecordKind!", doc: "The kind of record.", resolve: get(func(s found) any { return string(s.it.doc.ref.Kind) })},
			{name: "key", typ: "String!", doc: "The record's key.", resolve: get(func(s found) any { return s.it.doc.ref.Key })},
			{name: "id", typ: "ID!", doc: idDoc, resolve: get(func(s found) any { return s.it.doc.ref.ID().String() })},
			{name: "label", typ: "String!", doc: "What the record is called: its name, title or first words.",
				resolve: get(func(s found) any { return s.it.doc.texts[0].text })},
			{name: "match", typ: "SearchMatch!", doc: "How the text was found.", resolve: get(func(s found) any { return matches[s.it.match].Word })},
			{name: "field", typ: "String!", doc: "The field it was found in, as curated files name it; of words scattered over the record, the field of the first.",
				resolve: get(func(s found) any { return s.it.text.field })},
			{name: "text", typ: "String!", doc: "What that field holds.", resolve: get(func(s found) any { return s.it.text.text })},
			{name: "node", typ: "Node", doc: "The record, in the default view of the day and state of knowledge searched.", resolve: get(func(s found) any {
				r, ok := s.snap.Record(s.it.doc.ref)
				if !ok {
					return nil
				}
				return seeRecord(s.lens, r)
			})},
		}},
		enum{"SearchMatch", "How a text was found, best first.", matches},
	}
}

// matches are the ways a text is found, best first; hit.match counts in it.
var matches = []graph.EnumValue{
	{Word: "exact", Doc: "A field is the text."},
	{Word: "prefix", Doc: "A field begins with the text."},
	{Word: "words", Doc: "A field holds the text as whole words."},
	{Word: "part", Doc: "A field holds the text, if within words."},
	{Word: "scattered", Doc: "Every word of the text is somewhere in the record."},
}

func searchField() field {
	return field{
		name: "search", typ: "SearchHitConnection!",
		doc: "Search over names, titles, options, paraphrases, quotations and keys, without regard to case and accents. There is no stemming.",
		args: paged(
			arg{"text", "String!", "What to look for, at most 200 letters."},
			arg{"kinds", "[RecordKind!]", "Only records of these kinds."},
			listAsOfArg, knownAtArg,
		),
		resolve: func(c *call) (any, error) {
			want := fold(c.text("text"))
			if want == "" || len(want) > 4*maxSearch {
				return nil, badInput("text: write 1 to %d letters to look for", maxSearch)
			}
			l, err := c.lens()
			if err != nil {
				return nil, err
			}
			kinds := c.words("kinds")
			var hits []hit
			for _, d := range c.api.words.of(l.snap) {
				if !admits(kinds, string(d.ref.Kind)) || !c.begun(l, d.record) {
					continue
				}
				if h, ok := d.find(want); ok {
					hits = append(hits, h)
				}
			}
			slices.SortFunc(hits, func(a, b hit) int { return cmp.Compare(a.position(), b.position()) })
			return c.page("", listOf(hits, func(h hit) any { return see(l, h) }, hit.position))
		},
	}
}

// indexed is what a record can be found by.
type indexed struct {
	ref    graph.Ref
	record graph.Record
	texts  []searchText // the first is what the record is called
}

// searchText is one text of a record, and the same folded.
type searchText struct{ field, text, folded string }

// hit is a record found, how, and in which of its texts.
type hit struct {
	doc   *indexed
	match int
	text  searchText
}

func (h hit) position() string { return fmt.Sprintf("%d %s", h.match, h.doc.ref) }

// find looks for a folded text in the record.
func (d *indexed) find(want string) (hit, bool) {
	best := hit{d, len(matches), searchText{}}
	for _, t := range d.texts {
		if m := matchOf(t.folded, want); m < best.match {
			best.match, best.text = m, t
		}
	}
	if best.match == len(matches) {
		best.match, best.text = d.scattered(want)
	}
	return best, best.match < len(matches)
}

// matchOf tells how want stands in text, both folded: an index into matches, or their number for not at all.
func matchOf(text, want string) int {
	switch {
	case text == want:
		return 0
	case strings.HasPrefix(text, want):
		return 1
	case strings.Contains(" "+text+" ", " "+want+" "):
		return 2
	case strings.Contains(text, want):
		return 3
	}
	return len(matches)
}

// scattered looks for every word of want anywhere in the record.
func (d *indexed) scattered(want string) (int, searchText) {
	var first searchText
	for i, w := range strings.Fields(want) {
		n := slices.IndexFunc(d.texts, func(t searchText) bool { return strings.Contains(t.folded, w) })
		if n < 0 {
			return len(matches), first
		}
		if i == 0 {
			first = d.texts[n]
		}
	}
	return len(matches) - 1, first
}

// fold makes texts comparable: lower case, accents dropped, everything but letters and digits a single space.
func fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return b.String()
}

// wordIndex holds the folded texts of the newest snapshot searched. Records never change, so other snapshots reuse all
// that are in both.
type wordIndex struct {
	mu     sync.Mutex
	seq    uint64
	docs   []*indexed
	folded map[graph.Record]*indexed
}

// of returns the documents of a snapshot, by kind and key.
func (x *wordIndex) of(s *graph.Snapshot) []*indexed {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.docs != nil && x.seq == s.Head().Seq {
		return x.docs
	}
	docs, folded := []*indexed{}, map[graph.Record]*indexed{}
	for _, k := range graph.Kinds() {
		for r := range s.Records(k.Kind) {
			d := x.folded[r]
			if d == nil {
				d = newIndexed(r)
			}
			docs, folded[r] = append(docs, d), d
		}
	}
	if s.Head().Seq >= x.seq {
		x.seq, x.docs, x.folded = s.Head().Seq, docs, folded
	}
	return docs
}

func newIndexed(r graph.Record) *indexed {
	d := &indexed{ref: r.Ref(), record: r}
	add := func(field string, texts ...string) {
		for _, t := range texts {
			if f := fold(t); f != "" {
				d.texts = append(d.texts, searchText{field, t, f})
			}
		}
	}
	searchable(r, add)
	add("key", r.Ref().Key)
	return d
}

// searchable names the texts a record can be found by, what it is called first.
func searchable(r graph.Record, add func(field string, texts ...string)) {
	switch r := r.(type) {
	case *graph.Negotiation:
		add("title", r.Title)
		add("description", r.Description)
	case *graph.Party:
		add("name", r.Name)
		add("names", inOrder(r.Names)...)
		add("aliases", r.Aliases...)
	case *graph.Person:
		add("name", r.Name)
		add("names", inOrder(r.Names)...)
		add("aliases", r.Aliases...)
	case *graph.Issue:
		add("title", r.Title)
		add("question", r.Question)
		for _, o := range r.Options {
			add("options", o.Label, o.Description)
		}
	case *graph.Position:
		add("key", r.Key)
		add("scope", r.Scope)
		add("note", r.Note)
	case *graph.RedLine:
		add("title", r.Title)
		add("scope", r.Scope)
		add("note", r.Note)
	case *graph.Inquiry:
		add("note", r.Note)
	case *graph.Proposal:
		add("title", r.Title)
		for _, p := range r.Provisions {
			add("provisions", p.Text)
		}
		add("note", r.Note)
	case *graph.Response:
		add("note", r.Note)
	case *graph.Commitment:
		add("title", r.Title)
		add("consequence", r.Consequence)
	case *graph.Rule:
		add("reason", r.Reason)
	case *graph.Source:
		add("title", r.Title)
		add("publisher", r.Publisher)
	case *graph.Statement:
		add("paraphrase", r.Paraphrase)
		if r.Quotation != nil {
			add("quotation", r.Quotation.Exact)
		}
	case *graph.Event:
		add("title", r.Title)
		add("place", r.Place)
		add("description", r.Description)
	case *graph.Assessment:
		add("text", r.Text)
		add("institution", r.Institution)
	case *graph.Dispute:
		add("title", r.Title)
		for _, a := range r.Versions {
			add("versions", a.Label)
		}
		add("reason", r.Reason)
	case *graph.Term:
		add("title", r.Title)
		add("aliases", r.Aliases...)
		for _, s := range r.Senses {
			add("senses", s.Label)
		}
		add("wording", r.Wording)
		add("note", r.Note)
	case *graph.Scenario:
		add("title", r.Title)
		add("description", r.Description)
	}
}

func inOrder(m map[string]string) []string {
	var texts []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		texts = append(texts, m[k])
	}
	return texts
}
