package graph

import (
	"slices"
	"strings"
)

// chains are the fields that lead from a record to others of its kind and must not lead back.
var chains = map[Kind]string{
	KindPosition: "supersedes",
	KindRedLine:  "supersedes",
	KindProposal: "supersedes",
	KindSource:   "origin",
	KindEvent:    "part-of",
	KindParty:    "of",
}

// circles finds the circles that the records stand in, and returns a fault for each record of each.
func (s *Snapshot) circles(records []Record) map[Ref][]Fault {
	w := &chainWalk{Snapshot: s, place: map[Ref]int{}, found: map[Ref][]Fault{}}
	for _, r := range records {
		if w.place[r.Ref()] == unvisited {
			w.visit(r)
		}
	}
	return w.found
}

// chainWalk goes through chains in depth, to every record once (the three colours of Cormen et al., Introduction
// to Algorithms, ch. 20): a record is not visited yet, or on the path from where the walk began, or left behind.
type chainWalk struct {
	*Snapshot
	path  []link
	place map[Ref]int // place in the path, counted from 1
	found map[Ref][]Fault
}

const (
	unvisited = 0
	left      = -1
)

// link is a record of the path and the field by which the walk goes on from it.
type link struct {
	ref   Ref
	field []any
}

func (w *chainWalk) visit(r Record) {
	w.path = append(w.path, link{ref: r.Ref()})
	here := len(w.path)
	w.place[r.Ref()] = here
	for _, ref := range chained(r) {
		to, ok := w.Record(ref.to)
		if !ok {
			continue
		}
		w.path[here-1].field = ref.path
		switch at := w.place[ref.to]; at {
		case unvisited:
			w.visit(to)
		case left:
		default:
			w.tell(w.path[at-1:])
		}
	}
	w.path = w.path[:here-1]
	w.place[r.Ref()] = left
}

// tell makes a fault of each record of a circle, which for each begins and ends with itself.
func (w *chainWalk) tell(circle []link) {
	var keys []string
	for _, l := range circle {
		keys = append(keys, l.ref.Key)
	}
	for i, l := range circle {
		c := &checker{ref: l.ref}
		c.faultf(l.field, "goes round in a circle: %s", strings.Join(slices.Concat(keys[i:], keys[:i+1]), " -> "))
		w.found[l.ref] = append(w.found[l.ref], c.faults...)
	}
}

// chained lists where a record goes on along its kind's chain.
func chained(r Record) []reference {
	role, ok := chains[r.Ref().Kind]
	if !ok {
		return nil
	}
	return slices.DeleteFunc(references(r), func(ref reference) bool {
		return ref.role != role || ref.to.Kind != r.Ref().Kind
	})
}
