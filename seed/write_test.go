package seed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley/graph"
)

// memory is a folder being written.
type memory struct{ fs fstest.MapFS }

type memoryFile struct {
	bytes.Buffer
	to   *memory
	name string
}

func (m *memory) create(name string) (io.WriteCloser, error) {
	if m.fs == nil {
		m.fs = fstest.MapFS{}
	}
	return &memoryFile{to: m, name: name}, nil
}

func (f *memoryFile) Close() error {
	f.to.fs[f.name] = &fstest.MapFile{Data: f.Bytes()}
	return nil
}

func apply(t *testing.T, s *graph.Snapshot, f *Folder) *graph.Snapshot {
	t.Helper()
	next, err := s.With(NewPlan(s, f).Draft("test", "apply"), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func export(t *testing.T, s *graph.Snapshot) fstest.MapFS {
	t.Helper()
	var m memory
	if err := Write(m.create, s); err != nil {
		t.Fatal(err)
	}
	return m.fs
}

// folders are those that tests of whole folders run on.
func folders() map[string]fs.FS {
	return map[string]fs.FS{"ukraine": Ukraine, "example": Example, "harbour": harbour}
}

func TestExportApplyExportGivesTheSameBytes(t *testing.T) {
	for name, fsys := range folders() {
		first := mustRead(t, fsys)
		once := export(t, apply(t, graph.Empty(), first))
		again := mustRead(t, once)
		twice := export(t, apply(t, graph.Empty(), again))
		if !reflect.DeepEqual(once, twice) {
			t.Errorf("%s: the second export differs from the first", name)
		}
		if !NewPlan(apply(t, graph.Empty(), first), again).Empty() {
			t.Errorf("%s: the export is not what was exported", name)
		}
	}
}

func TestWriteLayout(t *testing.T) {
	var b bytes.Buffer
	files := export(t, apply(t, graph.Empty(), mustRead(t, harbour)))
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "==> %s\n%s", name, files[name].Data)
	}
	golden(t, "testdata/layout.txt", b.Bytes())
}

