package seed

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"parley/graph"
)

// folder makes a folder of one file.
func folder(text string) fs.FS { return fstest.MapFS{"f.yaml": {Data: []byte(text)}} }

// mustRead reads a folder that has no faults.
func mustRead(t *testing.T, fsys fs.FS) *Folder {
	t.Helper()
	f, problems := Read(fsys, "x")
	for _, p := range problems {
		t.Error(p)
	}
	return f
}

func record[T graph.Record](t *testing.T, f *Folder, key string) T {
	t.Helper()
	for _, r := range f.Records {
		if r, ok := r.(T); ok && r.Ref().Key == key {
			return r
		}
	}
	t.Fatalf("the folder has no %T %s", *new(T), key)
	panic("unreachable")
}

func TestReadKeepsTheTextOfTheFile(t *testing.T) {
	f := mustRead(t, os.DirFS("testdata/good"))
	var refs []string
	for _, r := range f.Records {
		refs = append(refs, r.Ref().String())
	}
	want := "negotiation/norway party/no issue/dues issue/talks position/no-talks-accepts-2025 " +
		"position/no-talks-demands-2025-08-18 red-line/r1 source/s statement/st"
	if got := strings.Join(refs, " "); got != want {
		t.Errorf("records %s\n want %s", got, want)
	}
	if got := record[*graph.Party](t, f, "no").Name; got != "Norway \U0001F1E7" {
		t.Errorf("escaped name %q", got)
	}
	talks := record[*graph.Issue](t, f, "talks")
	if want := []graph.Option{{Key: "no", Label: "No"}, {Key: "yes", Label: "Yes"}, {Key: "null", Label: "null"},
		{Key: "2025-08-18", Label: "2025-08-18"}, {Key: "007", Label: "1e3"}}; !reflect.DeepEqual(talks.Options, want) {
		t.Errorf("options %v", talks.Options)
	}
	if talks.StatusQuo != "no" || talks.Note != "" {
		t.Errorf("status quo %q, note %q", talks.StatusQuo, talks.Note)
	}
	p := record[*graph.Position](t, f, "no-talks-accepts-2025")
	if !reflect.DeepEqual(p.Options, []string{"yes", "null"}) || *p.Confidence != 0.5 || *p.Salience != 0 || p.From != graph.MustDate("2025") {
		t.Errorf("position %+v", p)
	}
	p = record[*graph.Position](t, f, "no-talks-demands-2025-08-18")
	if !reflect.DeepEqual(p.Condition, graph.Patterns{{"dues": {">=5"}}}) || *p.Confidence != 0.9 || !reflect.DeepEqual(p.Options, []string{"no"}) {
		t.Errorf("position %+v", p)
	}
	r := record[*graph.RedLine](t, f, "r1")
	if !reflect.DeepEqual(r.Forbids, graph.Patterns{{"talks": {"yes"}, "dues": {"1", "2.50"}}}) {
		t.Errorf("forbids %v", r.Forbids)
	}
	if q := record[*graph.Statement](t, f, "st").Quotation; q.Exact != "Talks now" {
		t.Errorf("quotation %+v", q)
	}
	if f.Scope() != "norway" {
		t.Errorf("scope %q", f.Scope())
	}
}

func TestScopeJoinsNegotiations(t *testing.T) {
	f := mustRead(t, folder("negotiations: [{key: b, title: B}, {key: a, title: A}]\nparties: [{key: p, name: P, kind: state}]"))
	if got := f.Scope(); got != "a+b" {
		t.Errorf("scope %q", got)
	}
}

