package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// maxCompared is how many scenarios one request may hold: the API bounds aliases.
const maxCompared = 40

const outlineFragment = `
fragment Outline on Negotiation {
  scenario { key title }
  settlement(` + settleArguments + `) {
    asOf reading parties { key } verdict packageCount dealCount
    cores(first: $first, timeBudgetMs: $budget) { complete count nodes { redLines { key } } }
    concessions(first: $first, timeBudgetMs: $budget) { complete count nodes { cost redLines { key } } }
  }
}`

// outline is the answer under one scenario, in short.
type outline struct {
	Scenario   named // of the row without a scenario: empty
	Settlement settled
}

// compareScenarios prints what each scenario answers beside the record without one.
func (a *app) compareScenarios(ctx context.Context, from asker, vars map[string]any, keys []string) error {
	keys, err := a.scenarios(ctx, from, vars, trimmed(keys))
	if err != nil {
		return err
	}
	query, fields := "query Compare("+settleVariables, "  s0: negotiation("+settleView+") { ...Outline }\n"
	for n, key := range keys {
		name := fmt.Sprintf("s%d", n+1)
		vars[name] = key
		query += ", $" + name + ": String"
		fields += "  " + name + ": negotiation(" + settleView + ", scenario: $" + name + ") { ...Outline }\n"
	}
	var data map[string]outline
	if err := into(ctx, from, query+") {\n"+fields+"}"+outlineFragment, vars, &data); err != nil {
		return err
	}
	if plain := data["s0"].Settlement; a.format == "table" || a.format == "md" {
		fmt.Fprintf(a.stdout, "Relative to the red lines recorded as of %s for %s, on the %s reading:\n\n", plain.AsOf, strings.Join(each(plain.Parties, named.key), ", "), string(plain.Reading))
	}
	return a.print(a.outlines(data, len(keys)+1))
}

// outlines is one row a scenario; the first row is without one.
func (a *app) outlines(data map[string]outline, rows int) *table {
	t := &table{columns: []string{"scenario", "supposes", "verdict", "cores", "smallest core", "packages", "deals", "concessions", "cheapest"}, sentence: true}
	people := a.format == "table" || a.format == "md"
	if !people {
		t.columns = append(t.columns, "complete")
	}
	t.columns = append(t.columns, "what changes")
	plain := data["s0"].Settlement
	for n := range rows {
		o := data[fmt.Sprintf("s%d", n)]
		row := o.row(people)
		if n == 0 {
			row[0], row[1] = "none", "the record as it stands"
			t.rows = append(t.rows, append(row, ""))
			continue
		}
		t.rows = append(t.rows, append(row, o.Settlement.changes(&plain)))
	}
	return t
}

// scenarios resolves all to the scenarios on record.
func (a *app) scenarios(ctx context.Context, from asker, vars map[string]any, keys []string) ([]string, error) {
	if slices.Equal(keys, []string{"all"}) {
		var data struct {
			Negotiation struct{ Scenarios []keyed }
		}
		const query = `query Scenarios($negotiation: String!, $knownAt: DateTime) { negotiation(key: $negotiation, knownAt: $knownAt) { scenarios { key } } }`
		if err := into(ctx, from, query, vars, &data); err != nil {
			return nil, err
		}
		keys = keysOf(data.Negotiation.Scenarios)
		if len(keys) == 0 {
			return nil, graph.Errorf(graph.CodeNotFound, "--compare all: no scenario of negotiation %s is on record", vars["negotiation"])
		}
	}
	if len(keys) > maxCompared {
		return nil, graph.Errorf(graph.CodeInvalid, "--compare: %d scenarios: name at most %d at once", len(keys), maxCompared)
	}
	return keys, nil
}

// row is the answer in figures, for people or for programs.
func (o outline) row(people bool) []any {
	s := &o.Settlement
	smallest, cheapest := any(nil), any(nil)
	if len(s.Cores.Nodes) > 0 {
		smallest = len(s.Cores.Nodes[0].RedLines)
	}
	if len(s.Concessions.Nodes) > 0 {
		cheapest = s.Concessions.Nodes[0].Cost
	}
	if people {
		return []any{
			o.Scenario.Key, o.Scenario.Title, string(s.Verdict), s.Cores.known(), smallest, figure(s.PackageCount), figure(s.DealCount),
			s.Concessions.known(), cheapest,
		}
	}
	return []any{
		o.Scenario.Key, o.Scenario.Title, string(s.Verdict), s.Cores.least(), smallest, s.PackageCount, s.DealCount,
		s.Concessions.least(), cheapest, s.Cores.Complete && s.Concessions.Complete,
	}
}

// known is how many are known, marked where there may be more.
func (l listOf[T]) known() string {
	if l.Complete {
		return fmt.Sprint(l.Count)
	}
	return fmt.Sprintf("at least %d", l.least())
}

// changes says what is otherwise than in the plain record. A core is gone, or new, only where no list that may lack it
// was cut short.
func (s *settled) changes(plain *settled) string {
	var words []string
	if s.Verdict != plain.Verdict {
		words = append(words, fmt.Sprintf("%s instead of %s", strings.ToUpper(string(s.Verdict)), strings.ToUpper(string(plain.Verdict))))
	}
	if gone := missingFrom(plain.Cores.Nodes, s.Cores.Nodes, core.name); s.Cores.Complete && len(gone) > 0 {
		words = append(words, "cores gone: "+strings.Join(each(gone, core.name), ", "))
	}
	if come := missingFrom(s.Cores.Nodes, plain.Cores.Nodes, core.name); plain.Cores.Complete && len(come) > 0 {
		words = append(words, "new cores: "+strings.Join(each(come, core.name), ", "))
	}
	switch {
	case !s.Cores.Complete || !plain.Cores.Complete:
		words = append(words, "not all cores were compared")
	case len(words) == 0:
		words = append(words, "same verdict, same cores")
	}
	return strings.Join(words, "; ")
}

// name is the same for the same red lines.
func (c core) name() string { return "{" + strings.Join(each(c.RedLines, redLine.key), ", ") + "}" }

// missingFrom returns what of list is not in other, by name.
func missingFrom[T any](list, other []T, name func(T) string) []T {
	has := map[string]bool{}
	for _, x := range other {
		has[name(x)] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return has[name(x)] })
}
