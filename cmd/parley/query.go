package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
)

func (a *app) query() *cobra.Command {
	var variables string
	c := &cobra.Command{
		Use:   "query QUERY",
		Short: "Run a GraphQL query and print the answer as JSON",
		Long: `Query runs a GraphQL query and prints the answer as JSON. QUERY is the text itself, @FILE to read it from a file, or
- to read it from standard input.`,
		Example: `  parley query '{ negotiations { nodes { key title } } }'`,
		Args:    one("a query"),
		RunE: func(c *cobra.Command, args []string) error {
			text, err := a.queryText(args[0])
			if err != nil {
				return err
			}
			var vars map[string]any
			if variables != "" {
				if err := json.Unmarshal([]byte(variables), &vars); err != nil {
					return graph.Errorf(graph.CodeInvalid, "--variables is not a JSON object: %w", err)
				}
			}
			from, err := a.asker(c.Context())
			if err != nil {
				return err
			}
			defer from.close()
			r, err := from.ask(c.Context(), text, vars)
			if err != nil {
				return err
			}
			out, err := json.MarshalIndent(r, "", "  ")
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "%s\n", out)
			return r.err()
		},
	}
	a.serverFlag(c)
	c.Flags().StringVar(&variables, "variables", "", "the query's variables, a JSON object")
	return c
}

func (a *app) queryText(arg string) (string, error) {
	if arg == "-" {
		text, err := io.ReadAll(a.stdin)
		return string(text), err
	}
	if file, ok := strings.CutPrefix(arg, "@"); ok {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", graph.Errorf(graph.CodeInvalid, "read the query: %w", err)
		}
		return string(text), nil
	}
	return arg, nil
}
