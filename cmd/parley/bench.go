package main

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"parley/bench/graphql"
	"parley/graph"
)

func (a *app) bench() *cobra.Command {
	c := &cobra.Command{Use: "bench", Short: "Measure how fast Parley is on this machine", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(a.benchGraphQL())
	return c
}

func (a *app) benchGraphQL() *cobra.Command {
	seconds, connections := 1.0, []int{1, 8, 64}
	c := &cobra.Command{
		Use:   "graphql",
		Short: "Measure how many GraphQL answers a second the endpoint gives, and how long each takes",
		Long: `Starts servers in this process on loopback, with the data set that comes with Parley and not with that of --data, and asks
them the same questions from the same process: the endpoint with answers not kept (cold) and kept (warm), the GraphQL
library's own executor over the same resolvers, and handlers without GraphQL, of which plain encodes the answer from
structs and bytes writes it as it is. All are checked to give the same answers first.`,
		Example: "  parley bench graphql --connections 8",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			o := graphql.Options{Time: time.Duration(seconds * float64(time.Second)), Connections: connections}
			return a.printBench(c.Context(), o)
		},
	}
	a.formatFlag(c, rowFormats...)
	c.Flags().Float64Var(&seconds, "seconds", seconds, "how long each line of the table is measured")
	c.Flags().IntSliceVar(&connections, "connections", connections, "how many connections ask at once; a line for each")
	return c
}

func (a *app) printBench(ctx context.Context, o graphql.Options) error {
	if o.Time <= 0 {
		return graph.Errorf(graph.CodeInvalid, "--seconds: give more than 0")
	}
	if len(o.Connections) == 0 || slices.Min(o.Connections) < 1 || slices.Max(o.Connections) > 256 {
		return graph.Errorf(graph.CodeInvalid, "--connections: give 1 to 256")
	}
	cells, err := graphql.Run(ctx, o)
	if err != nil {
		return err
	}
	t := &table{columns: []string{"question", "bytes", "connections", "server", "per-second", "p50-ms", "p90-ms", "p99-ms"}}
	rivals := []string{graphql.Bare, graphql.Library, graphql.Plain, graphql.Bytes}
	for _, r := range rivals {
		t.columns = append(t.columns, "of-"+r)
	}
	for _, c := range cells {
		row := []any{c.Question, c.Size, c.Connections, c.Contender, math.Round(c.PerSecond), millis(c.P50), millis(c.P90), millis(c.P99)}
		for _, r := range rivals {
			row = append(row, math.Round(c.Of[r]*100)/100)
		}
		t.rows = append(t.rows, row)
	}
	return a.print(t)
}

// millis is a time in milliseconds, to the microsecond.
func millis(t time.Duration) float64 { return float64(t.Microseconds()) / 1000 }
