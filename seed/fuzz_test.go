package seed

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"parley/graph"
)

// FuzzRead reads any bytes as YAML and as JSON: whatever they are, every problem has a place in the file, and
// what was read can be checked, written and read again.
func FuzzRead(f *testing.F) {
	for _, dir := range []string{"testdata/faults", "testdata/good", "example"} {
		fsys := os.DirFS(dir)
		err := fs.WalkDir(fsys, ".", func(at string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(fsys, at)
			f.Add(data)
			return err
		})
		if err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			t.Skip("larger than what a few seconds of fuzzing can look through")
		}
		for _, name := range []string{"f.yaml", "f.json"} {
			r := Check(fstest.MapFS{name: {Data: data}}, "x", CheckOptions{})
			for _, p := range r.Problems {
				if p.Line > 0 && (p.Col < 1 || p.Line > len(newFile("", data).lines)+1) {
					t.Errorf("%s is not in the file", p)
				}
			}
			if r.Faults() == 0 {
				again := mustRead(t, export(t, apply(t, graph.Empty(), r.Folder)))
				if len(again.Records) != len(r.Folder.Records) {
					t.Errorf("%d records, of which %d are read again", len(r.Folder.Records), len(again.Records))
				}
			}
		}
	})
}