func TestReadReportsWhatItCannotRead(t *testing.T) {
	deep := strings.Repeat("[", MaxNesting+1)
	for _, tt := range []struct{ name, file, text, want string }{
		{"empty file", "f.yaml", "", "x: holds no record"},
		{"comments only", "f.yaml", "# nothing\n", "x: holds no record"},
		{"no data files", "f.txt", "x", "x: holds no file ending in .yaml, .yml or .json"},
		{"hidden file", ".f.yaml", "x", "x: holds no file ending in .yaml, .yml or .json"},
		{"hidden folder", ".git/f.yaml", "x", "x: holds no file ending in .yaml, .yml or .json"},
		{"schema", "parley.schema.json", "{}", "x: holds no file ending in .yaml, .yml or .json"},
		{"large", "f.yaml", strings.Repeat("#", MaxFile+1), "x/f.yaml: has more than 4 MiB: split it"},
		{"not a mapping", "f.yaml", "- a", "x/f.yaml:1:1: is a list where a mapping, such as of parties to a list, is expected"},
		{"a word", "f.json", `"a"`, "x/f.json:1:1: is a single value where a mapping, such as of parties to a list, is expected"},
		{"nothing like it", "f.yaml", "xylophones: []", `x/f.yaml:1:1: unknown kind of records "xylophones": one of negotiations, parties, people`},
		{"control character", "f.yaml", "parties: \a", "x/f.yaml:1:10: holds a control character (U+0007)"},
		{"tab", "f.yaml", "parties:\n\t- {}", "x/f.yaml:2:1: a tab cannot indent: use spaces"},
		{"colon", "f.yaml", "parties: a: b", "x/f.yaml:1:11: a colon out of place"},
		{"open bracket", "f.yaml", "sources: []\nparties: [", "x/f.yaml:2:11: is not YAML: while parsing a flow node did not find"},
		{"unknown alias", "f.yaml", "parties: *x", "x/f.yaml:1:10: is not YAML: unknown anchor"},
		{"tag", "f.yaml", "parties: !!set {a}", "x/f.yaml:1:10: parties: tags (!!set) are not read"},
		{"mapping as name", "f.yaml", "? {a: b}\n: c", "x/f.yaml:1:3: a name must be a plain word"},
		{"deep YAML", "f.yaml", "parties: " + deep, "x/f.yaml:1:42: lists and mappings stand more than 32 deep"},
		{"deep JSON", "f.json", deep, "x/f.json:1:33: lists and mappings stand more than 32 deep"},
		{"JSON comma", "f.json", "{\n \"parties\": [,]}", "x/f.json:2:14: is not JSON: invalid character ','"},
		{"JSON word", "f.json", "{\n \"parties\": tru}", "x/f.json:2:16: is not JSON: invalid character '}'"},
		{"JSON escape", "f.json", `{"parties": "a\qb"}`, "x/f.json:1:16: is not JSON: invalid character 'q'"},
		{"JSON name", "f.json", `{parties: 1}`, "x/f.json:1:2: is not JSON: invalid character 'p'"},
		{"JSON open", "f.json", "{\"parties\": ", "x/f.json:1:12: is not JSON: it ends too early"},
		{"empty element", "f.yaml", "inquiries: [{key: i, searched: [~]}]", "x/f.yaml:1:33: searched[0]: is empty"},
		{"whole number", "f.yaml", "positions: [{salience: 1_0}]", `x/f.yaml:1:24: salience: "1_0" is no whole number`},
		{"number", "f.yaml", "positions: [{confidence: [1]}]", `x/f.yaml:1:26: confidence: is a list where a number is expected`},
		{"infinite", "f.yaml", "positions: [{confidence: .inf}]", `x/f.yaml:1:26: confidence: ".inf" is no number`},
		{"names", "f.yaml", "parties: [{names: [a]}]", `x/f.yaml:1:19: names: is a list where a mapping of words is expected`},
		{"list", "f.yaml", "parties: [{aliases: {a: b}}]", `x/f.yaml:1:21: aliases: is a mapping where a list of words is expected`},
		{"pattern", "f.yaml", "scenarios: [{assumes: [a]}]", `x/f.yaml:1:23: assumes: is a list where a mapping of issues to options is expected`},
		{"structs", "f.yaml", "parties: [{memberships: nato}]", `x/f.yaml:1:25: memberships: is a single value where a list is expected`},
		{"nested field", "f.yaml", "parties: [{memberships: [{off: nato}]}]", `x/f.yaml:1:27: unknown field of memberships[0] "off" (did you mean "of"?)`},
		{"keyed anchor", "f.yaml", "issues: [{options: &a {b: c}}]", `x/f.yaml:1:20: options: anchors (&a) are not read`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := Read(fstest.MapFS{tt.file: {Data: []byte(tt.text)}}, "x")
			if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), tt.want) {
				t.Errorf("got %v\nwant one: %s", problems, tt.want)
			}
		})
	}
}

