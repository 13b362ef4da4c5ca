package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/report"
	"parley/schema"
	"parley/server"
)

func (a *app) serve() *cobra.Command {
	var flags serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Answer over HTTP: GraphQL, reports, the schema",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.listen(c.Context(), flags) },
	}
	flags.add(c)
	return c
}

func (a *app) listen(ctx context.Context, flags serveFlags) error {
	options, err := flags.options()
	if err != nil {
		return err
	}
	addr := flags.addr
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is taken by another program: choose another place with --addr, such as 127.0.0.1:0", addr)
	}
	if err != nil {
		return graph.Errorf(graph.CodeInvalid, "--addr: %w", err)
	}
	defer l.Close()
	if err := server.Loopback(l.Addr()); err != nil {
		return graph.Errorf(graph.CodeInvalid, "--addr: %w", err)
	}
	db, store, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	at := "http://" + l.Addr().String()
	if err := store.SetNote("a server at " + at); err != nil {
		return err
	}
	logger := slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	options.Logger = logger
	api, err := schema.New(db, options)
	if err != nil {
		return err
	}
	a.greet(db.Snapshot(), at)
	// A store that no longer knows what it holds must be opened anew: then the server ends.
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go func() {
		select {
		case <-db.Broken():
			stop(graph.Errorf(graph.CodeUnknown, "the store cannot tell whether a change was stored: start again, and look before repeating it"))
		case <-ctx.Done():
		}
	}()
	err = server.Serve(ctx, l, server.New(server.Options{
		API: api, Graph: db, Report: reports(db), Logger: logger, Limits: options.Limits, NoIntrospection: options.NoIntrospection,
	}))
	if cause := context.Cause(ctx); graph.CodeOf(cause) != "" {
		return cause
	}
	return err
}

// greet says where the server listens and what it holds.
func (a *app) greet(s *graph.Snapshot, at string) {
	var counts []string
	for _, k := range graph.Kinds() {
		if n := s.Count(k.Kind); n > 0 {
			name := k.Plural
			if n == 1 {
				name = string(k.Kind)
			}
			counts = append(counts, fmt.Sprintf("%d %s", n, strings.ReplaceAll(name, "-", " ")))
		}
	}
	if len(counts) == 0 {
		counts = []string{"nothing yet: apply a curated folder"}
	}
	fmt.Fprintf(a.stderr, "loaded %s: %s\n", a.data, strings.Join(counts, ", "))
	fmt.Fprintf(a.stderr, "listening on %s\n  GraphQL  %s/graphql\n  GraphiQL %s/graphiql\n  schema   %s/schema.graphql\n", at, at, at, at)
	for n := range graph.All[*graph.Negotiation](s) {
		fmt.Fprintf(a.stderr, "  report   %s/reports/%s/conflicts.md\n", at, n.Key)
	}
}

// reports makes what the server writes reports with.
func reports(db *graph.DB) func(context.Context, io.Writer, string, string, string, url.Values) error {
	return func(ctx context.Context, w io.Writer, negotiation, name, format string, query url.Values) error {
		known := []string{"asOf", "knownAt", "scenario", "reading", "parties", "issues"}
		for param := range query {
			if !slices.Contains(known, param) {
				return graph.Errorf(graph.CodeInvalid, "%s", graph.UnknownWord("parameter", param, known))
			}
		}
		flags := viewFlags{asOf: query.Get("asOf"), knownAt: query.Get("knownAt"), scenario: query.Get("scenario"), reading: "narrow"}
		if r := query.Get("reading"); r != "" {
			flags.reading = strings.ToLower(r)
		}
		for name, list := range map[string]*[]string{"parties": &flags.parties, "issues": &flags.issues} {
			if keys := query.Get(name); keys != "" {
				*list = strings.Split(keys, ",")
			}
		}
		o, err := flags.options(negotiation)
		if err != nil {
			return err
		}
		v, err := db.Snapshot().View(o)
		if err != nil {
			return err
		}
		return report.Write(ctx, w, v, name, format)
	}
}
