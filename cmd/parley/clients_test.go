package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// programs are those docs/graphql.md shows and clients holds, each with what its output must have: it is asked of the
// server otherwise, or follows from what the program does.
var programs = []struct {
	file string
	says func(testServer) []string // regular expressions
}{
	{"curl/post.sh", func(s testServer) []string { return s.conflicts(3, `"totalCount":%d`) }},
	{"curl/get.sh", func(s testServer) []string { return s.conflicts(3, `"totalCount":%d`) }},
	{"curl/errors.sh", func(testServer) []string {
		return []string{`^` + regexp.QuoteMeta(shownAnswer) + "\n200\n.*\n400$", `"code":"GRAPHQL_VALIDATION_FAILED"`}
	}},
	{"curl/persisted.sh", func(s testServer) []string {
		return []string{fmt.Sprintf(`^{"data":{"negotiation":{"conflicts":{"totalCount":%d}}}}$`, s.view(`conflicts { totalCount }`).Conflicts.TotalCount)}
	}},
	{"curl/cost.sh", func(testServer) []string {
		return []string{`^{"data":{"negotiation":{"issues":{"nodes":\[{"key":"`, `"extensions":{"cost":{.*"rows":3\b`}
	}},
	{"curl/change.sh", func(testServer) []string {
		return []string{`"action":"RETIRED","kind":"RED_LINE","key":"ukraine-no-ban-on-foreign-troops"`, `"effects":\[{"negotiationKey":"ukraine","explanation":"[^"]*1 conflict closes`, `"userErrors":\[\]`}
	}},
	{"python/conflicts.py", func(s testServer) []string {
		severities := map[string]int{}
		var want []string
		for _, c := range s.between(500).Nodes {
			severities[c.Severity]++
			want = append(want, regexp.QuoteMeta(c.IssueKeys[0])+` +`+c.Severity+` .*`+c.Since)
		}
		for severity, n := range severities {
			want = append(want, fmt.Sprintf(`(?m)^%s +%d$`, severity, n))
		}
		return want
	}},
	{"python/positions.py", func(s testServer) []string {
		parties := s.view(`positions(first: 500) { totalCount nodes { partyKey } }`).Positions
		want := []string{fmt.Sprintf(`^%d positions`, parties.TotalCount), `NOT_FOUND .*did you mean "ukraine"`}
		for _, p := range parties.Nodes {
			want = append(want, `(?m)^`+p.PartyKey+` `)
		}
		return want
	}},
	{"javascript/fetch.mjs", func(s testServer) []string { return s.conflicts(500, `^%d conflicts`) }},
	{"javascript/apollo.mjs", func(s testServer) []string {
		lines := s.view(`redLines(filter: {parties: ["ukraine"]}) { totalCount nodes { title firmness } }`).RedLines
		want := []string{fmt.Sprintf(`^%d red lines`, lines.TotalCount), `NOT_FOUND: .*did you mean "ukraine"`}
		for _, l := range lines.Nodes {
			want = append(want, regexp.QuoteMeta(l.Title+" ("+l.Firmness))
		}
		return want
	}},
	{"javascript/urql.mjs", func(s testServer) []string {
		var want []string
		for _, v := range s.data(`{ proposal(key: "28-point-plan", asOf: "2025-11-30") { verdicts(outcome: [CROSSED]) { partyKey explanation } } }`).Proposal.Verdicts {
			want = append(want, `(?m)^`+v.PartyKey+`, .*: `+regexp.QuoteMeta(v.Explanation))
		}
		return append(want, `^28-point plan`)
	}},
	{"go/main.go", func(s testServer) []string { return s.conflicts(500, `^%d conflicts`) }},
}

// shownAnswer is what docs/graphql.md shows as the answer to a request of which one field fails.
const shownAnswer = `{"errors":[{"message":"unknown party \"ukrain\" (did you mean \"ukraine\"?)","locations":[{"line":1,"column":3}],"path":["one"],"extensions":{"code":"NOT_FOUND"}}],"data":{"one":null,"other":{"name":"United States"}}}`

