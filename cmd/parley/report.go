package main

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/report"
)

func (a *app) report() *cobra.Command {
	var kinds, formats []string
	for _, k := range report.Kinds() {
		kinds = append(kinds, k.Name)
	}
	for _, f := range report.Formats() {
		formats = append(formats, f.Name)
	}
	c := &cobra.Command{
		Use:       "report [NAME]",
		Short:     "Write a report: " + strings.Join(kinds, ", "),
		Example:   "  parley report conflicts --as-of 2025-08-19 > conflicts.md",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: kinds,
		RunE: func(c *cobra.Command, args []string) error {
			kind := kinds[0]
			if len(args) == 1 {
				kind = args[0]
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
			if server, ok := from.(remote); ok {
				return a.remoteReport(c, server, kind, vars)
			}
			o, err := a.view.options(vars["negotiation"].(string))
			if err != nil {
				return err
			}
			v, err := from.(*local).db.Snapshot().View(o)
			if err != nil {
				return err
			}
			return report.Write(c.Context(), a.stdout, v, kind, a.format)
		},
	}
	a.viewFlags(c)
	a.serverFlag(c)
	a.formatFlag(c, formats...)
	return c
}

func (a *app) remoteReport(c *cobra.Command, server remote, kind string, vars map[string]any) error {
	query := url.Values{}
	for _, name := range []string{"asOf", "knownAt", "scenario", "reading"} {
		if value, ok := vars[name].(string); ok {
			query.Set(name, value)
		}
	}
	for _, name := range []string{"parties", "issues"} {
		if keys, ok := vars[name].([]string); ok {
			query.Set(name, strings.Join(keys, ","))
		}
	}
	taken, _ := vars["prefer"].([]preferred)
	for _, p := range taken {
		query.Add("prefer", p.Dispute+"="+p.Version)
	}
	path := "/reports/" + url.PathEscape(vars["negotiation"].(string)) + "/" + url.PathEscape(kind) + "." + a.format
	req, err := http.NewRequestWithContext(c.Context(), http.MethodGet, string(server)+path+"?"+query.Encode(), nil)
	if err != nil {
		return graph.Errorf(graph.CodeInvalid, "--server: %w", err)
	}
	body, err := server.fetch(req)
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(body)
	return err
}
