package graph_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"parley/graph"
)

var update = flag.Bool("update", false, "rewrite docs/records.md")

// docs/records.md lists every kind and field as the types describe them.
func TestRecordsPage(t *testing.T) {
	const page = "../docs/records.md"
	want := recordsPage()
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/records.md is out of step with the record types: run go test ./graph -update")
	}
}

func recordsPage() string {
	var b strings.Builder
	b.WriteString("# Records, field by field\n\n" +
		"Every kind of record and every field of a curated file, made from the types in package `graph`. Top-level names of\n" +
		"files are the headings. **Bold** fields must be there. What a field holds: a *word* of a list, a *key* of another\n" +
		"record, a *date* (EDTF level 0 or 1), *patterns* (a list of mappings from issues to lists of options), or text.\n")
	for _, k := range graph.Kinds() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", k.Plural, k.Doc)
		fieldTable(&b, "", k.Type())
	}
	return b.String()
}

func fieldTable(b *strings.Builder, title string, typ reflect.Type) {
	if title != "" {
		fmt.Fprintf(b, "\nEach of `%s`:\n\n", title)
	}
	b.WriteString("| field | holds | meaning |\n|---|---|---|\n")
	type inner struct {
		name string
		typ  reflect.Type
	}
	var within []inner
	var lists []graph.Field
	for _, f := range graph.Fields(typ) {
		name := "`" + f.Name + "`"
		if f.Required {
			name = "**" + name + "**"
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, holds(f), f.Doc)
		elem := f.Type
		for elem.Kind() == reflect.Slice || elem.Kind() == reflect.Pointer {
			elem = elem.Elem()
		}
		switch _, word := reflect.Zero(elem).Interface().(graph.Enum); {
		case word:
			lists = append(lists, f)
		case elem.Kind() == reflect.Struct && elem != reflect.TypeFor[graph.Date]() && elem != reflect.TypeFor[graph.RedLine]():
			within = append(within, inner{f.Name, elem})
		}
	}
	for _, f := range lists {
		fmt.Fprintf(b, "\nWords of `%s`:\n\n", f.Name)
		for _, v := range reflect.Zero(f.Type).Interface().(graph.Enum).Values() {
			fmt.Fprintf(b, "- `%s`: %s\n", v.Word, v.Doc)
		}
	}
	for _, i := range within {
		fieldTable(b, i.name, i.typ)
	}
}

func holds(f graph.Field) string {
	list := ""
	elem := f.Type
	if elem.Kind() == reflect.Slice && elem != reflect.TypeFor[graph.Patterns]() {
		list, elem = "list of ", elem.Elem()
	}
	for elem.Kind() == reflect.Pointer {
		elem = elem.Elem()
	}
	_, word := reflect.Zero(elem).Interface().(graph.Enum)
	switch {
	case elem == reflect.TypeFor[graph.Patterns]():
		return "patterns"
	case elem == reflect.TypeFor[graph.Pattern]():
		return "pattern"
	case elem == reflect.TypeFor[graph.Date]():
		return "date"
	case elem == reflect.TypeFor[graph.RedLine]():
		return "list of red lines"
	case word:
		return list + "word"
	case f.Ref != "":
		return list + "key of a " + string(f.Ref)
	case elem.Kind() == reflect.Struct:
		return list + "mapping"
	case elem.Kind() == reflect.Map:
		return "mapping of texts"
	case elem.Kind() == reflect.Int, elem.Kind() == reflect.Float64:
		return "number"
	case f.Rule == "key":
		return "key"
	}
	return list + "text"
}
