package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parley": main})
}

// The scripts in testdata run the program as people do, with real files and exit codes.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// exits CODE COMMAND...: the command ends with exactly this exit code.
			"exits": func(ts *testscript.TestScript, neg bool, args []string) {
				err := ts.Exec(args[1], args[2:]...)
				code := "0"
				if err != nil {
					code = strings.TrimPrefix(err.Error(), "exit status ")
				}
				if code != args[0] {
					ts.Fatalf("exit code %s, want %s", code, args[0])
				}
			},
		},
	})
}

// A server answers queries and reports, and the commands that read can ask it instead of the store.
func TestServe(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	ctx, stop := context.WithCancel(context.Background())
	var words syncBuffer
	ended := make(chan int)
	go func() {
		ended <- run(ctx, []string{"serve", "--addr", addr}, strings.NewReader(""), &words, &words)
	}()
	ready(t, "http://"+addr+"/readyz")

	for _, tt := range []struct {
		name, want string
		args       []string
	}{
		{"conflicts", "demand-crosses-red-line", []string{"conflicts", "--between", "russia,ukraine", "--as-of", "2025-08-19"}},
		{"settle", ": UNDETERMINED", []string{"settle", "--as-of", "2025-08-19", "--assume", "foreign-troops=no-nato-troops", "--add", "eu: children=case-by-case"}},
		{"settle --compare", "bid-dropped-for-guarantees", []string{"settle", "--compare", "all", "--as-of", "2025-08-19"}},
		{"delta", "what changed in the answer", []string{"delta", "--since-as-of", "2025-08-14", "--as-of", "2025-08-19"}},
		{"timeline", "Summit of Trump and Putin in Alaska", []string{"timeline", "--from", "2025-08", "--to", "2025-08-19"}},
		{"proposal", "28-point plan", []string{"proposal", "28-point-plan"}},
		{"report", "# Where positions conflict", []string{"report", "--as-of", "2025-08-19"}},
		{"query", `"version"`, []string{"query", "{ status { version } }"}},
	} {
		var out, errs bytes.Buffer
		code := run(ctx, append(tt.args, "--server", "http://"+addr), strings.NewReader(""), &out, &errs)
		if code != exitDone || !strings.Contains(out.String(), tt.want) {
			t.Errorf("%s: exit code %d, %s%s", tt.name, code, out.String(), errs.String())
		}
	}
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"conflicts"}, strings.NewReader(""), &out, &errs); code != exitFail || !strings.Contains(errs.String(), "a server at http://"+addr) || !strings.Contains(errs.String(), "add --server") {
		t.Errorf("a store in use: exit code %d, %s", code, errs.String())
	}
	errs.Reset()
	if code := run(ctx, []string{"serve", "--addr", addr, "--data", "other"}, strings.NewReader(""), &out, &errs); code != exitFail || !strings.Contains(errs.String(), "is taken") {
		t.Errorf("an address in use: exit code %d, %s", code, errs.String())
	}
	errs.Reset()
	if code := run(ctx, []string{"report", "nonsense", "--server", "http://" + addr}, strings.NewReader(""), &out, &errs); code == exitDone || !strings.Contains(errs.String(), "unknown report") {
		t.Errorf("an unknown report: exit code %d, %s", code, errs.String())
	}
	readmeAnswer(t, readme, "http://"+addr)
	stop()
	if code := <-ended; code != exitDone {
		t.Errorf("the server ended with %d: %s", code, words.String())
	}
	for _, want := range []string{"created parley-data", "29 red lines", "listening on http://" + addr} {
		if !strings.Contains(words.String(), want) {
			t.Errorf("the server does not say %q:\n%s", want, words.String())
		}
	}
}

// readmeAnswer sends what the README sends with curl and compares the answer with the one it shows.
func readmeAnswer(t *testing.T, readme []byte, url string) {
	t.Helper()
	sent := regexp.MustCompile(`curl .* -d '(.*)'`).FindSubmatch(readme)
	shown := fenced(string(readme), "json")
	if sent == nil || len(shown) != 1 {
		t.Fatal("the README shows no question and answer")
	}
	resp, err := http.Post(url+"/graphql", "application/json", bytes.NewReader(sent[1]))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(got)) != shown[0] {
		t.Errorf("the server answers\n%s\nthe README shows\n%s", got, shown[0])
	}
}

func ready(t *testing.T, url string) {
	t.Helper()
	for range 600 {
		if resp, err := http.Get(url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the server does not get ready")
}

// A first run that is interrupted is taken up by the next.
func TestFirstRunInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"conflicts"}, strings.NewReader(""), &out, &errs); code == exitDone {
		t.Fatal("a cancelled command is done")
	}
	errs.Reset()
	if code := run(context.Background(), []string{"log"}, strings.NewReader(""), &out, &errs); code != exitDone || !strings.Contains(out.String(), "the data set that comes with Parley") {
		t.Errorf("exit code %d: %s%s", code, out.String(), errs.String())
	}
}

// What cannot be written is not done.
func TestOutputThatFails(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, args := range [][]string{{"query", "{ __typename }"}, {"conflicts"}, {"settle"}, {"settle", "--format", "json"}, {"verify"}, {"version"}, {"log"}, {"apply", "more"}} {
		if err := os.MkdirAll("more", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("more/p.yaml", []byte("parties: [{key: nowhere, name: Nowhere, kind: state}]\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		var errs bytes.Buffer
		if code := run(context.Background(), args, strings.NewReader(""), brokenPipe{}, &errs); code != exitFail {
			t.Errorf("%v: exit code %d, %s", args, code, errs.String())
		}
	}
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"log", "party/nowhere"}, strings.NewReader(""), &out, &errs); code != exitUsage {
		t.Errorf("a plan nobody saw was applied: %s", out.String())
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }
