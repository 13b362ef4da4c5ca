package main

import (
	"maps"
	"time"

	"github.com/spf13/cobra"

	"parley/graph"
)

// settleFlags are what a settlement is asked under beyond the view, and how much of the answer to give.
type settleFlags struct {
	floorFlags
	relax, add, assume []string
	first              int
	budget             time.Duration
	certificate        string
	compare            []string
}

func (a *app) settle() *cobra.Command {
	var f settleFlags
	c := &cobra.Command{
		Use:   "settle",
		Short: "Is there a deal that respects every red line, and if not, why not and what would open one?",
		Long: `Settle takes one option on every issue and asks which such packages cross no red line and no rule. The verdict is
BLOCKED if none is left, OPEN if one is left on which no party asked about is silent, and else UNDETERMINED. All three are
answers: the exit code is 0. --parties and --issues choose whose red lines count, by default those of the principals, and
what is to be settled. What is supposed with --relax, --add and --assume counts for this answer only.

CSV has one table with a row for the verdict, each set of red lines that cannot stand together, each that would have to be
given up, and each silence; JSON has everything.`,
		Example: `  parley settle --as-of 2025-08-19 --parties ukraine,eu,russia
  parley settle --reading broad --relax ukraine-no-neutrality --add 'eu: foreign-troops=no-foreign-troops'
  parley settle --compare all`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			asked, err := f.variables(c)
			if err != nil {
				return err
			}
			from, err := a.asker(c.Context())
			if err != nil {
				return err
			}
			defer from.close()
			vars, err := a.viewVariables(c.Context(), from)
			if err != nil {
				return err
			}
			maps.Copy(vars, asked)
			if f.compare != nil {
				return a.compareScenarios(c.Context(), from, vars, f.compare)
			}
			return a.settleOnce(c.Context(), from, vars, f)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, rowFormats...)
	f.define(c)
	return c
}

func (f *settleFlags) define(c *cobra.Command) {
	s := c.Flags()
	s.Lookup("parties").Usage = "whose red lines and positions count, by key; left out: the principals"
	s.Lookup("issues").Usage = "what is to be settled, by key; left out: every issue"
	s.StringSliceVar(&f.relax, "relax", nil, "suppose that these red lines are given up, by key")
	s.StringArrayVar(&f.add, "add", nil, "suppose a red line: 'PARTY: ISSUE=OPTION|OPTION & ISSUE=OPTION; ISSUE=OPTION'; may be repeated")
	s.StringArrayVar(&f.assume, "assume", nil, "suppose an issue settled: 'ISSUE=OPTION|OPTION'; may be repeated")
	f.floorFlags.define(c)
	s.IntVar(&f.first, "first", 20, "how many to list at most, 1 to 500: of clashing sets, of concessions, of silences")
	s.DurationVar(&f.budget, "time-budget", 2*time.Second, "how long to look for clashing sets, and for concessions, 1ms to 10s")
	s.StringVar(&f.certificate, "certificate", "", "write the red lines to this file in DIMACS CNF, and in groups to one ending in .gcnf, for a SAT solver to recheck")
	s.StringSliceVar(&f.compare, "compare", nil, "set these scenarios beside the plain record, by key; all for every one on record")
}

// variables are what the flags ask for, as GraphQL variables.
func (f *settleFlags) variables(c *cobra.Command) (map[string]any, error) {
	vars := map[string]any{"first": f.first, "budget": f.budget.Milliseconds(), "files": f.certificate != ""}
	switch {
	case f.first < 1 || f.first > 500:
		return nil, graph.Errorf(graph.CodeInvalid, "--first %d: list 1 to 500", f.first)
	case f.budget < time.Millisecond || f.budget > 10*time.Second:
		return nil, graph.Errorf(graph.CodeInvalid, "--time-budget %s: give 1ms to 10s", f.budget)
	case c.Flags().Changed("certificate") && f.certificate == "":
		return nil, graph.Errorf(graph.CodeInvalid, "--certificate is empty: name a file")
	case f.compare != nil && len(f.compare) == 0:
		return nil, graph.Errorf(graph.CodeInvalid, "--compare is empty: name scenarios by key, or all")
	case f.compare != nil && (c.Flags().Changed("scenario") || f.certificate != ""):
		return nil, graph.Errorf(graph.CodeInvalid, "--compare sets scenarios side by side: leave out --scenario and --certificate, or leave out --compare")
	}
	if len(f.relax) > 0 {
		vars["relax"] = trimmed(f.relax)
	}
	if err := f.floorFlags.add(c, vars); err != nil {
		return nil, err
	}
	return vars, f.suppose(vars)
}

// suppose adds what --add and --assume suppose.
func (f *settleFlags) suppose(vars map[string]any) error {
	var lines []line
	for _, text := range f.add {
		l, err := readLine(text)
		if err != nil {
			return err
		}
		lines = append(lines, l)
	}
	assumed, err := readAssumed(f.assume)
	if err != nil {
		return err
	}
	if lines != nil {
		vars["add"] = lines
	}
	if assumed != nil {
		vars["assume"] = assumed
	}
	return nil
}
