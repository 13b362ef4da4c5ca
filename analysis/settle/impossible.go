package settle

import (
	"context"
	"slices"
	"strings"

	"parley/analysis/nogood"
	"parley/graph"
)

// impossible says why no package fits the text.
func (t *text) impossible(ctx context.Context) (string, error) {
	core, err := t.core(ctx)
	if err != nil {
		return "", err
	}
	return t.clash(core), nil
}

// core returns a minimal set of parts that cannot stand together.
func (t *text) core(ctx context.Context) ([]part, error) { return t.excluding(ctx, nil) }

// excluding returns a minimal set of parts under which no package matches the pattern, found by leaving out one
// after the other: what the scenario supposes first, then clauses, then rules. All parts together must allow
// none.
func (t *text) excluding(ctx context.Context, pattern nogood.Nogood) ([]part, error) {
	core := t.parts()
	slices.SortStableFunc(core, t.byKind)
	for _, p := range slices.Clone(core) {
		rest := slices.DeleteFunc(slices.Clone(core), func(q part) bool { return q == p })
		s := t.compile(rest)
		box, err := s.Solve(ctx, pattern.Inside(s.Domains))
		if err != nil {
			return nil, err
		}
		if box == nil {
			core = rest
		}
	}
	slices.SortStableFunc(core, t.byKind)
	return core, nil
}

// byKind orders parts by kind, and clauses as in the text.
func (t *text) byKind(a, b part) int {
	if a.kind == theClauses && b.kind == theClauses {
		return t.order(t.Variable[a.key], t.Variable[b.key])
	}
	return int(a.kind - b.kind)
}

// clash puts a minimal set of parts that cannot stand together into a sentence.
func (t *text) clash(core []part) string {
	var words, reasons []string
	clauses := false
	for _, p := range core {
		switch i := t.Variable[p.key]; p.kind {
		case theAssumption:
			words = append(words, "the scenario supposes "+t.title(i)+" settled as "+t.labels(i, t.View.Issues[i].Assumed))
		case theClauses:
			clauses = true
			words = append(words, t.chooses(i))
		case theRule:
			reasons = append(reasons, t.reason(p.key))
		}
	}
	opening := "No package fits the text: "
	if !clauses {
		opening = "No package is left, whatever the text says: "
	}
	switch {
	case len(reasons) == 0:
		return opening + series(words, "and") + ", which cannot both be."
	case len(words) == 0:
		return opening + "the rules alone exclude every package (" + strings.Join(reasons, "; ") + ")."
	case len(reasons) == 1:
		return opening + series(words, "and") + ", which a rule excludes (" + reasons[0] + ")."
	}
	return opening + series(words, "and") + ", which rules exclude (" + strings.Join(reasons, "; ") + ")."
}

// reason returns why a rule holds, without the full stop.
func (t *text) reason(rule string) string {
	r, _ := graph.Get[*graph.Rule](t.View.Snapshot, rule)
	return strings.TrimSuffix(r.Reason, ".")
}

// chooses tells what the text itself chooses on an issue.
func (t *text) chooses(issue int) string {
	words := t.does(t.choosing[issue], "settle") + " " + t.title(issue) + " as " + t.labels(issue, t.chosen(issue))
	if t.conditional(issue) {
		words += " under a condition"
	}
	return words
}
