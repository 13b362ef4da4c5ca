package change

import (
	"fmt"
	"strings"

	"parley/analysis/settle"
)

// Explanation says in a sentence or two what differs.
func (e *Effect) Explanation() string {
	words := e.moved()
	if e.None() {
		words = e.stayed()
	}
	if !e.Complete {
		words += " More may differ: not all clashes of red lines could be compared."
	}
	return words
}

func (e *Effect) stayed() string {
	if e.After == nil {
		return "Nothing changed in the answer: there is no such negotiation, before or after."
	}
	return fmt.Sprintf("Nothing changed in the answer: %s before and after, with %s.", shout(e.VerdictAfter()), count(e.Total[1], "conflict"))
}

func (e *Effect) moved() string {
	var parts []string
	add := func(n int, noun, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, count(n, noun)+" "+one)
		case n > 1:
			parts = append(parts, count(n, noun)+" "+many)
		}
	}
	add(len(e.Opened), "conflict", "opens", "open")
	add(len(e.Closed), "conflict", "closes", "close")
	add(len(e.Changed), "conflict", "changes", "change")
	add(len(e.CoresGained), "core", "is gained", "are gained")
	add(len(e.CoresLost), "core", "is lost", "are lost")
	if len(parts) == 0 {
		return e.verdictWords() + "."
	}
	return e.verdictWords() + "; " + series(parts) + "."
}

func (e *Effect) verdictWords() string {
	was, is := shout(e.VerdictBefore()), shout(e.VerdictAfter())
	switch {
	case e.Before == nil:
		return "The negotiation was not there before, and is " + is
	case e.After == nil:
		return "The negotiation was " + was + ", and is no longer there"
	case was == is:
		return "The verdict stays " + is
	}
	return "The verdict moves from " + was + " to " + is
}

// shout writes a verdict as it is known: BLOCKED.
func shout(v settle.Verdict) string { return strings.ToUpper(string(v)) }

// count writes a number of things: 1 conflict, 2 conflicts.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// series joins words as prose does: a, b and c.
func series(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
