package sequence

import (
	"slices"
	"strings"

	"parley/graph"
)

// explain tells who wants which step before which, and what shows it.
func (p *Precedence) explain() string {
	var shown []string
	for _, g := range p.Grounds {
		shown = append(shown, g.explain())
	}
	return upper(p.Party.InProse()) + " " + verbs[p.Strength][0] + " " + order(p.Before, p.After) + ": " + strings.Join(shown, "; ") + "."
}

// verbs say what one party, or several, do of each strength.
var verbs = map[Strength][2]string{
	RedLine:   {"leaves only", "leave only"},
	Demanded:  {"demands", "demand"},
	Preferred: {"prefers", "prefer"},
}

func (g Ground) explain() string {
	options := list(quotedAll(g.Issue.Labels(g.left)), "or")
	on := " on " + quoted(g.Issue.Title)
	if g.Position == nil {
		var titles []string
		for _, r := range g.RedLines {
			titles = append(titles, quoted(r.Title))
		}
		return "its " + plural(len(titles), "red line ", "red lines ") + list(titles, "and") + plural(len(titles), " leaves only ", " leave only ") + options + on
	}
	words := "it " + string(g.Position.Stance) + " " + options + on + note(g.Position)
	for n, p := range g.Yet {
		words += map[bool]string{true: ", but also ", false: " and "}[n == 0] +
			string(p.Stance) + " " + list(quotedAll(g.Issue.Labels(g.Issue.Set(p.Options))), "or") + note(p)
	}
	return words
}

// note remarks, in brackets, on the scope of a position and since when it holds.
func note(p *graph.Position) string {
	var parts []string
	if p.Scope != "" {
		parts = append(parts, p.Scope)
	}
	if !p.From.IsZero() {
		parts = append(parts, "since "+p.From.String())
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// explain tells who would have to give up what for the circle to open at this edge.
func (e *Edge) explain() string {
	var parts []string
	for _, w := range e.Wants {
		var held []string
		for _, r := range e.Break {
			if partyOf(r) == w.Party.Key {
				held = append(held, named(r))
			}
		}
		parts = append(parts, w.Party.InProse()+" ("+list(held, "and")+")")
	}
	words := "It opens here once " + order(e.Before, e.After) + " is given up by " + list(parts, "and")
	if both := e.bothWays(); len(both) > 0 {
		words += "; " + list(both, "and") + plural(len(both), " has", " have") + " also named options without this order"
	}
	if len(e.Shared) > 0 {
		var both []string
		for _, r := range e.Shared {
			both = append(both, named(r))
		}
		words += "; " + list(both, "and") + plural(len(both), " stands", " stand") + " behind another pair of it too"
	}
	return words + "."
}

// bothWays names the parties whose every ground for the edge stands beside options without its order.
func (e *Edge) bothWays() []string {
	var names []string
	for _, w := range e.Wants {
		if !slices.ContainsFunc(w.Grounds, func(g Ground) bool { return len(g.Yet) == 0 }) {
			names = append(names, w.Party.InProse())
		}
	}
	return names
}

// named is a record in a few words: the demand of 2025-06-02.
func named(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		words := map[graph.Stance]string{graph.StanceDemands: "the demand", graph.StancePrefers: "the preference"}[r.Stance]
		if r.From.IsZero() {
			return words + " " + quoted(r.Key)
		}
		return words + " of " + r.From.String()
	case *graph.RedLine:
		return "the red line " + quoted(r.Title)
	}
	return r.Ref().Key
}

func partyOf(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		return r.Party
	case *graph.RedLine:
		return r.Party
	}
	return ""
}

// explain tells the circle in one sentence.
func (c *Circle) explain() string {
	var parts []string
	for _, e := range c.Edges {
		parts = append(parts, e.wanted()+" "+order(e.Before, e.After))
	}
	head := "Each step waits for the next: "
	switch {
	case len(c.Parties) == 1:
		head = "A party against itself: "
	case c.YouFirst:
		head = "You first: "
	}
	return head + strings.Join(parts, "; ") + "."
}

// wanted says who wants an edge, the firmest first: Ukraine demands, and China and France prefer,
func (e *Edge) wanted() string {
	var groups []string
	for _, word := range strengths {
		var names []string
		for _, w := range e.Wants {
			if string(w.Strength) == word {
				names = append(names, w.Party.InProse())
			}
		}
		if len(names) > 0 {
			groups = append(groups, list(names, "and")+" "+plural(len(names), verbs[Strength(word)][0], verbs[Strength(word)][1]))
		}
	}
	if len(groups) == 1 {
		return groups[0]
	}
	return strings.Join(groups, ", and ") + ","
}

func order(before, after graph.Step) string {
	return quoted(before.Label) + " before " + quoted(after.Label)
}

func compareRefs(a, b graph.Ref) int { return strings.Compare(a.String(), b.String()) }

// upper writes a name as it begins a sentence.
func upper(name string) string {
	if rest, ok := strings.CutPrefix(name, "the "); ok {
		return "The " + rest
	}
	return name
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func quoted(s string) string { return "“" + s + "”" }

func quotedAll(words []string) []string {
	words = slices.Clone(words)
	for n, w := range words {
		words[n] = quoted(w)
	}
	return words
}

// list joins words as prose does: a, b and c.
func list(words []string, joint string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " " + joint + " " + words[n-1]
}
