package seed

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"parley/graph"
)

func TestJSONSchemaIsInStep(t *testing.T) {
	got, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "parley.schema.json", got)
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler() // checks the schema against its metaschema
	if err := c.AddResource("parley.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("parley.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plainValue is a node as a reader of YAML 1.2 has it: its core schema knows no timestamps.
func plainValue(t *testing.T, n *yaml.Node) any {
	t.Helper()
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainValue(t, n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, plainValue(t, c))
		}
		return list
	}
	switch n.Tag {
	case "!!int", "!!float":
		return json.Number(n.Value)
	case "!!bool":
		return n.Value == "true"
	case "!!null":
		return nil
	}
	return n.Value
}

// violations lists the files that the schema refuses.
func violations(t *testing.T, s *jsonschema.Schema, fsys fs.FS) map[string]error {
	t.Helper()
	found := map[string]error{}
	files, _ := readFiles(fsys, "")
	for _, f := range files {
		docs, _ := f.parse()
		for _, d := range docs {
			if err := s.Validate(plainValue(t, d)); err != nil {
				found[f.name] = err
			}
		}
	}
	return found
}

func TestJSONSchemaTakesFoldersWithoutFaults(t *testing.T) {
	s := compiled(t)
	for name, fsys := range folders() {
		for file, err := range violations(t, s, fsys) {
			t.Errorf("%s: %s: %v", name, file, err)
		}
		for file, err := range violations(t, s, export(t, apply(t, graph.Empty(), mustRead(t, fsys)))) {
			t.Errorf("%s exported: %s: %v", name, file, err)
		}
	}
}

func TestJSONSchemaRefusesFaults(t *testing.T) {
	s := compiled(t)
	found := violations(t, s, os.DirFS("testdata/faults"))
	for _, file := range []string{"a-case.yaml", "b-lines.yaml", "c-sources.yaml", "more/f.json"} {
		if found[file] == nil {
			t.Errorf("%s passes the schema", file)
		}
	}
	for _, bad := range []string{
		`{"party": []}`, `{"parties": [{"key": "a", "name": "A"}]}`, `{"parties": [{"key": "A B", "name": "A", "kind": "state"}]}`,
		`{"parties": [{"key": "a", "name": "A", "kind": "sate"}]}`, `{"parties": [{"key": "a", "name": "A", "kind": "state", "x": 1}]}`,
		`{"red-lines": [{"key": "a", "party": "a", "title": "A", "forbids": [{}]}]}`,
		`{"positions": [{"party": "a", "issue": "i", "stance": "demands", "salience": 101}]}`,
		`{"positions": [{"party": "a", "issue": "i", "stance": "demands", "confidence": "sure"}]}`,
	} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(bad)))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(doc) == nil {
			t.Errorf("%s passes the schema", bad)
		}
	}
}
