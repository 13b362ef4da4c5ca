package seed

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"parley/graph"
)

// Folder is a curated folder as read.
type Folder struct {
	Records []graph.Record // in the order of graph.Kinds, then by key; without those that could not be read whole

	name    string
	files   []*file
	entries []*entry
	byRef   map[graph.Ref]*entry
	unread  unread
}

// unread is what is known of records that could not be read: other records may rightly name them.
type unread struct {
	kinds map[graph.Kind]bool // a record of the kind has no key that could be read
	keys  map[string]bool     // keys in the text of files that could not be read whole
}

// Read reads a folder. The name, such as the directory given on a command line, stands before the names of its
// files in messages. Problems are those of reading alone, in the order of files, lines and columns; [Check]
// finds the rest. A folder with problems is as complete as could be.
func Read(fsys fs.FS, name string) (*Folder, []Problem) {
	f := &Folder{name: name, byRef: map[graph.Ref]*entry{}, unread: unread{map[graph.Kind]bool{}, map[string]bool{}}}
	files, problems := readFiles(fsys, name)
	for _, file := range files {
		f.files = append(f.files, file)
		f.read(file)
	}
	f.register()
	for _, file := range f.files {
		problems = append(problems, file.problems...)
	}
	if len(f.entries) == 0 && len(problems) == 0 {
		problems = append(problems, Problem{File: name, Msg: "holds no record"})
	}
	sortProblems(problems)
	return f, problems
}

// writtenKey finds what looks like a key in a file that cannot be parsed.
var writtenKey = regexp.MustCompile(`key"?[ \t]*:[ \t]*["']?([a-z0-9-]+)`)

func (f *Folder) read(file *file) {
	docs, whole := file.parse()
	for _, doc := range docs {
		if !f.document(file, doc) {
			whole = false
		}
	}
	if !whole {
		for _, m := range writtenKey.FindAllSubmatch(file.data, -1) {
			f.unread.keys[string(m[1])] = true
		}
	}
	file.data = nil // from here on its lines will do
}

// document reads one document: a mapping of kinds to lists of records. It reports whether every list was read.
func (f *Folder) document(file *file, doc *yaml.Node) (whole bool) {
	if absent(doc) {
		return true
	}
	d := decoder{&entry{file: file, spots: map[string]spot{}}}
	if !d.is(doc, yaml.MappingNode, nil, "a mapping, such as of parties to a list, is") {
		return false
	}
	whole = true
	d.pairs(doc, nil, func(name, list *yaml.Node) {
		kind, ok := plural(name.Value)
		switch {
		case name.Value == "$schema" || ok && absent(list):
		case !ok:
			file.faultf(name.Line, name.Column, "%s", unknownPlural(name.Value))
			whole = false
		case !d.is(list, yaml.SequenceNode, []any{name.Value}, "a list of records is"):
			whole = false
		default:
			for _, n := range list.Content {
				f.entries = append(f.entries, decode(file, kind, n))
			}
		}
	})
	return whole
}

func plural(name string) (graph.KindInfo, bool) {
	for _, k := range graph.Kinds() {
		if k.Plural == name {
			return k, true
		}
	}
	return graph.KindInfo{}, false
}

func unknownPlural(name string) string {
	var known []string
	for _, k := range graph.Kinds() {
		known = append(known, k.Plural)
		if name == string(k.Kind) {
			return fmt.Sprintf("unknown kind of records %q (did you mean %q?)", name, k.Plural)
		}
	}
	msg := graph.UnknownWord("kind of records", name, known)
	if !strings.Contains(msg, "did you mean") {
		msg += ": one of " + strings.Join(known, ", ")
	}
	return msg
}

// register sets the records in order, reporting keys that are there twice.
func (f *Folder) register() {
	for _, e := range f.entries {
		ref := e.record.Ref()
		if ref.Key == "" || e.made && len(e.bad) > 0 {
			f.unread.kinds[e.kind] = true
			continue
		}
		if first, twice := f.byRef[ref]; twice {
			e.first = first
			f.twice(e)
			continue
		}
		f.byRef[ref] = e
		if len(e.bad) == 0 {
			f.Records = append(f.Records, e.record)
		}
	}
	slices.SortFunc(f.Records, func(a, b graph.Record) int {
		return cmp.Or(cmp.Compare(kindOrder(a.Ref().Kind), kindOrder(b.Ref().Kind)), strings.Compare(a.Ref().Key, b.Ref().Key))
	})
}

func kindOrder(k graph.Kind) int {
	return slices.IndexFunc(graph.Kinds(), func(i graph.KindInfo) bool { return i.Kind == k })
}

// twice reports a key that another record has, with the place of that record.
func (f *Folder) twice(e *entry) {
	s := e.spot([]any{"key"})
	other := e.first.spot([]any{"key"})
	place := fmt.Sprintf("%s:%d:%d", e.first.file.name, other.line, other.col)
	if e.made {
		e.file.faultf(s.line, s.col, "%s has no key, and the one made for it, %s, is that of %s: give each its own",
			e.kind, e.record.Ref().Key, place)
		return
	}
	e.file.faultf(s.line, s.col, "key: %s is there twice: the other is at %s", e.record.Ref(), place)
}

// Scope names the negotiations the folder declares, sorted and joined by +. It is the scope of the changes that
// apply the folder, and empty for a folder that declares none.
func (f *Folder) Scope() string {
	var keys []string
	for _, r := range f.Records {
		if r.Ref().Kind == graph.KindNegotiation {
			keys = append(keys, r.Ref().Key)
		}
	}
	return strings.Join(keys, "+")
}

// Problems places faults found elsewhere, such as by [graph.Snapshot.With], in the folder's files. A fault with
// a record the folder does not have is about the folder as a whole.
func (f *Folder) Problems(faults []graph.Fault) []Problem {
	var list []Problem
	for _, fault := range faults {
		if e, ok := f.byRef[fault.Ref]; ok {
			list = append(list, e.problem(fault.Path, fault.Msg))
		} else {
			list = append(list, Problem{File: f.name, Msg: fault.String()})
		}
	}
	sortProblems(list)
	return list
}
