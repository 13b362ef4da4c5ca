package main

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocsChanging sends the changes that docs/changing.md shows, one after another, and compares what the page shows of
// the answers. A block of JSON with a change in it is an answer, any other goes on top of the variables before it.
func TestDocsChanging(t *testing.T) {
	page, err := os.ReadFile("../../docs/changing.md")
	if err != nil {
		t.Fatal(err)
	}
	seeds, err := filepath.Abs("../../seed")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.Symlink(seeds, "seed"); err != nil {
		t.Fatal(err)
	}
	for _, block := range fenced(string(page), "console") {
		runBlock(t, block)
	}
	mutations := fenced(string(page), "graphql")
	if len(mutations) != 1 {
		t.Fatalf("the page has %d mutations, want the one that its variables are for", len(mutations))
	}
	variables, answers := map[string]any{}, 0
	for _, block := range fenced(string(page), "json") {
		var shown map[string]any
		if err := json.Unmarshal([]byte(block), &shown); err != nil {
			t.Fatalf("%v\n%s", err, block)
		}
		if _, answer := shown["change"]; !answer {
			maps.Copy(variables, shown)
			continue
		}
		answers++
		if got := sendChange(t, mutations[0], variables); !within(shown, got) {
			text, _ := json.MarshalIndent(got, "", "  ")
			t.Errorf("the answer is\n%s\nthe page shows\n%s", text, block)
		}
	}
	if answers < 5 {
		t.Errorf("the page shows %d answers", answers)
	}
	var body struct {
		Query     string
		Variables map[string]any
	}
	curl := regexp.MustCompile(`(?s)curl .* --data '(.*?)'`).FindSubmatch(page)
	if curl == nil || json.Unmarshal(curl[1], &body) != nil {
		t.Fatalf("the page shows no body for curl that can be read: %s", curl)
	}
	if got := sendChange(t, body.Query, body.Variables); !within(map[string]any{"change": map[string]any{"userErrors": []any{}}}, got) {
		t.Errorf("by curl: %v", got)
	}
}

func sendChange(t *testing.T, mutation string, variables map[string]any) any {
	t.Helper()
	vars, err := json.Marshal(variables)
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := run(context.Background(), []string{"query", mutation, "--variables", string(vars), "--data", "example"}, strings.NewReader(""), &stdout, &stderr); code != exitDone {
		t.Fatalf("%s\nexit code %d\n%s", vars, code, stderr.String())
	}
	var r struct{ Data any }
	if err := json.Unmarshal(stdout.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return r.Data
}

// within reports whether a value is what a page shows, which may leave out members of objects.
func within(shown, got any) bool {
	switch shown := shown.(type) {
	case map[string]any:
		has, is := got.(map[string]any)
		for name, v := range shown {
			other, there := has[name]
			is = is && there && within(v, other)
		}
		return is
	case []any:
		has, is := got.([]any)
		is = is && len(has) == len(shown)
		for i := range shown {
			is = is && within(shown[i], has[i])
		}
		return is
	}
	return shown == got
}
