package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// serving runs a server with fresh data and returns its address.
func serving(t *testing.T) string {
	t.Helper()
	url, stop := started(t, "127.0.0.1:0", filepath.Join(t.TempDir(), "data"))
	t.Cleanup(stop)
	return url
}

// started starts a server at the address, and returns its URL and what ends it.
func started(t *testing.T, addr, data string) (url string, end func()) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var words syncBuffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--addr", addr, "--data", data}, strings.NewReader(""), &words, &words)
	}()
	end = func() {
		stop()
		if code := <-ended; code != exitDone {
			t.Errorf("the server ended with %d: %s", code, words.String())
		}
	}
	listening := regexp.MustCompile(`listening on (\S+)`)
	for {
		if m := listening.FindStringSubmatch(words.String()); m != nil {
			ready(t, m[1]+"/readyz")
			return m[1], end
		}
		select {
		case code := <-ended:
			ended <- exitDone
			t.Fatalf("the server ended with %d: %s", code, words.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// testServer is a server the tests ask for what the programs should say.
type testServer struct {
	*testing.T
	url string
}

// told has the members that the tests ask for.
type told struct {
	Status      struct{ Sequence string }
	Negotiation negotiationTold
	Proposal    struct {
		Verdicts []struct{ PartyKey, Explanation string }
	}
	Change struct{ UserErrors []any }
}

type negotiationTold struct {
	Conflicts conflictsTold
	RedLines  struct {
		TotalCount int
		Nodes      []struct{ Title, Firmness string }
	}
	Positions struct {
		TotalCount int
		Nodes      []struct{ PartyKey string }
	}
}

type conflictsTold struct {
	TotalCount int
	Nodes      []struct {
		Severity, Since, Explanation string
		IssueKeys                    []string
	}
}

func (s testServer) data(query string) told {
	s.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		s.Fatal(err)
	}
	resp, err := http.Post(s.url+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	var r struct {
		Data   told
		Errors []any
	}
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil || len(r.Errors) > 0 {
		s.Fatal(query, err, r.Errors)
	}
	return r.Data
}

func (s testServer) view(fields string) negotiationTold {
	s.Helper()
	return s.data(`{ negotiation(key: "ukraine", asOf: "2025-08-19") { ` + fields + ` } }`).Negotiation
}

func (s testServer) between(first int) conflictsTold {
	s.Helper()
	return s.view(fmt.Sprintf(`conflicts(filter: {between: ["russia", "ukraine"]}, first: %d) { totalCount nodes { severity since explanation issueKeys } }`, first)).Conflicts
}

// conflicts are the first conflicts of Russia and Ukraine as regular expressions, and their count.
func (s testServer) conflicts(first int, count string) []string {
	s.Helper()
	list := s.between(first)
	want := []string{fmt.Sprintf(count, list.TotalCount)}
	for _, c := range list.Nodes {
		want = append(want, c.Severity+`.*`+c.Since+`.*`+regexp.QuoteMeta(c.Explanation))
	}
	return want
}

// sequence is the number of the last change.
func (s testServer) sequence() string {
	s.Helper()
	return s.data(`{ status { sequence } }`).Status.Sequence
}

func (s testServer) change(operation string) {
	s.Helper()
	d := s.data(`mutation { change(reason: "a red line for the test", operations: [` + operation + `]) { userErrors { message field } } }`)
	if len(d.Change.UserErrors) > 0 {
		s.Fatal(d.Change.UserErrors)
	}
}
