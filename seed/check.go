package seed

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// CheckOptions say what a check may use. The zero value works.
type CheckOptions struct {
	// Texts holds documents at hand. A file whose SHA-256 is that of a source is the source's text, in which
	// its quotations are looked for; one named <key of a source>.txt with another hash is a fault.
	Texts fs.FS
	// Base is the graph the folder is to be applied to, whose records it may name; nil means that the folder
	// stands alone.
	Base *graph.Snapshot
}

// Check reads a folder and says everything that is wrong with it, in every file: faults of reading, of records
// taken alone and of records with one another, quotations that are not in a text at hand, labels that take a
// side. Once there are no faults it adds warnings: what rests on nothing, and what nothing rests on.
func Check(fsys fs.FS, name string, o CheckOptions) Report {
	folder, problems := Read(fsys, name)
	c := &checker{Folder: folder, problems: problems, base: cmp.Or(o.Base, graph.Empty())}
	c.alone()
	c.together()
	c.quotations(o.Texts)
	c.labels()
	if !slices.ContainsFunc(c.problems, func(p Problem) bool { return !p.Warning }) {
		c.whole()
	}
	sortProblems(c.problems)
	return Report{folder, capped(c.problems)}
}

// checker gathers the problems of a folder.
type checker struct {
	*Folder
	problems []Problem
	base     *graph.Snapshot
	unproved int // quotations no text is at hand for
}

func (c *checker) faultf(e *entry, path []any, format string, args ...any) {
	if !e.spoilt(path) {
		c.problems = append(c.problems, e.problem(path, fmt.Sprintf(format, args...)))
	}
}

func (c *checker) warnf(e *entry, path []any, format string, args ...any) {
	p := e.problem(path, fmt.Sprintf(format, args...))
	p.Warning = true
	c.problems = append(c.problems, p)
}

// alone checks each record without the others.
func (c *checker) alone() {
	for _, e := range c.entries {
		for _, f := range graph.Validate(e.record) {
			if e.made && mayMakeKey(e.kind) && f.Field() == "key" {
				continue // the fields it is made of are missing, and reported
			}
			c.faultf(e, f.Path, "%s", f.Msg)
		}
		if data, err := graph.Encode(e.record); err == nil && len(data) > graph.MaxRecord {
			c.faultf(e, nil, "takes %d bytes: at most %d", len(data), graph.MaxRecord)
		}
	}
}

// together checks what records say of one another.
func (c *checker) together() {
	records, of := c.unique()
	circles := map[string]bool{}
	told := map[string]bool{}
	for _, f := range c.base.CheckLinks(records) {
		e := of[f.Ref]
		circle := circleOf(f)
		switch {
		case c.excused(f), circles[circle], told[beside(f)]:
		default:
			c.faultf(e, f.Path, "%s", f.Msg)
		}
		if circle != "" {
			circles[circle] = true
		}
		told[f.String()] = true
	}
}

// unique returns the records so that no two have the same key: one without, or with that of another, gets a
// stand-in, so that its own references are checked all the same.
func (c *checker) unique() ([]graph.Record, map[graph.Ref]*entry) {
	var records []graph.Record
	of := map[graph.Ref]*entry{}
	for n, e := range c.entries {
		r := e.record
		if c.byRef[r.Ref()] != e {
			twin := reflect.New(reflect.TypeOf(r).Elem())
			twin.Elem().Set(reflect.ValueOf(r).Elem())
			twin.Elem().FieldByName("Key").SetString(fmt.Sprintf("(record %d)", n+1))
			r = twin.Interface().(graph.Record)
		}
		records = append(records, r)
		of[r.Ref()] = e
	}
	return records, of
}

// missing is how package graph says that a record does not exist.
var missing = regexp.MustCompile(`^unknown ([a-z-]+) "([^"]*)"`)

// excused reports whether a fault is that a record is not there which may be among those that could not be read. A
// name much like one that is there is no such record.
func (c *checker) excused(f graph.Fault) bool {
	m := missing.FindStringSubmatch(f.Msg)
	if m == nil || strings.Contains(f.Msg, "did you mean") {
		return false
	}
	kind := graph.Kind(m[1])
	_, ok := kind.Info()
	return ok && (c.unread.kinds[kind] || c.unread.keys[m[2]])
}

// circleOf names the records of the circle a fault is about, however one goes round it, or returns "".
func circleOf(f graph.Fault) string {
	names, ok := strings.CutPrefix(f.Msg, "goes round in a circle: ")
	if !ok {
		return ""
	}
	keys := strings.Split(names, " -> ")
	slices.Sort(keys)
	return fmt.Sprint(f.Ref.Kind, f.Path, slices.Compact(keys))
}

// beside is the fault with the issue in the field beside options: that says an unknown issue's all there is to say.
func beside(f graph.Fault) string {
	if n := len(f.Path) - 1; n >= 0 && f.Path[n] == "options" {
		f.Path = step(f.Path[:n], "issue")
		return f.String()
	}
	return ""
}

// whole checks a folder without faults: what only shows in the graph it makes, and what to look at.
func (c *checker) whole() {
	draft := graph.Draft{}
	for _, r := range c.Records {
		draft.Ops = append(draft.Ops, graph.Op{Put: r})
	}
	s, err := c.base.With(draft, time.Time{})
	var invalid *graph.Error
	switch {
	case errors.As(err, &invalid) && len(invalid.Faults) > 0:
		c.problems = append(c.problems, c.Problems(invalid.Faults)...)
	case err != nil:
		c.problems = append(c.problems, Problem{File: c.name, Msg: err.Error()})
	default:
		c.warnings(s)
	}
}

// of returns the entries that hold records of a type, with these.
func of[T graph.Record](c *checker, each func(e *entry, r T)) {
	for _, e := range c.entries {
		if r, ok := e.record.(T); ok {
			each(e, r)
		}
	}
}
