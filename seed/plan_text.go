package seed

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// FieldChange is one value that changes. Absent values are empty; long ones are cut to where they differ.
type FieldChange struct{ Field, Old, New string }

// Text writes the plan in words, a line or more for each record and one that counts them.
func (p *Plan) Text(w io.Writer) error {
	var b strings.Builder
	for _, i := range p.Items {
		switch i.Action {
		case ActionAdd:
			fmt.Fprintf(&b, "+ %s: %s\n", i.Ref, i.Says)
		case ActionRetire:
			fmt.Fprintf(&b, "- %s: %s\n", i.Ref, i.Says)
		case ActionChange:
			for _, c := range i.Changes {
				fmt.Fprintf(&b, "~ %s: %s\n", i.Ref, c)
			}
			if i.Owner != "" {
				fmt.Fprintf(&b, "  careful: %s belongs to the folder for %s, which shares this store\n", i.Ref, i.Owner)
			}
		}
	}
	b.WriteString(p.Summary() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func (c FieldChange) String() string {
	switch {
	case c.Old == "":
		return c.Field + " " + c.New + " (new)"
	case c.New == "":
		return c.Field + " " + c.Old + " (left out)"
	}
	return c.Field + " " + c.Old + " -> " + c.New
}

// Summary counts what has to be done: 12 to add, 3 to change, 1 to retire.
func (p *Plan) Summary() string {
	if p.Empty() {
		return "nothing to do: the graph says what the folder says"
	}
	return fmt.Sprintf("%d to add, %d to change, %d to retire", p.Count(ActionAdd), p.Count(ActionChange), p.Count(ActionRetire))
}

// Count tells to how many records an action is done.
func (p *Plan) Count(a Action) int {
	n := 0
	for _, i := range p.Items {
		if i.Action == a {
			n++
		}
	}
	return n
}

// fieldChanges lists where two records differ: the fields, or within lists of equal length and mappings the
// places, that changed.
func fieldChanges(before, after tree) []FieldChange {
	var list []FieldChange
	diff("", before, after, &list)
	return list
}

func diff(field string, before, after tree, list *[]FieldChange) {
	a, b := compact(before), compact(after)
	switch {
	case a == b && before.form == after.form:
	case before.form == mappingForm && after.form == mappingForm:
		for _, name := range union(before.names, after.names) {
			x, had := before.kid(name)
			y, has := after.kid(name)
			at := strings.TrimPrefix(field+"."+name, ".")
			if had && has {
				diff(at, x, y, list)
			} else {
				*list = append(*list, change(at, present(x, had), present(y, has)))
			}
		}
		if sameNames(before, after) && !slices.Equal(before.names, after.names) {
			*list = append(*list, change(field, order(before), order(after)))
		}
	case paired(before, after):
		for i := range before.kids {
			diff(fmt.Sprintf("%s[%d]", field, i), before.kids[i], after.kids[i], list)
		}
	default:
		*list = append(*list, change(field, a, b))
	}
}

// union returns the names of after in order, each name only in before put behind the one it stood behind.
func union(before, after []string) []string {
	names := slices.Clone(after)
	for i, name := range before {
		if slices.Contains(names, name) {
			continue
		}
		at := 0
		if i > 0 {
			at = slices.Index(names, before[i-1]) + 1
		}
		names = slices.Insert(names, at, name)
	}
	return names
}

// paired reports whether two lists are such that an item of one is likely the item of the other at its place.
func paired(a, b tree) bool {
	return a.form == listForm && b.form == listForm && len(a.kids) == len(b.kids) && a.kids[0].form == mappingForm
}

// order names the items of a mapping whose order counts.
func order(t tree) string { return "[" + strings.Join(t.names, ", ") + "]" }

func sameNames(a, b tree) bool {
	return slices.Equal(slices.Sorted(slices.Values(a.names)), slices.Sorted(slices.Values(b.names)))
}

// compact returns a tree on one line; unlike in files, texts are in quotes only within brackets.
func compact(t tree) string {
	if t.isScalar() {
		return strings.ReplaceAll(t.text, "\n", " ")
	}
	line, _ := flow(t)
	return line
}

func present(t tree, ok bool) string {
	if !ok {
		return ""
	}
	return compact(t)
}

const (
	valueWidth = 60 // characters of a value that a plan shows
	valueLead  = 20 // of them, those before the first that differs
)

// change is a FieldChange whose values are cut to where they differ.
func change(field, before, after string) FieldChange {
	a, b := []rune(before), []rune(after)
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	from := 0
	if max(len(a), len(b)) > valueWidth && at > valueLead {
		from = at - valueLead
	}
	return FieldChange{field, window(a, from), window(b, from)}
}

// window shows the part of a text from a place on, with dots where something was left out.
func window(text []rune, from int) string {
	if len(text) == 0 {
		return ""
	}
	s := string(text[min(from, len(text)):])
	if from > 0 {
		s = "..." + s
	}
	return shorten(s)
}

// shorten cuts a text that is longer than a plan shows.
func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if length(s) <= valueWidth {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:valueWidth-3])) + "..."
}
