package main

import (
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
)

// floorFlags are the worst evidence that is to count.
type floorFlags struct {
	reliability string
	credibility int
	unjudged    bool
	sources     []string
}

func (f *floorFlags) define(c *cobra.Command) {
	s := c.Flags()
	s.StringVar(&f.reliability, "reliability", "", "count only evidence from sources of this grade or better, A to E")
	s.IntVar(&f.credibility, "credibility", 0, "count only statements of this grade or better, 1 to 5")
	s.BoolVar(&f.unjudged, "include-unjudged", false, "with a grade: count also what was not graded or cannot be judged")
	s.StringSliceVar(&f.sources, "sources", nil, "count only evidence from these sources, by key")
}

// add puts the floor among the variables of a query, if there is one.
func (f *floorFlags) add(c *cobra.Command, vars map[string]any) error {
	if c.Flags().Changed("credibility") && (f.credibility < 1 || f.credibility > 6) {
		return graph.Errorf(graph.CodeInvalid, "--credibility %d: grades go from 1 to 6", f.credibility)
	}
	if floor := f.floor(); floor != nil {
		vars["floor"] = floor
	}
	return nil
}

// floor is the worst evidence that is to count, nil where all does.
func (f *floorFlags) floor() *floor {
	least := floor{strings.ToUpper(f.reliability), f.credibility, f.unjudged, trimmed(f.sources)}
	if len(least.words()) == 0 {
		return nil
	}
	return &least
}