// watchers are the programs that tell of changes until they are stopped, with what they say of one that puts a red line
// of the United Kingdom's.
var watchers = []struct{ file, says string }{
	{"curl/watch.sh", `data: {"data":{"changes":{"sequence":"\d+",.*"kind":"RED_LINE","key":"uk-needs-troops"`},
	{"python/watch.py", `(?m)^\d+ \S+ a red line for the test$`},
	{"javascript/watch.mjs", `(?m)^opens: On “Foreign troops in Ukraine after a settlement”, .*a red line of the United Kingdom`},
}

// TestClients runs the programs of clients against a server. What a program needs may be missing, unless PARLEY_CLIENTS
// is "all", as in .ci/clients.
func TestClients(t *testing.T) {
	s := testServer{t, serving(t)}
	known := map[string]bool{}
	for _, p := range programs {
		known[p.file] = true
		t.Run(p.file, func(t *testing.T) {
			c := client(t, s.url, p.file)
			out, err := c.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			for _, want := range p.says(testServer{t, s.url}) {
				if !regexp.MustCompile(want).Match(bytes.TrimSpace(out)) {
					t.Errorf("the output lacks %s:\n%s", want, out)
				}
			}
		})
	}
	for _, w := range watchers {
		known[w.file] = true
		t.Run(w.file, func(t *testing.T) { watches(t, s.url, w.file, regexp.MustCompile(w.says)) })
	}
	for _, file := range shownFiles(t) {
		if !known[file] && file != "python/parley.py" {
			t.Errorf("nobody runs clients/%s", file)
		}
	}
}

// watches starts a program and makes changes until it tells of one.
func watches(t *testing.T, url, file string, says *regexp.Regexp) {
	c := client(t, url, file)
	var out syncBuffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	defer func() {
		c.Cancel()
		<-ended
	}()
	s := testServer{t, url}
	for range 150 { // the first changes may land before the program listens
		s.change(`{putRedLine: {key: "uk-needs-troops", party: "uk", title: "No force at all", forbids: [{terms: [{issue: "foreign-troops", options: ["no-foreign-troops"]}]}]}}`)
		s.change(`{retire: {kind: RED_LINE, key: "uk-needs-troops"}}`)
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("the program ended: %v\n%s", err, out.String())
		case <-time.After(100 * time.Millisecond):
		}
		if says.MatchString(out.String()) {
			return
		}
	}
	t.Errorf("the program tells of no change:\n%s", out.String())
}

// TestClientsComeBack ends the server under a program that watches, and lets a change land before the program is back:
// every change is told, and none twice.
func TestClientsComeBack(t *testing.T) {
	for _, file := range []string{"python/watch.py", "javascript/watch.mjs"} {
		t.Run(file, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			url, stop := started(t, "127.0.0.1:0", data)
			c := client(t, url, file)
			var out syncBuffer
			c.Stdout, c.Stderr = &out, &out
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() { c.Cancel(); c.Wait() }()
			s := testServer{t, url}
			toggle := func() {
				s.change(`{putRedLine: {key: "uk-needs-troops", party: "uk", title: "No force at all", forbids: [{terms: [{issue: "foreign-troops", options: ["no-foreign-troops"]}]}]}}`)
				s.change(`{retire: {kind: RED_LINE, key: "uk-needs-troops"}}`)
			}
			told := regexp.MustCompile(`(?m)^(\d+) [^ ,]+,? a red line for the test`)
			tells := func(until func(string) bool, do func()) {
				for range 150 {
					if all := told.FindAllStringSubmatch(out.String(), -1); len(all) > 0 && until(all[len(all)-1][1]) {
						return
					}
					do()
					time.Sleep(100 * time.Millisecond)
				}
				t.Fatalf("the program does not tell:\n%s", out.String())
			}
			tells(func(string) bool { return true }, toggle)
			stop()
			_, stop = started(t, strings.TrimPrefix(url, "http://"), data)
			defer stop()
			toggle()
			last := s.sequence()
			tells(func(n string) bool { return n == last }, func() {})
			all := told.FindAllStringSubmatch(out.String(), -1)
			for n := range all[1:] {
				a, _ := strconv.Atoi(all[n][1])
				if b, _ := strconv.Atoi(all[n+1][1]); b != a+1 {
					t.Errorf("after change %d comes %d:\n%s", a, b, out.String())
				}
			}
		})
	}
}

