package schema

import (
	"fmt"
	"slices"

	"parley/analysis/settle"
	"parley/graph"
)

// suppositionInputs are what a settlement can be asked under.
func suppositionInputs() []definition {
	return []definition{
		input{"ChoiceInput", "An issue with some of its options.", []arg{
			{"issue", "String!", "The issue, by key."},
			{"options", "[String!]!", "The options, by key. Of a quantity: numbers and ranges of them, 600000, <600000, <=600000, >600000, >=600000 or 85000..100000, both ends in it."},
		}},
		input{"PatternInput", "A package matches a pattern if, on every issue named, its option is among those listed.", []arg{
			{"terms", "[ChoiceInput!]!", "The issues named, each once, with the options that match."},
		}},
		input{"RedLineInput", "A red line supposed to be drawn. It counts for this answer alone.", []arg{
			{"party", "String!", "Whose red line it is, by key."},
			{"title", "String", "The line in a few neutral words. Default: what it forbids."},
			{"forbids", "[PatternInput!]!", "The packages ruled out: those that match any of these patterns."},
			{"salience", "Int", "How much it matters to the party, 0 to 100. Left out: not stated, counted as 50."},
		}},
	}
}

// question reads what a settlement is asked under.
func (c *call) question(l *lens) (q settle.Question, err error) {
	q.Parties, q.Issues, q.Reading = c.words("parties"), c.words("issues"), graph.Reading(c.text("reading"))
	if c.object("floor") != nil {
		floor, err := c.floor(l)
		if err != nil {
			return q, err
		}
		q.Floor = &floor
	}
	q.Suppose.Relaxes = c.words("relax")
	if q.Suppose.Assumes, err = pattern("assume", c.args["assume"]); err != nil {
		return q, err
	}
	for n, line := range objects(c.args["add"]) {
		r, err := supposedLine(fmt.Sprintf("add[%d]", n), line)
		if err != nil {
			return q, err
		}
		q.Suppose.Adds = append(q.Suppose.Adds, r)
	}
	asked := slices.DeleteFunc(slices.Clone(q.Parties), func(party string) bool {
		return slices.ContainsFunc(q.Suppose.Adds, func(r graph.RedLine) bool { return r.Party == party })
	})
	return q, l.known(graph.KindParty, "parties", asked)
}

// supposedLine reads a RedLineInput at the path.
func supposedLine(path string, line map[string]any) (r graph.RedLine, err error) {
	r.Party, _ = line["party"].(string)
	r.Title, _ = line["title"].(string)
	if n, given := line["salience"].(int); given {
		r.Salience = &n
	}
	for n, forbidden := range objects(line["forbids"]) {
		p, err := pattern(fmt.Sprintf("%s.forbids[%d].terms", path, n), forbidden["terms"])
		if err != nil {
			return r, err
		}
		r.Forbids = append(r.Forbids, p)
	}
	return r, nil
}

// pattern reads a list of ChoiceInput at the path.
func pattern(path string, list any) (graph.Pattern, error) {
	var p graph.Pattern
	for n, choice := range objects(list) {
		issue, _ := choice["issue"].(string)
		if _, twice := p[issue]; twice {
			return nil, badInput("%s[%d]: issue %q is there twice: list all its options in one place", path, n, shorten(issue))
		}
		if p == nil {
			p = graph.Pattern{}
		}
		p[issue] = words(choice["options"])
	}
	return p, nil
}

// objects returns the input objects of a list.
func objects(v any) []map[string]any {
	list, _ := v.([]any)
	var out []map[string]any
	for _, x := range list {
		if m, ok := x.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}
