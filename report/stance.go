package report

import (
	"parley/graph"
)

var stanceWords = map[graph.Stance]string{
	graph.StanceDemands:  "demands",
	graph.StancePrefers:  "prefers",
	graph.StanceAccepts:  "accepts",
	graph.StanceOpposes:  "opposes",
	graph.StanceOpen:     "is ready to discuss",
	graph.StanceUnclear:  "is unclear about",
	graph.StanceDeclined: "would not say about",
	graph.StanceDenied:   "denies holding",
}

// standWords puts a position or red line in one line, verb first, as in a matrix.
func standWords(v *graph.View, r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		return positionWords(v.Snapshot, r)
	case *graph.RedLine:
		return "red line, " + firmnessWords(r) + ": " + quoted(r.Title) + " rules out " + patternsWords(v.Snapshot, v.Forbids(r)) + scopeWords(r.Scope)
	}
	return ""
}

func positionWords(s *graph.Snapshot, p *graph.Position) string {
	words := stanceWords[p.Stance]
	if i, ok := graph.Get[*graph.Issue](s, p.Issue); ok && len(p.Options) > 0 {
		words += " " + optionList(i, p.Options)
	}
	if len(p.Condition) > 0 {
		words += ", only with " + patternsWords(s, p.Condition)
	}
	return words + scopeWords(p.Scope)
}

func scopeWords(scope string) string {
	if scope == "" {
		return ""
	}
	return " (scope: " + scope + ")"
}

func firmnessWords(r *graph.RedLine) string {
	if r.Strength() == graph.Implied {
		return "implied (never said as a refusal)"
	}
	return string(r.Strength())
}

// sinceWords says from when a record holds.
func sinceWords(r graph.Record) string {
	from := graph.Date{}
	switch r := r.(type) {
	case *graph.Position:
		from = r.From
	case *graph.RedLine:
		from = r.From
	}
	if from.IsZero() {
		return "not stated"
	}
	return DateWords(from)
}
