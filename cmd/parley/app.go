package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"parley/graph"
)

// The exit codes.
const (
	exitDone  = 0
	exitNo    = 1 // the answer is no, where the command says so
	exitUsage = 2
	exitFail  = 3 // could not run
)

// app carries what every command needs.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	output         *output // what stdout is

	data   string // --data
	empty  bool   // --empty
	server string // --server
	format string // --format, once it has been checked
	view   viewFlags
	ran    bool // a command began: what went wrong before is wrong usage
}

// errNo ends a command whose answer is no after it has said so itself.
var errNo = errors.New("the answer is no")

// commands lists every command; to add one is a new file and a line here.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.serve(), a.check(), a.plan(), a.apply(), a.conflicts(), a.voices(), a.gaps(), a.evidence(), a.shifts(), a.delta(), a.timeline(), a.commitments(), a.sequence(), a.settle(), a.proposal(), a.terms(), a.assessments(), a.report(), a.query(),
		a.export(), a.log(), a.verify(), a.bench(), a.version(),
	}
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "A graph of negotiation positions: where they conflict, and what it rests on",
		Long: `Parley keeps parties, red lines and proposals of a negotiation as a graph in an embedded store, and answers
where positions conflict, each answer traced to dated words in named sources.

The first command run creates the store in --data and fills it with the data set that comes with Parley.`,
		Version:          version,
		SilenceUsage:     true,
		SilenceErrors:    true,
		PersistentPreRun: func(*cobra.Command, []string) { a.ran = true },
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.PersistentFlags().StringVar(&a.data, "data", "parley-data", "folder of the store; created on first use")
	root.PersistentFlags().BoolVar(&a.empty, "empty", false, "create the store without the data set that comes with Parley")
	root.AddCommand(a.commands()...)
	return root
}

// exit says what went wrong with a command, if anything, and turns it into the exit code.
func (a *app) exit(c *cobra.Command, err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNo):
		return exitNo
	case errors.Is(err, syscall.EPIPE):
		return exitFail // whoever read the output has seen enough
	}
	fmt.Fprintf(a.stderr, "parley: %s\n", strings.Map(visible, strings.TrimSpace(err.Error())))
	if !a.ran {
		fmt.Fprintf(a.stderr, "run %q to see how it is used\n", c.CommandPath()+" --help")
		return exitUsage
	}
	switch graph.CodeOf(err) {
	case graph.CodeLocked:
		if c.Flags().Lookup("server") != nil && strings.Contains(err.Error(), "a server at ") {
			fmt.Fprintln(a.stderr, "or ask it: add --server with that address")
		}
	case graph.CodeInvalid, graph.CodeNotFound:
		return exitUsage
	case graph.CodeDamaged:
		return exitNo
	}
	return exitFail
}

// one wants exactly one argument; what says which, for people.
func one(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return errors.New("name " + what)
		case 1:
			return nil
		}
		return fmt.Errorf("%d arguments where one is expected: name %s", len(args), what)
	}
}

// viewFlags say how the graph is to be seen.
type viewFlags struct {
	negotiation, asOf, knownAt, scenario, reading string
	parties, issues, prefer                       []string
}

func (a *app) viewFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&a.view.negotiation, "negotiation", "", "key of the negotiation; may be left out where the store holds one")
	f.StringVar(&a.view.asOf, "as-of", "", "the world's day, YYYY-MM-DD; left out: today")
	f.StringVar(&a.view.knownAt, "known-at", "", "count only what was recorded by this instant, YYYY-MM-DDThh:mm:ssZ; left out: now")
	f.StringVar(&a.view.scenario, "scenario", "", "key of a what-if to lay over the record")
	f.StringVar(&a.view.reading, "reading", "narrow", "how far red lines reach: narrow or broad")
	f.StringSliceVar(&a.view.prefer, "prefer", nil, "take this version where sources disagree, DISPUTE=VERSION by key; DISPUTE alone: every version counts")
	f.StringSliceVar(&a.view.parties, "parties", nil, "look at these parties only, by key")
	f.StringSliceVar(&a.view.issues, "issues", nil, "look at these issues only, by key")
}

