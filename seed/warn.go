package seed

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// warnings adds what a folder without faults leaves to wish for. Warnings of a sort that there are many of are
// told in one line.
func (c *checker) warnings(s *graph.Snapshot) {
	var bare, unused, unheard, foreign, unentitled, open, early, voiceless lookAt
	for _, e := range c.entries {
		ref := e.record.Ref()
		switch r := e.record.(type) {
		case *graph.Position:
			bare.when(len(r.Evidence) == 0, e, nil, "rests on no statement")
			c.foreign(s, &foreign, e, r.Party, r.Evidence)
			c.unentitled(s, &unentitled, e, r.Party, r.Supersedes)
		case *graph.RedLine:
			bare.when(len(r.Evidence) == 0, e, nil, "rests on no statement")
			c.foreign(s, &foreign, e, r.Party, r.Evidence)
			c.unentitled(s, &unentitled, e, r.Party, r.Supersedes)
		case *graph.Source:
			unused.when(!referred(s, ref), e, nil, "no statement is taken from it")
		case *graph.Statement:
			unheard.when(!referred(s, ref), e, nil, "nothing rests on it")
			src, _ := graph.Get[*graph.Source](s, r.Source)
			early.when(r.Said.Compare(src.Issued) == graph.After, e, []any{"said"}, fmt.Sprintf("%s is after the source was published, %s", r.Said, src.Issued))
			voiceless.when(r.Party != "" && r.Speaker == "" && r.Voice == "", e, nil, "does not say who spoke for the party: name a speaker or a voice")
		case *graph.Issue:
			open.when(!referred(s, ref, graph.KindPosition, graph.KindRedLine), e, nil, "no party has a position or red line on it")
		}
	}
	early.tell(c, "statements were said after their source was published")
	voiceless.tell(c, "statements do not say who spoke for the party")
	bare.tell(c, "positions and red lines rest on no statement")
	foreign.tell(c, "positions and red lines rest on words of another party")
	unentitled.tell(c, "positions and red lines rest on words of nobody with an office that speaks for the party")
	open.tell(c, "issues have no position or red line")
	unused.tell(c, "sources have no statement taken from them")
	unheard.tell(c, "statements have nothing resting on them")
	c.nearCopies(s)
	if c.unproved > 0 {
		c.problems = append(c.problems, Problem{File: c.name, Warning: true, Msg: fmt.Sprintf(
			"%s not looked up: no text with the hash of the source is at hand", count(c.unproved, "quotation was", "quotations were"))})
	}
}

// referred reports whether a record of one of the kinds, or of any, names r.
func referred(s *graph.Snapshot, r graph.Ref, kinds ...graph.Kind) bool {
	for _, k := range graph.Kinds() {
		if len(kinds) > 0 && !slices.Contains(kinds, k.Kind) {
			continue
		}
		for range s.Referring(r, k.Kind) {
			return true
		}
	}
	return false
}

// foreign notes evidence in which another party speaks than the one whose position rests on it, unless it is a
// bloc the latter belongs to.
func (c *checker) foreign(s *graph.Snapshot, found *lookAt, e *entry, party string, evidence []string) {
	for i, key := range evidence {
		st, ok := graph.Get[*graph.Statement](s, key)
		if ok && st.Party != "" && st.Party != party && !belongs(s, party, st.Party, map[string]bool{}) {
			found.when(true, e, []any{"evidence", i}, fmt.Sprintf("%s speaks for %s, not for %s", key, st.Party, party))
		}
	}
}

// belongs reports whether a party is, or ever was, a member of a bloc, directly or through another.
func belongs(s *graph.Snapshot, party, bloc string, seen map[string]bool) bool {
	p, ok := graph.Get[*graph.Party](s, party)
	if !ok || seen[party] {
		return false
	}
	seen[party] = true
	return slices.ContainsFunc(p.Memberships, func(m graph.Membership) bool {
		return m.Of == bloc || belongs(s, m.Of, bloc, seen)
	})
}

// lookAt collects warnings of one sort.
type lookAt struct {
	entries []*entry
	paths   [][]any
	msgs    []string
}

func (l *lookAt) when(found bool, e *entry, path []any, msg string) {
	if found {
		l.entries, l.paths, l.msgs = append(l.entries, e), append(l.paths, path), append(l.msgs, msg)
	}
}

// manyWarnings is how many warnings of a sort are told singly.
const manyWarnings = 5

// tell adds the warnings to the problems: singly, or if there are many as one with their number.
func (l *lookAt) tell(c *checker, many string) {
	if len(l.entries) <= manyWarnings {
		for i, e := range l.entries {
			c.warnf(e, l.paths[i], "%s", l.msgs[i])
		}
		return
	}
	var keys []string
	for _, e := range l.entries[:manyWarnings] {
		keys = append(keys, e.record.Ref().Key)
	}
	c.problems = append(c.problems, Problem{File: c.name, Warning: true, Msg: fmt.Sprintf(
		"%d %s: %s and %d more", len(l.entries), many, strings.Join(keys, ", "), len(l.entries)-manyWarnings)})
}
