package claim

import (
	"slices"
	"strings"

	"parley/graph"
)

func quoted(s string) string { return "“" + s + "”" }

func names(parties []*graph.Party, joint string) string {
	var list []string
	for _, p := range parties {
		list = append(list, p.InProse())
	}
	return series(list, joint)
}

// series joins words as prose does: a, b and c.
func series(words []string, joint string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + joint + " " + words[last]
}

// ordered puts records by kind and key, each once.
func ordered(list []graph.Record) []graph.Record {
	slices.SortFunc(list, func(a, b graph.Record) int { return strings.Compare(a.Ref().String(), b.Ref().String()) })
	return slices.Compact(list)
}
