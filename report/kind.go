package report

import (
	"context"
	"io"

	"parley/graph"
)

// Kind is a report people can ask for.
type Kind struct {
	Name  string // as callers ask for it: conflicts
	Title string
	Doc   string // what it holds, in a sentence
	Build func(ctx context.Context, v *graph.View) (*Document, error)
}

// Kinds lists every report.
func Kinds() []Kind {
	return []Kind{
		{"conflicts", "Where positions conflict", "Where positions conflict, between whom, how badly and why, whether there is a deal and what would have to move, with the red lines and proposals in play and what is not known.", buildConflicts},
	}
}

// Write builds the report of the kind named and writes it in the format named. It fails with CodeInvalid for
// a kind or a format there is none of, having written nothing.
func Write(ctx context.Context, w io.Writer, v *graph.View, kind, format string) error {
	k, err := pick("report", kind, Kinds(), func(k Kind) string { return k.Name })
	if err != nil {
		return err
	}
	f, err := pick("report format", format, Formats(), func(f Format) string { return f.Name })
	if err != nil {
		return err
	}
	d, err := k.Build(ctx, v)
	if err != nil {
		return err
	}
	return f.Write(w, d)
}

// pick finds the entry of a list by its name.
func pick[T any](what, name string, list []T, nameOf func(T) string) (T, error) {
	var known []string
	for _, entry := range list {
		if nameOf(entry) == name {
			return entry, nil
		}
		known = append(known, nameOf(entry))
	}
	var none T
	return none, graph.Errorf(graph.CodeInvalid, "%s", graph.UnknownWord(what, name, known))
}
