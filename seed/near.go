package seed

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"parley/graph"
)

// Sources that read alike are told of, so that a person decides whether one copies the other: five papers with one agency
// report are one origin, and nothing is merged by guess. A text is taken as the set of its runs of some words (shingles),
// and two texts are as alike as the smaller set is contained in the larger (A. Broder, On the resemblance and containment
// of documents, 1997), so that a paper that prints a part of the report is found too.
//
// Compared is the text where it is kept; else the words quoted from the source, with those around them. Paraphrases are
// the coder's own words and tell nothing of who copied whom. The same words of a speaker, quoted in reports written
// apart, are a small part of each.
const (
	runWords = 4   // words in a run
	fewRuns  = 12  // texts with fewer tell nothing
	alike    = 0.6 // of the runs of the smaller text that stand in the larger
)

// nearCopies warns of sources that read like one published before them, and do not go back to one origin on record.
func (c *checker) nearCopies(s *graph.Snapshot) {
	var read []reading
	for src := range graph.All[*graph.Source](s) {
		if r := readingOf(s, src); len(r.runs) >= fewRuns {
			read = append(read, r)
		}
	}
	slices.SortFunc(read, func(a, b reading) int {
		return cmp.Or(cmp.Compare(a.source.Issued.Earliest(), b.source.Issued.Earliest()), strings.Compare(a.source.Key, b.source.Key))
	})
	with := map[uint64][]int{} // by run: the texts before that have it
	for n, r := range read {
		common := map[int]int{}
		for run := range r.runs {
			for _, o := range with[run] {
				common[o]++
			}
			with[run] = append(with[run], n)
		}
		c.tellNear(s, read, r, common)
	}
}

// reading is what is at hand of a source's text.
type reading struct {
	source *graph.Source
	runs   map[uint64]bool
}

// runSeed makes runs of one process comparable.
var runSeed = maphash.MakeSeed()

func readingOf(s *graph.Snapshot, src *graph.Source) reading {
	r := reading{src, map[uint64]bool{}}
	if src.Text != "" {
		r.add(src.Text)
		return r
	}
	for st := range graph.Referring[*graph.Statement](s, src.Ref()) {
		if q := st.Quotation; q != nil {
			r.add(q.Prefix + q.Exact + q.Suffix)
		}
	}
	return r
}

func (r *reading) add(text string) {
	words := strings.FieldsFunc(strings.ToLower(text), func(x rune) bool { return !unicode.IsLetter(x) && !unicode.IsDigit(x) })
	for n := runWords; n <= len(words); n++ {
		r.runs[maphash.String(runSeed, strings.Join(words[n-runWords:n], " "))] = true
	}
}

// tellNear warns of a source, with the one before it that has most of its runs, if those are enough. Where one that reads
// so is of the same origin on record, nothing is left to decide.
func (c *checker) tellNear(s *graph.Snapshot, read []reading, r reading, common map[int]int) {
	best, share := -1, 0.0
	for o := range read {
		got := float64(common[o]) / float64(min(len(r.runs), len(read[o].runs)))
		switch {
		case got < alike:
		case originOf(s, r.source) == originOf(s, read[o].source):
			return
		case got > share:
			best, share = o, got
		}
	}
	e, ours := c.byRef[r.source.Ref()]
	if best < 0 || !ours {
		return
	}
	like := read[best]
	c.warnf(e, nil, "reads like %s%s: they share %d runs of %d words, of %d here and %d there; if one copies the other, or both a third, say so with origin",
		like.source.Key, c.placeOf(like.source.Ref()), common[best], runWords, len(r.runs), len(like.runs))
}

// placeOf says in brackets where a record of the folder stands.
func (c *checker) placeOf(r graph.Ref) string {
	e, ours := c.byRef[r]
	if !ours {
		return ""
	}
	return fmt.Sprintf(" (%s)", strings.TrimSuffix(e.problem(nil, "").place(), ": "))
}

// originOf follows a source to the one it goes back to.
func originOf(s *graph.Snapshot, src *graph.Source) *graph.Source {
	for {
		next, ok := graph.Get[*graph.Source](s, src.Origin)
		if !ok {
			return src
		}
		src = next
	}
}