func TestWriteSplitsLargeKinds(t *testing.T) {
	d := graph.Draft{}
	for i := range 9 {
		d.Ops = append(d.Ops, graph.Op{Put: &graph.Source{Key: fmt.Sprintf("s%02d", i), Title: "S", Text: strings.Repeat("many words ", 45000)}})
	}
	s, err := graph.Empty().With(d, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	files := export(t, s)
	if len(files) != 2 || files["sources.yaml"] == nil || files["sources-2.yaml"] == nil {
		t.Errorf("%d files", len(files))
	}
	if !NewPlan(s, mustRead(t, files)).Empty() {
		t.Error("the files do not hold what was written")
	}
}

type failing struct{ io.Writer }

func (failing) Write([]byte) (int, error) { return 0, fs.ErrPermission }
func (failing) Close() error              { return nil }

func TestWriteReportsFailure(t *testing.T) {
	s := apply(t, graph.Empty(), mustRead(t, harbour))
	for _, create := range []Create{
		func(string) (io.WriteCloser, error) { return nil, fs.ErrPermission },
		func(string) (io.WriteCloser, error) { return failing{}, nil },
	} {
		if err := Write(create, s); err == nil || !strings.Contains(err.Error(), "negotiations.yaml: permission denied") {
			t.Errorf("got %v", err)
		}
	}
}

// nasty are texts that YAML readers take for something else, or that need care to write.
var nasty = []string{
	"no", "yes", "on", "y", "null", "~", "true", "NULL", "2025", "-0043", "1e3", "0x1f", "0o7", "1_000", "12:30", ".5", ".inf", "-.INF", ".NaN",
	"2025-08-18", "2025-08", "2025-08-18T10:00:00Z", "=", "<<", "", " ", "a: b", "a:", ":a", "a #b", "#a", "- a", "-", "---", "...", "? a", "?",
	"[a", "a]", "{a}", "a,b", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a`", "\\", "a\\nb", " a", "a ", "a  b", "\ta", "a\tb",
	"a\nb", "a\n", "\na", "a\n\nb", "a\n b", " a\nb", "a \nb", "a\n\n", "\n", "a\n  \nb", "a\nb: c", "# a\n# b", "- a\n- b", "--- a\nb",
	"été", "北京", "Київ", "😀 a", "a\u00a0b", "\u00a0", "a\u2028b", "a\u2029", "a\u0085b", "\ufeffa", "a\u200bb", "a\u200db", "\u202ea", "\ufffd",
	"https://x.example/a?b=c#d", "<=600000", ">85000..<100000", "a very long text, with: colons and # signs " + strings.Repeat("and many words ", 20) + "end",
	strings.Repeat("many  spaces ", 20) + "end", strings.Repeat("long", 60), strings.Repeat("word ", 60) + "\nend", "key: value", "\"", "'", "\u0000", "\x1b[0m",
}

// random fills values of any type of a record.
type random struct{ *rand.Rand }

func (r random) text() string {
	if r.IntN(3) > 0 {
		return nasty[r.IntN(len(nasty))]
	}
	return nasty[r.IntN(len(nasty))] + nasty[r.IntN(len(nasty))]
}

func (r random) fill(v reflect.Value) {
	switch t := v.Type(); {
	case t == dateType:
		dates := []string{"2025-08-18", "2025", "2025-08", "2025-08~", "2025?", "../2025", "2025-08-18/..", "-0043", "Y17000", "2025-08-18T10:00:00Z"}
		v.Set(reflect.ValueOf(graph.MustDate(dates[r.IntN(len(dates))])))
	case t.Kind() == reflect.String:
		v.SetString(r.text())
	case t.Kind() == reflect.Int:
		v.SetInt(1 + r.Int64N(6))
	case t.Kind() == reflect.Float64:
		v.SetFloat([]float64{0, 0.9, 0.6, 0.3, 1, 0.123456789, 1e-9}[r.IntN(7)])
	case t.Kind() == reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		r.fill(v.Elem())
	case t.Kind() == reflect.Struct:
		for _, f := range graph.Fields(t) {
			if f.Required || r.IntN(2) == 0 {
				r.fill(v.Field(f.Index))
			}
		}
	case t.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(t))
		for range 1 + r.IntN(3) {
			value := reflect.New(t.Elem()).Elem()
			r.fill(value)
			v.SetMapIndex(reflect.ValueOf(r.text()), value)
		}
	default:
		n := 1 + r.IntN(3)
		v.Set(reflect.MakeSlice(t, n, n))
		for i := range v.Len() {
			r.fill(v.Index(i))
		}
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	r := random{rand.New(rand.NewPCG(1, 2))}
	for n := range 40 {
		want := map[string]string{}
		m := memory{}
		for _, k := range graph.Kinds() {
			w := kindWriter{create: m.create, kind: k}
			for i := range 3 {
				rec := k.New()
				r.fill(reflect.ValueOf(rec).Elem())
				reflect.ValueOf(rec).Elem().FieldByName("Key").SetString(fmt.Sprintf("k%d", i))
				want[rec.Ref().String()] = encoded(t, rec)
				if err := w.add(rec); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.flush(); err != nil {
				t.Fatal(err)
			}
		}
		f := mustRead(t, m.fs)
		for _, rec := range f.Records {
			if got := encoded(t, rec); got != want[rec.Ref().String()] {
				t.Fatalf("round %d: %s was read as\n%s\nwritten\n%s\nfrom\n%s", n, rec.Ref(), got, want[rec.Ref().String()], recordText(rec))
			}
		}
		if len(f.Records) != len(want) {
			t.Fatalf("round %d: %d of %d records read", n, len(f.Records), len(want))
		}
	}
}

func encoded(t *testing.T, r graph.Record) string {
	t.Helper()
	data, err := graph.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Scalars in quotes are JSON as far as readers of YAML 1.2 go, but for characters beyond 16 bits.
func TestQuotedTextIsJSON(t *testing.T) {
	for _, s := range nasty {
		var back string
		if err := json.Unmarshal([]byte(quote(s)), &back); err != nil || back != s {
			t.Errorf("%q is written %s, read %q: %v", s, quote(s), back, err)
		}
	}
	if got := quote("\U000E0001"); got != `"\U000E0001"` {
		t.Error(got)
	}
}

func TestPlainTextNeedsNoQuotes(t *testing.T) {
	for text, want := range map[string]string{
		"No foreign troops": "No foreign troops", "no": `"no"`, "2025": `"2025"`, "2025-08-18": `"2025-08-18"`, "2025-08": "2025-08",
		"a: b": `"a: b"`, "https://a.example/b": "https://a.example/b", "<=5": "<=5", ">5": `">5"`, "it's": "it's", "a, b": "a, b",
	} {
		if got := scalar(tree{text: text}, false); got != want {
			t.Errorf("%q is written %s, want %s", text, got, want)
		}
	}
	if got := scalar(tree{form: dateForm, text: "2025-08-18"}, true); got != "2025-08-18" {
		t.Errorf("date %s", got)
	}
	if got := scalar(tree{form: dateForm, text: "2025"}, true); got != `"2025"` {
		t.Errorf("year %s", got)
	}
	if got := scalar(tree{text: "a, b"}, true); got != `"a, b"` {
		t.Errorf("in brackets %s", got)
	}
}
