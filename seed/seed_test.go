package seed

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file of testdata or the package.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	have, lines := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(have), len(lines)) {
		if have[i] != lines[i] {
			t.Fatalf("%s:%d is\n%s\nwant\n%s\n(-update rewrites the file)", name, i+1, have[i], lines[i])
		}
	}
	t.Fatalf("%s has %d lines, what comes out %d (-update rewrites the file)", name, len(lines), len(have))
}
