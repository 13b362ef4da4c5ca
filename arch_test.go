package parley

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows say what each package may import of ours. They point one way: from commands to surfaces, from
// surfaces to analysis, from analysis to the graph.
var arrows = map[string][]string{
	"parley":                            {},
	"parley/graph":                      {},
	"parley/graph/badgerstore":          {"parley/graph"},
	"parley/graph/memlog":               {"parley/graph"},
	"parley/graph/graphtest":            {"parley/graph", "parley/graph/memlog"},
	"parley/analysis/nogood":            {"parley/graph"},
	"parley/analysis/nogood/nogoodtest": {"parley/graph", "parley/analysis/nogood"},
	"parley/analysis/core":              {"parley/graph", "parley/analysis/nogood"},
	"parley/analysis/conflict":          {"parley/graph", "parley/analysis/core", "parley/analysis/nogood"},
	"parley/analysis/settle":            {"parley/graph", "parley/analysis/core", "parley/analysis/nogood"},
	"parley/analysis/evidence":          {"parley/graph", "parley/analysis/conflict", "parley/analysis/core", "parley/analysis/settle"},
	"parley/analysis/change":            {"parley/graph", "parley/analysis/conflict", "parley/analysis/settle", "parley/analysis/evidence"},
	"parley/analysis/gap":               {"parley/graph", "parley/analysis/conflict", "parley/analysis/settle", "parley/analysis/evidence", "parley/analysis/nogood"},
	"parley/analysis/voice":             {"parley/graph", "parley/analysis/conflict"},
	"parley/analysis/pledge":            {"parley/graph"},
	"parley/analysis/sequence":          {"parley/graph"},
	"parley/analysis/term":              {"parley/graph", "parley/analysis/settle"},
	"parley/analysis/claim":             {"parley/graph", "parley/analysis/conflict", "parley/analysis/settle"},
	"parley/seed":                       {"parley/graph"},
	"parley/report":                     {"parley/graph", "parley/analysis/"},
	"parley/schema/exec":                {},
	"parley/schema/schematest":          {},
	"parley/schema/document":            {"parley/graph", "parley/schema/exec"},
	"parley/schema":                     {"parley/graph", "parley/analysis/", "parley/schema/document", "parley/schema/exec"},
	"parley/server":                     {"parley/graph", "parley/schema", "parley/report", "parley/analysis/"},
	"parley/cmd/parley":                 {"parley/"},
	"parley/clients/go":                 {},
	"parley/bench/settle":               {"parley/graph", "parley/analysis/"},
	"parley/bench/graphql":              {"parley/graph", "parley/graph/memlog", "parley/seed", "parley/schema", "parley/server"},
}

// homes say where a third party may be imported, folders below included; everything else speaks to it through that
// package.
var homes = map[string]string{
	"github.com/dgraph-io/badger": "parley/graph/badgerstore",
	"github.com/graphql-go":       "parley/schema",
	"go.yaml.in/yaml":             "parley/seed",
	"github.com/tidwall/btree":    "parley/graph",
	"github.com/spf13/cobra":      "parley/cmd/parley",
	"github.com/coder/websocket":  "parley/server",
}

type listed struct {
	ImportPath, Doc string
	Imports         []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Doc,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImportsPointOneWay(t *testing.T) {
	for _, p := range packages(t) {
		allowed, known := arrows[p.ImportPath]
		if !known {
			t.Errorf("%s has no arrows: say here what it may import", p.ImportPath)
		}
		for _, imp := range p.Imports {
			if ours := imp == "parley" || strings.HasPrefix(imp, "parley/"); ours && !slices.ContainsFunc(allowed, func(a string) bool {
				return imp == a || strings.HasSuffix(a, "/") && strings.HasPrefix(imp, a)
			}) {
				t.Errorf("%s imports %s: allowed are %v", p.ImportPath, imp, allowed)
			}
			for lib, home := range homes {
				if strings.HasPrefix(imp, lib) && p.ImportPath != home && !strings.HasPrefix(p.ImportPath, home+"/") {
					t.Errorf("%s imports %s, which belongs in %s", p.ImportPath, imp, home)
				}
			}
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	for _, p := range packages(t) {
		if p.Doc == "" && p.ImportPath != "parley" {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	}
}
