package main

import (
	"os"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/schema"
)

// serveFlags say where a server listens and what it answers.
type serveFlags struct {
	addr, trusted             string
	limits                    []string
	noIntrospection, readOnly bool
}

func (f *serveFlags) add(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.addr, "addr", "127.0.0.1:8080", "where to listen; port 0 takes any that is free")
	flags.StringArrayVar(&f.limits, "limit", nil, "set a limit on requests, NAME=VALUE such as tokens=3000, bytes=8MiB or time=5s; may repeat; see docs/limits.md")
	flags.StringVar(&f.trusted, "trusted-documents", "", "answer only the documents of this file: a JSON object of them by hash or id, or an Apollo manifest")
	flags.BoolVar(&f.noIntrospection, "no-introspection", false, "do not show the schema, nor suggest names of it in messages")
	flags.BoolVar(&f.readOnly, "read-only", false, "refuse mutations")
}

// options are the flags as options of the API.
func (f *serveFlags) options() (schema.Options, error) {
	o := schema.Options{Version: version, Clock: now, Actor: actor(), NoIntrospection: f.noIntrospection, ReadOnly: f.readOnly}
	var err error
	if o.Limits, err = schema.ParseLimits(f.limits); err != nil {
		return o, graph.Errorf(graph.CodeInvalid, "--limit: %w", err)
	}
	if f.trusted == "" {
		return o, nil
	}
	text, err := os.ReadFile(f.trusted)
	if err == nil {
		o.Trusted, err = schema.ParseTrusted(text)
	}
	if err != nil {
		return o, graph.Errorf(graph.CodeInvalid, "--trusted-documents: %s: %w", f.trusted, err)
	}
	return o, nil
}
