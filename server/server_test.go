package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"parley/graph"
	"parley/graph/memlog"
	"parley/schema"
)

// fake is an API that answers what the test wants.
type fake struct {
	do func(ctx context.Context, r schema.Request) *schema.Result
}

func (f fake) Do(ctx context.Context, r schema.Request) *schema.Result { return f.do(ctx, r) }
func (f fake) SDL() string                                             { return "type Query { a: Int }\n" }

// running is a server over an empty graph.
type running struct {
	*testing.T
	Options
	http.Handler
	log bytes.Buffer
}

func run(t *testing.T, change func(*Options)) *running {
	t.Helper()
	db, err := graph.Open(context.Background(), memlog.New(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	api, err := schema.New(db, schema.Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	s := &running{T: t}
	s.Options = Options{API: api, Graph: db, Logger: slog.New(slog.NewTextHandler(&s.log, nil))}
	if change != nil {
		change(&s.Options)
	}
	s.Handler = New(s.Options)
	return s
}

// send makes a request; headers are names and values.
func (s *running) send(method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = "localhost:8080"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *running) post(body string, headers ...string) *httptest.ResponseRecorder {
	return s.send("POST", "/graphql", body, append([]string{"Content-Type", "application/json"}, headers...)...)
}

const good = `{"query":"{status{version}}"}`

// TestStatusCodes is the table of GraphQL over HTTP.
func TestStatusCodes(t *testing.T) {
	s := run(t, nil)
	asJSON := []string{"Content-Type", "application/json"}
	get := func(pairs ...string) string {
		v := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			v.Add(pairs[i], pairs[i+1])
		}
		return "/graphql?" + v.Encode()
	}
	for _, tt := range []struct {
		name, method, target, body string
		headers                    []string
		status                     int
		code                       string // of the first error; "-" for no JSON body
	}{
		{"post", "POST", "/graphql", good, asJSON, 200, ""},
		{"charset", "POST", "/graphql", good, []string{"Content-Type", "application/json; charset=UTF-8"}, 200, ""},
		{"other members are ignored", "POST", "/graphql", `{"query":"{status{version}}","id":7,"extensions":{},"QUERY":1}`, asJSON, 200, ""},
		{"null members are as absent", "POST", "/graphql", `{"query":"{status{version}}","operationName":null,"variables":null,"extensions":null}`, asJSON, 200, ""},
		{"a field's error leaves the status", "POST", "/graphql", `{"query":"{party(key:\"x\"){key}}"}`, asJSON, 200, "NOT_FOUND"},
		{"get", "GET", get("query", "{status{version}}"), "", nil, 200, ""},
		{"get with empty parameters", "GET", get("query", "{status{version}}", "operationName", "", "variables", ""), "", nil, 200, ""},
		{"get with variables", "GET", get("query", "query($n:Int){parties(first:$n){totalCount}}", "variables", `{"n":1}`), "", nil, 200, ""},
		{"mutation by get", "GET", get("query", "mutation{__typename}"), "", nil, 405, "METHOD_NOT_ALLOWED"},
		{"get without query", "GET", "/graphql", "", nil, 400, "BAD_REQUEST"},
		{"get with query twice", "GET", get("query", "{a}", "query", "{b}"), "", nil, 400, "BAD_REQUEST"},
		{"get with variables that are none", "GET", get("query", "{status{version}}", "variables", "[1]"), "", nil, 400, "BAD_REQUEST"},
		{"a subscription as plain JSON", "POST", "/graphql", `{"query":"subscription{changes{sequence}}"}`, asJSON, 400, "BAD_REQUEST"},
		{"other method", "PUT", "/graphql", good, asJSON, 405, "BAD_REQUEST"},
		{"syntax error", "POST", "/graphql", `{"query":"{"}`, asJSON, 400, "GRAPHQL_PARSE_FAILED"},
		{"invalid", "POST", "/graphql", `{"query":"{nothing}"}`, asJSON, 400, "GRAPHQL_VALIDATION_FAILED"},
		{"variable of another type", "POST", "/graphql", `{"query":"query($n:Int){parties(first:$n){totalCount}}","variables":{"n":"1"}}`, asJSON, 400, "BAD_USER_INPUT"},
		{"unknown operation", "POST", "/graphql", `{"query":"query a{status{version}}","operationName":"b"}`, asJSON, 400, "OPERATION_RESOLUTION_FAILURE"},
		{"no content type", "POST", "/graphql", good, nil, 415, "BAD_REQUEST"},
		{"text", "POST", "/graphql", good, []string{"Content-Type", "text/plain"}, 415, "BAD_REQUEST"},
		{"form", "POST", "/graphql", "query=a", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "BAD_REQUEST"},
		{"graphql as such", "POST", "/graphql", "{a}", []string{"Content-Type", "application/graphql"}, 415, "BAD_REQUEST"},
		{"charset of another kind", "POST", "/graphql", good, []string{"Content-Type", "application/json; charset=latin1"}, 415, "BAD_REQUEST"},
		{"compressed", "POST", "/graphql", good, append(asJSON, "Content-Encoding", "gzip"), 415, "BAD_REQUEST"},
		{"no JSON", "POST", "/graphql", `{"query":`, asJSON, 400, "BAD_REQUEST"},
		{"empty", "POST", "/graphql", ``, asJSON, 400, "BAD_REQUEST"},
		{"null", "POST", "/graphql", `null`, asJSON, 400, "BAD_REQUEST"},
		{"two values", "POST", "/graphql", good + good, asJSON, 400, "BAD_REQUEST"},
		{"not UTF-8", "POST", "/graphql", "{\"query\":\"\xff\"}", asJSON, 400, "BAD_REQUEST"},
		{"no query", "POST", "/graphql", `{"Query":"{a}"}`, asJSON, 400, "BAD_REQUEST"},
		{"query no string", "POST", "/graphql", `{"query":{"a":1}}`, asJSON, 400, "BAD_REQUEST"},
		{"operation name no string", "POST", "/graphql", `{"query":"{a}","operationName":1}`, asJSON, 400, "BAD_REQUEST"},
		{"variables no object", "POST", "/graphql", `{"query":"{a}","variables":"{}"}`, asJSON, 400, "BAD_REQUEST"},
		{"extensions no object", "POST", "/graphql", `{"query":"{a}","extensions":[]}`, asJSON, 400, "BAD_REQUEST"},
		{"an unknown hash", "POST", "/graphql", `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}`, asJSON, 200, "PERSISTED_QUERY_NOT_FOUND"},
		{"an unknown hash by get", "GET", get("extensions", `{"persistedQuery":{"version":1,"sha256Hash":"00"}}`), "", nil, 200, "PERSISTED_QUERY_NOT_FOUND"},
		{"an unknown document", "POST", "/graphql", `{"documentId":"7"}`, asJSON, 200, "PERSISTED_QUERY_NOT_FOUND"},
		{"a hash of another query", "POST", "/graphql", `{"query":"{status{version}}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}`, asJSON, 400, "PERSISTED_QUERY_HASH_MISMATCH"},
		{"a hash of another version", "POST", "/graphql", `{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"00"}}}`, asJSON, 400, "PERSISTED_QUERY_NOT_SUPPORTED"},
		{"a hash that is none", "GET", get("extensions", `{"persistedQuery":{}}`), "", nil, 400, "BAD_REQUEST"},
		{"two documents named", "POST", "/graphql", `{"documentId":"7","extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}`, asJSON, 400, "BAD_REQUEST"},
		{"a document's id by get twice", "GET", "/graphql?documentId=1&documentId=2", "", nil, 400, "BAD_REQUEST"},
		{"query twice", "POST", "/graphql", `{"query":"{status{version}}","query":"mutation{a}"}`, asJSON, 400, "BAD_REQUEST"},
		{"batch", "POST", "/graphql", ` [` + good + `]`, asJSON, 400, "BATCH_REJECTED"},
		{"deep", "POST", "/graphql", `{"query":"{a}","variables":{"a":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}}`, asJSON, 400, "QUERY_TOO_DEEP"},
		{"brackets in a string are not deep", "POST", "/graphql", `{"query":"{status{version}} # \"` + strings.Repeat("[", 100) + `"}`, asJSON, 200, ""},
		{"large", "POST", "/graphql", `{"query":"` + strings.Repeat(" ", schema.LimitBody.Default) + `"}`, asJSON, 413, "QUERY_TOO_LARGE"},
		{"accepts nothing we have", "POST", "/graphql", good, append(asJSON, "Accept", "text/html"), 406, "-"},
		{"unknown path", "GET", "/nothing", "", nil, 404, "-"},
		{"other method elsewhere", "POST", "/healthz", "", nil, 405, "-"},
	} {
		w := s.send(tt.method, tt.target, tt.body, tt.headers...)
		var body struct{ Errors []schema.Error }
		err := json.Unmarshal(w.Body.Bytes(), &body)
		code := ""
		if len(body.Errors) > 0 {
			code = body.Errors[0].Code()
		}
		if tt.code == "-" && err != nil {
			code = "-"
		}
		if w.Code != tt.status || code != tt.code {
			t.Errorf("%s: %d %q, want %d %q\n%s", tt.name, w.Code, code, tt.status, tt.code, w.Body)
		}
		if w.Code >= 400 && strings.Contains(w.Body.String(), `"data"`) {
			t.Errorf("%s: a refused request has no data member", tt.name)
		}
	}
}

func TestAccept(t *testing.T) {
	s := run(t, nil)
	const j, g = "application/json", "application/graphql-response+json"
	for _, tt := range []struct{ accept, want string }{
		{"", j}, {"*/*", j}, {"application/*", j}, {j, j}, {g, g}, {g + ", " + j, g}, {j + ", " + g, g}, {g + ";q=0.5, " + j, j}, {g + ", " + j + ";q=0.9, */*;q=0.8", g},
		{"text/event-stream, multipart/mixed, application/json", j}, {"text/html, */*;q=0.1", j}, {j + ";charset=utf-8", j}, {g + ";charset=utf-8", g},
		{"text/html", ""}, {j + ";q=0", ""}, {g + ";q=x", ""}, {j + ";charset=latin1", ""}, {"*/*;q=0, " + g, g}, {"garbage", ""},
	} {
		w := s.post(good, "Accept", tt.accept)
		got, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
		if (tt.want == "") != (w.Code == http.StatusNotAcceptable) || tt.want != "" && (got != tt.want || w.Code != 200) {
			t.Errorf("Accept %q: %d %s, want %q", tt.accept, w.Code, got, tt.want)
		}
	}
	if w := s.post(`{"query":"{"}`, "Accept", g); w.Code != 400 || !strings.HasPrefix(w.Header().Get("Content-Type"), g) {
		t.Errorf("an error comes in the type asked for: %d %v", w.Code, w.Header())
	}
}

// TestResultsBecomeStatuses covers what the real API answers seldom.
func TestResultsBecomeStatuses(t *testing.T) {
	for code, want := range map[string]int{
		schema.CodeTimeout: 503, schema.CodeInternal: 500, schema.CodeMethodNotAllowed: 405, schema.CodeTooComplex: 400, schema.CodeUnavailable: 503,
	} {
		s := run(t, func(o *Options) {
			o.API = fake{func(context.Context, schema.Request) *schema.Result {
				return &schema.Result{Errors: []schema.Error{{Message: "m", Extensions: map[string]any{"code": code}}}}
			}}
		})
		w := s.post(good)
		if w.Code != want || want == 405 && w.Header().Get("Allow") != "POST" {
			t.Errorf("%s: %d, want %d", code, w.Code, want)
		}
	}
}

func TestWhatTheAPIIsAsked(t *testing.T) {
	var got schema.Request
	s := run(t, func(o *Options) {
		o.API = fake{func(_ context.Context, r schema.Request) *schema.Result {
			got = r
			return &schema.Result{}
		}}
	})
	s.post(`{"query":"q","operationName":"o","variables":{"big":12345678901234567890,"s":"x"}}`)
	if got.Query != "q" || got.OperationName != "o" || got.ReadOnly || fmt.Sprint(got.Variables) != "map[big:12345678901234567890 s:x]" {
		t.Errorf("%+v", got)
	}
	s.send("GET", "/graphql?query=q", "")
	if !got.ReadOnly {
		t.Error("what comes by GET only reads")
	}
}

// TestForeignPages holds what pages of other sites can make a browser send.
func TestForeignPages(t *testing.T) {
	s := run(t, func(o *Options) { o.Hosts = []string{"parley.example"} })
	for _, tt := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"no browser", nil, 200},
		{"same origin", []string{"Origin", "http://localhost:8080", "Sec-Fetch-Site", "same-origin"}, 200},
		{"same origin, older browser", []string{"Origin", "http://localhost:8080"}, 200},
		{"typed by the user", []string{"Sec-Fetch-Site", "none"}, 200},
		{"another site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "http://evil.example"}, 403},
		{"another site, older browser", []string{"Origin", "http://evil.example"}, 403},
		{"another port", []string{"Sec-Fetch-Site", "same-site", "Origin", "http://localhost:9"}, 403},
		{"no origin to speak of", []string{"Origin", "null"}, 403},
		{"a name of theirs for this machine", []string{"Host", "evil.example"}, 421},
		{"no name", []string{"Host", ""}, 421},
		{"loopback by number", []string{"Host", "127.0.0.1:8080"}, 200},
		{"loopback by number, version 6", []string{"Host", "[::1]:8080"}, 200},
		{"version 6 without port", []string{"Host", "[::1]"}, 200},
		{"a name allowed", []string{"Host", "Parley.Example:443"}, 200},
		{"ends like a name allowed", []string{"Host", "localhost.evil.example"}, 421},
		{"another address", []string{"Host", "10.0.0.1"}, 421},
	} {
		if w := s.post(good, tt.headers...); w.Code != tt.status {
			t.Errorf("%s: %d, want %d", tt.name, w.Code, tt.status)
		}
	}
	w := s.post(good, "Origin", "http://localhost:8080")
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "", "Cache-Control": "no-store"} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestPages(t *testing.T) {
	s := run(t, nil)
	for _, tt := range []struct{ path, media, words string }{
		{"/", "text/html; charset=utf-8", "/schema.graphql"},
		{"/schema.graphql", "text/plain; charset=utf-8", "type Query"},
		{"/healthz", "text/plain; charset=utf-8", "ok"},
		{"/readyz", "application/json; charset=utf-8", `"ready":true`},
	} {
		w := s.send("GET", tt.path, "")
		if w.Code != 200 || w.Header().Get("Content-Type") != tt.media || !strings.Contains(w.Body.String(), tt.words) || w.Header().Get("X-Request-Id") == "" {
			t.Errorf("%s: %d %v %.100s", tt.path, w.Code, w.Header(), w.Body)
		}
	}
	if strings.Contains(s.send("GET", "/", "").Body.String(), "<script") {
		t.Error("a script on the index page")
	}
}

// TestIndexQueries runs the questions of the index page.
func TestIndexQueries(t *testing.T) {
	s := run(t, nil)
	parts := strings.Split(string(indexPage), "<pre>")[1:]
	if len(parts) < 4 {
		t.Fatalf("%d questions", len(parts))
	}
	for _, p := range parts {
		query, _, _ := strings.Cut(p, "</pre>")
		body, _ := json.Marshal(map[string]string{"query": query})
		if w := s.post(string(body)); w.Code != 200 {
			t.Errorf("%s\n%s", query, w.Body)
		}
	}
}

// broken is a store that has trouble.
type broken struct {
	*memlog.Log
	head, room error
	closed     chan struct{}
}

func (b broken) Head(ctx context.Context) (graph.Head, error) {
	if b.head != nil {
		return graph.Head{}, b.head
	}
	return b.Log.Head(ctx)
}
func (b broken) Room() error             { return b.room }
func (b broken) Broken() <-chan struct{} { return b.closed }

type brokenGraph struct{ broken }

func (b brokenGraph) Log() graph.Log { return b.broken }

func TestReadiness(t *testing.T) {
	shut := make(chan struct{})
	close(shut)
	for reason, b := range map[string]broken{
		"gone":          {head: errors.New("the disk is gone")},
		"free":          {room: errors.New("too little free space")},
		"takes no more": {closed: shut},
		"":              {},
	} {
		b.Log = memlog.New()
		s := run(t, func(o *Options) { o.Graph = brokenGraph{b} })
		w := s.send("GET", "/readyz", "")
		if (w.Code == 200) != (reason == "") || reason != "" && (w.Code != 503 || !strings.Contains(w.Body.String(), reason)) {
			t.Errorf("%q: %d %s", reason, w.Code, w.Body)
		}
		if s.send("GET", "/healthz", "").Code != 200 {
			t.Error("it is alive all the same")
		}
	}
}

func TestReports(t *testing.T) {
	s := run(t, func(o *Options) {
		o.Report = func(_ context.Context, w io.Writer, negotiation, report, format string, q url.Values) error {
			switch negotiation {
			case "none":
				return graph.Errorf(graph.CodeNotFound, "unknown negotiation")
			case "wrong":
				return graph.Errorf(graph.CodeInvalid, "unknown report")
			case "fault":
				return errors.New("secret")
			}
			_, err := fmt.Fprintf(w, "# %s %s %s %s\n", negotiation, report, format, q.Get("asOf"))
			return err
		}
	})
	for path, want := range map[string]string{
		"/reports/ukraine/conflicts.md?asOf=2025-08-19": "200 # ukraine conflicts md 2025-08-19\n",
		"/reports/none/conflicts.md":                    "404 unknown negotiation\n",
		"/reports/wrong/x.md":                           "400 unknown report\n",
		"/reports/ukraine/conflicts.exe":                "404 no such report: ask for /reports/{negotiation}/{report}.md\n",
		"/reports/ukraine/conflicts":                    "404 no such report: ask for /reports/{negotiation}/{report}.md\n",
	} {
		w := s.send("GET", path, "")
		if got := fmt.Sprintf("%d %s", w.Code, w.Body); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	if w := s.send("GET", "/reports/fault/x.md", ""); w.Code != 500 || strings.Contains(w.Body.String(), "secret") || !strings.Contains(s.log.String(), "secret") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := run(t, nil).send("GET", "/reports/ukraine/conflicts.md", ""); w.Code != 404 {
		t.Errorf("without reports: %d", w.Code)
	}
}

// TestLogHoldsNoSecrets: a line for each request, with no query and no variable in it.
func TestLogHoldsNoSecrets(t *testing.T) {
	s := run(t, nil)
	s.post(`{"query":"query($s:String!){search(text:$s){totalCount}}","variables":{"s":"confidential"}}`)
	s.send("GET", "/graphql?query="+url.QueryEscape(`{search(text:"confidential"){totalCount}}`), "")
	log := s.log.String()
	if strings.Contains(log, "confidential") || strings.Count(log, "path=/graphql status=200") != 2 {
		t.Error(log)
	}
}

func TestPanicsAreCaught(t *testing.T) {
	s := run(t, func(o *Options) {
		o.API = fake{func(context.Context, schema.Request) *schema.Result { panic("secret") }}
	})
	for range 2 * max(cap(newPlaces(nil)), 64) { // each gives its place back
		if w := s.post(good); w.Code != 500 || strings.Contains(w.Body.String(), "secret") {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	if !strings.Contains(s.log.String(), "secret") {
		t.Error("the log does not have it")
	}
}

// TestTooManyAtOnce fills every place and asks once more.
func TestTooManyAtOnce(t *testing.T) {
	started, release := make(chan struct{}), make(chan struct{})
	s := run(t, func(o *Options) {
		o.API = fake{func(context.Context, schema.Request) *schema.Result {
			started <- struct{}{}
			<-release
			return &schema.Result{}
		}}
		o.Logger = slog.New(slog.DiscardHandler)
	})
	var group sync.WaitGroup
	places := cap(newPlaces(nil))
	for range places {
		group.Go(func() { s.post(good) })
		<-started
	}
	if w := s.post(good); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := s.send("GET", "/healthz", ""); w.Code != 200 {
		t.Error("health is answered all the same")
	}
	close(release)
	group.Wait()
}
