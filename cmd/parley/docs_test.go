package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every command shown in the README and in docs is run, in order, in one folder a page, and prints what the page
// shows beneath it. A line of dots stands for any number of lines, dots within a line for any words.
func TestDocsCommands(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, filepath.Join(root, "README.md")) {
		t.Run(filepath.Base(page), func(t *testing.T) {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			t.Chdir(dir)
			if err := os.Symlink(filepath.Join(root, "seed"), "seed"); err != nil {
				t.Fatal(err)
			}
			for _, block := range fenced(string(text), "console") {
				runBlock(t, block)
			}
		})
	}
}

// Every GraphQL query shown in docs is answered without errors.
func TestDocsQueries(t *testing.T) {
	var queries []string
	for _, page := range []string{"graphql.md", "settlement.md", "delta.md", "timeline.md", "gaps.md", "terms.md", "questions.md", "commitments.md", "sequence.md", "evidence.md", "voices.md"} {
		text, err := os.ReadFile("../../docs/" + page)
		if err != nil {
			t.Fatal(err)
		}
		queries = append(queries, fenced(string(text), "graphql")...)
	}
	t.Chdir(t.TempDir())
	if len(queries) < 10 {
		t.Fatalf("found %d queries", len(queries))
	}
	for _, query := range queries {
		var stdout, stderr bytes.Buffer
		if code := run(context.Background(), []string{"query", query}, strings.NewReader(""), &stdout, &stderr); code != exitDone {
			t.Errorf("%s\nexit code %d\n%s", query, code, stderr.String())
		}
	}
}

// Every code of an error is explained in docs/graphql.md, and no other.
func TestDocsCodes(t *testing.T) {
	page, err := os.ReadFile("../../docs/graphql.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "| code | what to do |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	shown := map[string]bool{}
	for _, m := range regexp.MustCompile("`([A-Z_]{5,})`").FindAllStringSubmatch(table, -1) {
		shown[m[1]] = true
	}
	for _, pattern := range []string{"../../schema/*.go", "../../schema/document/*.go", "../../server/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(`\b[Cc]ode\w+ += "([A-Z_]+)"`).FindAllStringSubmatch(string(text), -1) {
				if _, there := shown[m[1]]; !there {
					t.Errorf("docs/graphql.md does not explain %s, of %s", m[1], filepath.Base(file))
				}
				shown[m[1]] = false
			}
		}
	}
	for code, unknown := range shown {
		if unknown {
			t.Errorf("docs/graphql.md explains %s, which no error has", code)
		}
	}
}

// Every link from one page to another, or into the tree, leads somewhere.
func TestDocsLinks(t *testing.T) {
	root := "../.."
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	err := filepath.WalkDir(root, func(page string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "node_modules") {
			return cmp.Or(err, fs.SkipDir)
		}
		if filepath.Ext(page) != ".md" || strings.Contains(page, "testdata") {
			return nil
		}
		text, err := os.ReadFile(page)
		if err != nil {
			return err
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// fenced returns the fenced blocks of a language.
func fenced(text, language string) []string {
	var blocks []string
	for _, part := range strings.Split(text, "\n```"+language+"\n")[1:] {
		block, _, _ := strings.Cut(part, "\n```")
		blocks = append(blocks, block)
	}
	return blocks
}

// notHere are commands that other tests run: the tests themselves, what needs a server, and the solver of .ci/certificate.
var notHere = regexp.MustCompile(`^(go test|git |cd |curl |minisat |parley serve|go run \./cmd/parley serve)`)

func runBlock(t *testing.T, block string) {
	t.Helper()
	for _, part := range strings.Split("\n"+block, "\n$ ")[1:] {
		command, want, _ := strings.Cut(part, "\n")
		for strings.HasSuffix(command, "\\") {
			var more string
			more, want, _ = strings.Cut(want, "\n")
			command = strings.TrimSuffix(command, "\\") + more
		}
		if notHere.MatchString(command) {
			continue
		}
		args, ok := strings.CutPrefix(strings.TrimPrefix(command, "go run ./cmd/"), "parley ")
		if !ok {
			t.Errorf("the page shows a command nobody runs: %s", command)
			continue
		}
		args, _, _ = strings.Cut(args, " | ")
		args, _, _ = strings.Cut(args, " > ")
		var stdout, stderr bytes.Buffer
		if code := run(context.Background(), words(args), strings.NewReader(""), &stdout, &stderr); code != exitDone {
			t.Errorf("%s: exit code %d\n%s", command, code, stderr.String())
			continue
		}
		if !shows(want, stdout.String()+stderr.String()) {
			t.Errorf("%s prints\n%s%s\nthe page shows\n%s", command, stdout.String(), stderr.String(), want)
		}
	}
}

// words splits a command as a shell does, with single and double quotes.
func words(line string) []string {
	var list []string
	for _, m := range regexp.MustCompile(`'[^']*'|"[^"]*"|\S+`).FindAllString(line, -1) {
		list = append(list, strings.Trim(m, `'"`))
	}
	return list
}

// shows reports whether output is what a page shows, dots standing for what it leaves out.
func shows(page, output string) bool {
	if strings.TrimSpace(page) == "" {
		return true
	}
	pattern := regexp.QuoteMeta(strings.TrimSpace(page))
	pattern = strings.ReplaceAll(pattern, `\.\.\.`, `(?s:.*)`)
	return regexp.MustCompile(`^\s*` + pattern + `\s*$`).MatchString(output)
}

func TestShows(t *testing.T) {
	for _, tt := range []struct {
		page, output string
		want         bool
	}{
		{"a\nb", "a\nb\n", true}, {"a\nb", "a\nc\n", false}, {"a\n...", "a\nb\nc", true}, {"a ... c", "a b c", true}, {"", "x", true},
	} {
		if got := shows(tt.page, tt.output); got != tt.want {
			t.Error(fmt.Sprintf("shows(%q, %q) = %v", tt.page, tt.output, got))
		}
	}
}
