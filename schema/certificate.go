package schema

import "parley/analysis/settle"

func certificateField() field {
	return field{
		name: "certificate", typ: "Certificate!", doc: "The question in numbers, so that any SAT solver can check the verdict and the cores. The cores that the field cores lists by default are in its comments.",
		resolve: with(func(c *call, s seen[*settle.Settlement]) (any, error) {
			budget, err := c.budget()
			if err != nil {
				return nil, err
			}
			list, err := s.it.Cores(c.ctx, defaultPage, budget)
			if err != nil {
				return nil, err
			}
			return s.it.Certificate(list.Cores), nil
		}),
	}
}

func certificateTypes() []definition {
	type certificate = *settle.Certificate
	type entry = settle.LegendEntry
	some := func(n int) any {
		if n == 0 {
			return nil
		}
		return n
	}
	return []definition{
		object{name: "Certificate", doc: "The red lines of a view as clauses over options. Group 0 says that every issue has exactly one option and what the rules exclude; each red line is a group of its own.", fields: []field{
			{name: "format", typ: "String!", doc: "The form of groupCnf: GCNF, the extension of DIMACS CNF for groups of clauses (SAT Competition 2011).",
				resolve: get(func(certificate) any { return "GCNF" })},
			{name: "cnf", typ: "String!", doc: "All clauses in plain DIMACS CNF: unsatisfiable if and only if the verdict is BLOCKED.",
				resolve: get(func(c certificate) any { return c.CNF })},
			{name: "groupCnf", typ: "String!", doc: "The clauses by group. A core is a minimal set of groups that cannot be satisfied together with group 0.",
				resolve: get(func(c certificate) any { return c.GroupCNF })},
			{name: "legend", typ: "[LegendEntry!]!", doc: "What every variable and every group stands for: variables first, each in order.",
				resolve: get(func(c certificate) any { return c.Legend })},
			{name: "datasetHash", typ: "String!", doc: "The hash of the last change the view takes in.", resolve: get(func(c certificate) any { return c.DatasetHash })},
		}},
		object{name: "LegendEntry", doc: "What a variable or a group of a certificate stands for.", fields: []field{
			{name: "variable", typ: "Int", doc: "The number of a variable, which stands for an option; null for a group.", resolve: get(func(e entry) any { return some(e.Variable) })},
			{name: "group", typ: "Int", doc: "The number of a group, which stands for a red line; null for a variable.", resolve: get(func(e entry) any { return some(e.Group) })},
			{name: "recordKind", typ: "RecordKind!", doc: "Issue for a variable, red line for a group.", resolve: get(func(e entry) any { return string(e.Record.Kind) })},
			{name: "recordKey", typ: "String!", doc: "The key of the issue or the red line.", resolve: get(func(e entry) any { return e.Record.Key })},
			{name: "optionKey", typ: "String", doc: "The key of the option; null for a group.", resolve: get(func(e entry) any { return opt(e.Option) })},
			{name: "label", typ: "String!", doc: "The issue with the option, or the party with the red line.", resolve: get(func(e entry) any { return e.Label })},
		}},
	}
}