// client is a program of clients, ready to run, or the test is skipped.
func client(t *testing.T, url, file string) *exec.Cmd {
	t.Helper()
	root, err := filepath.Abs("../../clients")
	if err != nil {
		t.Fatal(err)
	}
	folder, name := filepath.Split(file)
	var argv []string
	switch folder {
	case "curl/":
		argv = []string{"sh", name}
		needs(t, "curl", exec.Command("curl", "--version"))
	case "python/":
		argv = []string{python(), "-B", name}
		needs(t, "Python with requests and pandas (Debian: python3-requests, python3-pandas)", exec.Command(argv[0], "-c", "import requests, pandas"))
	case "javascript/":
		argv = []string{"node", name}
		needs(t, "node", exec.Command("node", "--version"))
		needs(t, "npm ci in clients/javascript", exec.Command("test", "-d", filepath.Join(root, folder, "node_modules")))
	case "go/":
		argv = []string{"go", "run", "."}
	}
	c := exec.CommandContext(t.Context(), argv[0], argv[1:]...)
	c.Dir = filepath.Join(root, folder)
	c.Env = append(os.Environ(), "PARLEY_URL="+url+"/graphql")
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that what the program starts ends with it
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	return c
}

// needs skips the test where a probe fails.
func needs(t *testing.T, what string, probe *exec.Cmd) {
	t.Helper()
	if out, err := probe.CombinedOutput(); err != nil {
		if os.Getenv("PARLEY_CLIENTS") == "all" {
			t.Fatalf("%s is missing: %v %s", what, err, out)
		}
		t.Skipf("needs %s; .ci/clients installs it", what)
	}
}

// python is Debian's where it is there: another that comes first in the path seldom has pandas.
func python() string {
	if _, err := os.Stat("/usr/bin/python3"); err == nil {
		return "/usr/bin/python3"
	}
	return "python3"
}

// shownFiles are the programs in clients, by folder and name.
func shownFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"curl/*.sh", "python/*.py", "javascript/*.mjs", "go/*.go"} {
		found, err := filepath.Glob("../../clients/" + pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		for _, file := range found {
			files = append(files, strings.TrimPrefix(file, "../../clients/"))
		}
	}
	return files
}

// Every program of clients is shown in docs/graphql.md as it stands, and no other is.
func TestDocsClients(t *testing.T) {
	page, err := os.ReadFile("../../docs/graphql.md")
	if err != nil {
		t.Fatal(err)
	}
	languages := map[string]string{"curl": "sh", "python": "python", "javascript": "javascript", "go": "go"}
	shown := map[string][]string{}
	for _, language := range languages {
		shown[language] = fenced(string(page), language)
	}
	for _, file := range shownFiles(t) {
		text, err := os.ReadFile("../../clients/" + file)
		if err != nil {
			t.Fatal(err)
		}
		language := languages[filepath.Dir(file)]
		at := slices.Index(shown[language], strings.TrimRight(string(text), "\n"))
		if at < 0 {
			t.Errorf("docs/graphql.md does not show clients/%s as it stands", file)
			continue
		}
		shown[language] = slices.Delete(shown[language], at, at+1)
		if !strings.Contains(string(page), "clients/"+file) {
			t.Errorf("docs/graphql.md does not name clients/%s", file)
		}
	}
	if answers := fenced(string(page), "json"); len(answers) != 1 || answers[0] != shownAnswer {
		t.Errorf("docs/graphql.md shows the answers %q, not %s", answers, shownAnswer)
	}
	for language, blocks := range shown {
		for _, block := range blocks {
			t.Errorf("docs/graphql.md shows %s that is no file of clients, so nobody runs it:\n%s", language, block)
		}
	}
}