func TestReadWithoutAFolder(t *testing.T) {
	_, problems := Read(os.DirFS(filepath.Join(t.TempDir(), "none")), "none")
	if len(problems) != 1 || problems[0].String() != "none: there is no such folder" {
		t.Errorf("got %v", problems)
	}
}

func TestReadGoesOnAfterAFileItCannotRead(t *testing.T) {
	f, problems := Read(fstest.MapFS{
		"a.yaml": {Data: []byte("parties: [")},
		"b.yaml": {Data: []byte("parties: [{key: b, name: B, kind: state}]\n---\n}")},
		"c.yaml": {Data: []byte("\ufeffparties:\r\n- {key: c, name: C, kind: state}\r\n")},
		"d.yaml": {Mode: fs.ModeNamedPipe},
	}, "")
	if len(f.Records) != 2 || len(problems) != 3 {
		t.Errorf("read %v with %v", f.Records, problems)
	}
}

func TestReadFollowsNoLinkOutOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.yaml")
	if err := os.WriteFile(secret, []byte("parties: [{key: secret}]"), 0o600); err != nil {
		t.Fatal(err)
	}
	inside := filepath.Join(dir, "inside")
	if err := os.Mkdir(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(inside, "link.yaml")); err != nil {
		t.Skipf("this system makes no symbolic links: %v", err)
	}
	root, err := os.OpenRoot(inside)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	f, problems := Read(root.FS(), "inside")
	if len(f.Records) != 0 || len(problems) != 1 || !strings.HasPrefix(problems[0].Msg, "cannot be read: ") {
		t.Errorf("read %v with %v", f.Records, problems)
	}
}

func TestReadBoundsWhatItTells(t *testing.T) {
	_, problems := Read(folder("parties: ["+strings.Repeat("x, ", 3*maxFaults)+"]"), "x")
	if len(problems) != maxFaults+1 {
		t.Errorf("%d problems", len(problems))
	}
	big := fstest.MapFS{}
	for i := range MaxFolder/MaxFile + 1 {
		big[fmt.Sprintf("%02d.yaml", i)] = &fstest.MapFile{Data: make([]byte, MaxFile)} // refused at the first byte
	}
	if _, problems = Read(big, "x"); len(problems) != 1+MaxFolder/MaxFile || !strings.Contains(problems[0].Msg, "64 MiB") {
		t.Errorf("got %v", problems)
	}
}

func TestProblemsShowTheLine(t *testing.T) {
	for _, tt := range []struct {
		p    Problem
		want string
	}{
		{Problem{File: "f", Msg: "m", Warning: true}, "f: warning: m"},
		{Problem{File: "f", Line: 2, Col: 3, Text: "\tab", Msg: "m"}, "f:2:3: m\n  \tab\n  \t ^"},
		{Problem{File: "f", Line: 2, Col: 1, Text: "", Msg: "a\x1bb"}, "f:2:1: a\ufffdb"},
		{Problem{File: "f", Line: 2, Col: 1, Text: "a\x1bb", Msg: "m"}, "f:2:1: m\n  a\ufffdb\n  ^"},
	} {
		if got := tt.p.String(); got != tt.want {
			t.Errorf("%+v prints\n%q, want\n%q", tt.p, got, tt.want)
		}
	}
	long := Problem{File: "f", Line: 1, Col: 501, Text: strings.Repeat("é", 500) + "X" + strings.Repeat("é", 500), Msg: "m"}
	lines := strings.Split(long.String(), "\n")
	if at := strings.IndexRune(lines[2], '^'); []rune(lines[1])[at] != 'X' {
		t.Errorf("the caret is not under the place:\n%s", long)
	}
}

func TestFolderPlacesFaultsFoundElsewhere(t *testing.T) {
	f := mustRead(t, os.DirFS("testdata/good"))
	got := f.Problems([]graph.Fault{
		{Ref: graph.Ref{Kind: graph.KindRedLine, Key: "r1"}, Path: []any{"forbids", 0, "dues", 1}, Msg: "m"},
		{Ref: graph.Ref{Kind: graph.KindParty, Key: "other"}, Msg: "cannot be retired"},
	})
	if len(got) != 2 || got[0].String() != "x: party/other: cannot be retired" ||
		!strings.HasPrefix(got[1].String(), "x/case.yml:31:37: forbids[0].dues[1]: m\n") {
		t.Errorf("got %v", got)
	}
}
