package document

import (
	"fmt"
	"strings"

	"parley/graph"
)

// vocabulary says what may be meant by a name that nobody knows.
type vocabulary struct {
	silent bool // about names of the schema
}

// Near is what a message adds about a word that is none of the known ones: the nearest, or all if they are few.
func Near(word string, known []string) string {
	if n := graph.Nearest(word, known); n != "" {
		return fmt.Sprintf(" (did you mean %q?)", n)
	}
	if len(known) > 0 && len(known) <= 12 {
		return ": one of " + strings.Join(known, ", ")
	}
	return ""
}

// near is Near of names of the schema.
func (v vocabulary) near(word string, known []string) string {
	if v.silent {
		return ""
	}
	return Near(word, known)
}

// hint is near, or else how to find out what there is: by a question.
func (v vocabulary) hint(word string, known []string, question string) string {
	hint := v.near(word, known)
	switch {
	case v.silent:
		return ": look it up in the schema you were given"
	case hint == "":
		return ": ask " + question + " for all there are"
	}
	return hint
}