// knownAtFlag adds --known-at to a command that tells of the graph itself, whatever the world's day.
func (a *app) knownAtFlag(c *cobra.Command, doc string) {
	c.Flags().StringVar(&a.view.knownAt, "known-at", "", doc+", YYYY-MM-DDThh:mm:ssZ; left out: now")
}

// known returns the graph as known at --known-at.
func (a *app) known(s *graph.Snapshot) (*graph.Snapshot, error) {
	if a.view.knownAt == "" {
		return s, nil
	}
	t, err := instant("known-at", a.view.knownAt)
	if err != nil {
		return nil, err
	}
	return s.KnownAt(t), nil
}

// instant reads the time that a flag gives.
func instant(flag, text string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return t, graph.Errorf(graph.CodeInvalid, "%s: %q is not an instant: write it as 2025-08-19T12:00:00Z", flag, text)
	}
	return t, nil
}

func (a *app) serverFlag(c *cobra.Command) {
	c.Flags().StringVar(&a.server, "server", "", "ask a running server, such as http://127.0.0.1:8080, instead of opening --data")
}

// formatFlag adds --format with the formats given, of which the first is the default.
func (a *app) formatFlag(c *cobra.Command, formats ...string) {
	format := c.Flags().String("format", formats[0], "one of "+strings.Join(formats, ", "))
	c.PreRunE = func(*cobra.Command, []string) error {
		a.format = *format
		if !slices.Contains(formats, a.format) {
			return graph.Errorf(graph.CodeInvalid, "--format: %s", graph.UnknownWord("format", a.format, formats))
		}
		return nil
	}
}

// variables are the view as GraphQL variables; what was left out is left to the server.
func (v viewFlags) variables() (map[string]any, error) {
	vars := map[string]any{}
	if v.asOf != "" {
		if _, err := graph.ParseDay(v.asOf); err != nil {
			return nil, graph.Errorf(graph.CodeInvalid, "as-of: %w", err)
		}
		vars["asOf"] = v.asOf
	}
	if v.knownAt != "" {
		if _, err := instant("known-at", v.knownAt); err != nil {
			return nil, err
		}
		vars["knownAt"] = v.knownAt
	}
	if v.scenario != "" {
		vars["scenario"] = v.scenario
	}
	readings := graph.Words(graph.Narrow)
	if !slices.Contains(readings, v.reading) {
		return nil, graph.Errorf(graph.CodeInvalid, "reading: %s", graph.UnknownWord("reading", v.reading, readings))
	}
	vars["reading"] = strings.ToUpper(v.reading)
	for name, keys := range map[string][]string{"parties": v.parties, "issues": v.issues} {
		if len(keys) > 0 {
			vars[name] = trimmed(keys)
		}
	}
	taken, err := readPreferred(v.prefer)
	if len(taken) > 0 {
		vars["prefer"] = taken
	}
	return vars, err
}

// trimmed takes the blanks off words that stood between commas.
func trimmed(words []string) []string {
	var list []string
	for _, w := range words {
		list = append(list, strings.TrimSpace(w))
	}
	return list
}

// options are the view for those who make it here rather than ask for it.
func (v viewFlags) options(negotiation string) (graph.ViewOptions, error) {
	o := graph.ViewOptions{
		Negotiation: negotiation, AsOf: graph.DayOf(now()), Scenario: v.scenario, Reading: graph.Reading(v.reading),
		Parties: trimmed(v.parties), Issues: trimmed(v.issues),
	}
	if _, err := v.variables(); err != nil {
		return o, err
	}
	if v.asOf != "" {
		o.AsOf, _ = graph.ParseDay(v.asOf)
	}
	if v.knownAt != "" {
		o.KnownAt, _ = time.Parse(time.RFC3339, v.knownAt)
	}
	taken, _ := readPreferred(v.prefer)
	for _, p := range taken {
		if o.Prefer == nil {
			o.Prefer = map[string]string{}
		}
		o.Prefer[p.Dispute] = p.Version
	}
	return o, nil
}
