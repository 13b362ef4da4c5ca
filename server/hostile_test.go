package server

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memlog"
	"parley/schema"
	"parley/schema/schematest"
	"parley/seed"
)

// What answering something hostile may take, the best of three tries counting: a machine with other work to do is slow
// now and then, a server that lets itself be held up is so each time.
const (
	longest = 100 * time.Millisecond
	largest = 16 << 20 // bytes allocated
)

// slower is how many times longer it may take where the program is built to find races.
var slower = 1

// fortress is a server over the default data.
func fortress(t testing.TB, o schema.Options) *running {
	t.Helper()
	folder, problems := seed.Read(seed.Ukraine, "ukraine")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	db, err := graph.Open(context.Background(), memlog.New(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	draft := graph.Draft{Actor: "tester", Reason: "load"}
	for _, r := range folder.Records {
		draft.Ops = append(draft.Ops, graph.Op{Put: r})
	}
	if _, err := db.Commit(context.Background(), draft); err != nil {
		t.Fatal(err)
	}
	o.Logger = slog.New(slog.DiscardHandler)
	o.Answers = -1 // each try is to be worked on
	api, err := schema.New(db, o)
	if err != nil {
		t.Fatal(err)
	}
	s := &running{Options: Options{API: api, Graph: db, Logger: o.Logger, Limits: o.Limits}}
	s.Handler = New(s.Options)
	return s
}

// reply is what came of a request.
type reply struct {
	status int
	data   bool
	errors []schema.Error
	size   int
	took   time.Duration
	memory uint64
}

func (r reply) code() string {
	if r.data || len(r.errors) == 0 {
		return ""
	}
	return r.errors[0].Code()
}

// besiege sends what ask makes, three times, and returns the last reply with the least that one of them took.
func (s *running) besiege(ask func(try int) *http.Request) reply {
	best := reply{took: time.Hour, memory: 1 << 60}
	for try := range 3 {
		r := ask(try)
		r.Host = "localhost"
		w := httptest.NewRecorder()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		s.ServeHTTP(w, r)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		best.took, best.memory = min(best.took, took), min(best.memory, after.TotalAlloc-before.TotalAlloc)
		var answer struct {
			Data   json.RawMessage
			Errors []schema.Error
		}
		json.Unmarshal(w.Body.Bytes(), &answer)
		best.status, best.data, best.errors, best.size = w.Code, answer.Data != nil, answer.Errors, w.Body.Len()
	}
	return best
}

// check holds a reply to what answering may take, and that the server answers others as before.
func (s *running) check(t *testing.T, name string, r reply) {
	t.Helper()
	if r.took > longest*time.Duration(slower) || r.memory > largest {
		t.Errorf("%s: %v, %d KiB", name, r.took, r.memory>>10)
	}
	if w := s.post(good); w.Code != http.StatusOK {
		t.Fatalf("%s: afterwards the server answers %d %s", name, w.Code, w.Body)
	}
}

func postRequest(body string) *http.Request {
	r := httptest.NewRequest("POST", "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return r
}

// TestHostileDocuments sends what hurts a server that takes documents as they come.
func TestHostileDocuments(t *testing.T) {
	s := fortress(t, schema.Options{})
	var worst, most reply
	for _, d := range schematest.Hostile() {
		want, limit := d.Code, d.Limit
		got := s.besiege(func(try int) *http.Request {
			body, _ := json.Marshal(map[string]string{"query": d.Text + fmt.Sprint("\n#", try)}) // no plan is there yet
			if len(body) > schema.LimitBody.Default {
				want, limit = schema.CodeTooLarge, "body"
			} else if strings.Contains(d.Text, "\xff") {
				return postRequest(`{"query":"` + strings.ReplaceAll(d.Text, `"`, `\"`) + `"}`)
			}
			return postRequest(string(body))
		})
		if strings.Contains(d.Text, "\xff") {
			want = codeBadRequest // as a body
		}
		if got.code() != want || limit != "" && got.errors[0].Extensions["limit"] != limit {
			t.Errorf("%s: %d %+v, want %s, limit %q", d.Name, got.status, got.errors, want, limit)
		}
		if got.size > 20_000 && !got.data {
			t.Errorf("%s: the refusal has %d bytes", d.Name, got.size)
		}
		s.check(t, d.Name, got)
		if got.took > worst.took {
			worst = got
		}
		if got.memory > most.memory {
			most = got
		}
		if testing.Verbose() {
			t.Logf("%-45s %7d bytes %8v %6d KiB %d", d.Name, len(d.Text), got.took.Round(10*time.Microsecond), got.memory>>10, got.status)
		}
	}
	t.Logf("the longest took %v, the most memory %d KiB", worst.took, most.memory>>10)
}

// TestHostileVariables sends variables of every kind that take more than they should, to a server that lets more of them
// in than by default.
func TestHostileVariables(t *testing.T) {
	s := fortress(t, schema.Options{Limits: schema.Limits{schema.LimitValues.Name: 1_000_000}})
	rep := strings.Repeat
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "%d", strconv.Itoa(i)))
		}
		return strings.TrimSuffix(b.String(), ",")
	}
	const (
		kinds  = "query($v:[RecordKind!]){search(text:\\\"a\\\",kinds:$v){totalCount}}"
		filter = "query($v:ConflictFilter){negotiation(key:\\\"ukraine\\\"){conflicts(filter:$v){totalCount}}}"
		ids    = "query($v:[ID!]!){nodes(ids:$v){id}}"
		number = "query($v:Int){parties(first:$v){totalCount}}"
		text   = "query($v:String!){party(key:$v){key}}"
		none   = "{status{version}}"
	)
	digits := rep("9", 100_000)
	for _, tt := range []struct{ name, query, variables, code string }{
		{"60 lists in lists", kinds, `{"v":` + rep("[", 60) + rep("]", 60) + `}`, "BAD_USER_INPUT"},
		{"65 lists in lists", kinds, `{"v":` + rep("[", 65) + rep("]", 65) + `}`, "QUERY_TOO_DEEP"},
		{"100,000 lists in lists", kinds, `{"v":` + rep("[", 100_000) + rep("]", 100_000) + `}`, "QUERY_TOO_DEEP"},
		{"100,000 empty lists", kinds, `{"v":[` + many(80_000, "[],") + `]}`, "BAD_USER_INPUT"},
		{"20,000 kinds", kinds, `{"v":[` + many(20_000, `"PARTY",`) + `]}`, ""},
		{"20,000 unknown kinds", kinds, `{"v":[` + many(20_000, `"PARTI",`) + `]}`, "BAD_USER_INPUT"},
		{"20,000 unknown members", filter, `{"v":{` + many(20_000, `"f%d":1,`) + `}}`, "BAD_USER_INPUT"},
		{"one member 30,000 times", filter, `{"v":{` + many(30_000, `"a":1,`) + `}}`, "BAD_USER_INPUT"},
		{"20,000 ids", ids, `{"v":[` + many(20_000, `"a%d",`) + `]}`, ""},
		{"20,000 parties", filter, `{"v":{"involving":[` + many(20_000, `"p%d",`) + `]}}`, ""},
		{"20,000 unknown variables", none, `{` + many(20_000, `"v%d":1,`) + `}`, ""},
		{"100,000 digits", number, `{"v":` + digits + `}`, "BAD_USER_INPUT"},
		{"100,000 digits behind the point", number, `{"v":0.` + digits + `}`, ""}, // so near 1 that it is 1,
		{"an exponent of 100,000 digits", number, `{"v":1e` + digits + `}`, "BAD_USER_INPUT"},
		{"an id of 100,000 digits", ids, `{"v":[` + digits + `]}`, ""},
		{"a key of 200,000 letters", text, `{"v":"` + rep("a", 200_000) + `"}`, ""},
		{"a key of 30,000 escapes", text, `{"v":"` + rep(`\u00e9`, 30_000) + `"}`, ""},
		{"text where a list is wanted", ids, `{"v":"` + rep("a", 200_000) + `"}`, ""},
		{"a list where text is wanted", text, `{"v":[` + many(20_000, `"a%d",`) + `]}`, "BAD_USER_INPUT"},
		{"a name of a variable of 200,000 letters", none, `{"` + rep("a", 200_000) + `":1}`, ""},
	} {
		got := s.besiege(func(try int) *http.Request {
			return postRequest(`{"query":"` + tt.query + fmt.Sprint(" #", try) + `","variables":` + tt.variables + `}`)
		})
		if got.code() != tt.code || got.size > 20_000 {
			t.Errorf("%s: %d %.300v in %d bytes, want %q", tt.name, got.status, got.errors, got.size, tt.code)
		}
		s.check(t, tt.name, got)
	}
}

// TestHostileRequests sends what is wrong before any document is read.
func TestHostileRequests(t *testing.T) {
	s := fortress(t, schema.Options{})
	rep := strings.Repeat
	for _, tt := range []struct {
		name, body string
		header     [2]string
		status     int
		code       string
	}{
		{"a body of 300 KiB", `{"query":"` + rep(" ", 300<<10) + `"}`, [2]string{}, 413, "QUERY_TOO_LARGE"},
		{"a batch of 3,000", "[" + rep(good+",", 3_000) + good + "]", [2]string{}, 400, "BATCH_REJECTED"},
		{"a batch of nothing", rep(" ", 200_000) + "[]", [2]string{}, 400, "BATCH_REJECTED"},
		{"200,000 brackets", rep("[", 200_000), [2]string{}, 400, "QUERY_TOO_DEEP"},
		{"objects 40,000 deep", rep(`{"a":`, 40_000), [2]string{}, 400, "QUERY_TOO_DEEP"},
		{"19,000 members", `{"query":"{status{version}}"` + rep(`,"a":1`, 19_000) + `}`, [2]string{}, 400, "BAD_REQUEST"},
		{"40,000 members", `{"query":"{status{version}}"` + rep(`,"a":1`, 40_000) + `}`, [2]string{}, 400, "QUERY_TOO_LARGE"},
		{"37,000 objects", `{"query":"{status{version}}","variables":{"a":[` + rep(`{"":0},`, 36_000) + `0]}}`, [2]string{}, 400, "QUERY_TOO_LARGE"},
		{"a query twice", `{"query":"{status{version}}","query":"{a}"}`, [2]string{}, 400, "BAD_REQUEST"},
		{"not UTF-8", "{\"query\":\"" + rep("\xff", 100_000) + "\"}", [2]string{}, 400, "BAD_REQUEST"},
		{"no JSON", rep("{\"a\"", 10), [2]string{}, 400, "BAD_REQUEST"},
		{"a string without end", `{"query":"` + rep(`\`, 200_000), [2]string{}, 400, "BAD_REQUEST"},
		{"nothing but spaces", rep(" ", 200_000), [2]string{}, 400, "BAD_REQUEST"},
		{"compressed", good, [2]string{"Content-Encoding", "gzip"}, 415, "BAD_REQUEST"},
		{"compressed twice", good, [2]string{"Content-Encoding", "gzip, br"}, 415, "BAD_REQUEST"},
		{"a content type of 60,000 letters", good, [2]string{"Content-Type", rep("a", 60_000)}, 415, "BAD_REQUEST"},
		{"10,000 media types", good, [2]string{"Accept", rep("a/b;q=0.1,", 6_000)}, 406, ""},
		{"a name of 200,000 letters", `{"query":"{status{version}}","operationName":"` + rep("a", 200_000) + `"}`, [2]string{}, 400, "OPERATION_RESOLUTION_FAILURE"},
		{"a hash of 200,000 letters", `{"documentId":"` + rep("a", 200_000) + `"}`, [2]string{}, 200, "PERSISTED_QUERY_NOT_FOUND"},
		{"a version of 100,000 digits", `{"extensions":{"persistedQuery":{"sha256Hash":"a","version":` + rep("1", 100_000) + `}}}`, [2]string{}, 400, "PERSISTED_QUERY_NOT_SUPPORTED"},
		{"an event of 100,000 digits", `{"query":"subscription{changes{sequence}}"}`, [2]string{"Last-Event-ID", rep("9", 60_000)}, 400, "BAD_REQUEST"},
	} {
		got := s.besiege(func(int) *http.Request {
			r := postRequest(tt.body)
			if tt.header[0] != "" {
				r.Header.Set(tt.header[0], tt.header[1])
			}
			return r
		})
		if got.status != tt.status || got.code() != tt.code || got.size > 20_000 {
			t.Errorf("%s: %d %.300v in %d bytes, want %d %s", tt.name, got.status, got.errors, got.size, tt.status, tt.code)
		}
		s.check(t, tt.name, got)
	}
	got := s.besiege(func(int) *http.Request {
		q := url.Values{"query": {"{status{version}}"}, "variables": {strings.Repeat("[", 50_000)}}
		return httptest.NewRequest("GET", "/graphql?"+q.Encode(), nil)
	})
	if got.status != 400 || got.code() != schema.CodeTooDeep {
		t.Errorf("by GET: %d %+v", got.status, got.errors)
	}
}

// TestRefusalsSayByHowMuch holds the shape of errors of limits on requests.
func TestRefusalsSayByHowMuch(t *testing.T) {
	s := fortress(t, schema.Options{Limits: schema.Limits{"body": 1000, "json": 4, "values": 8}})
	for _, tt := range []struct{ name, body, limit, cost, words string }{
		{"a body", `{"query":"` + strings.Repeat("a", 2000) + `"}`, "body", `{"body":2012}`, "2012 bytes: at most 1000 bytes; ask for less"},
		{"depth", `{"query":"{a}","variables":{"a":[[[1]]]}}`, "json", `{"json":5}`, "5 levels: at most 4 levels; send flatter"},
		{"values", `{"query":"{a}","variables":{"a":[1,2,3,4]}}`, "values", `{"values":10}`, "10 values: at most 8 values; send less"},
	} {
		got := s.besiege(func(int) *http.Request { return postRequest(tt.body) })
		e := got.errors[0]
		cost, _ := json.Marshal(e.Extensions["cost"])
		if e.Extensions["limit"] != tt.limit || e.Extensions["allowed"] != float64(s.Limits.Of(map[string]*schema.Limit{"body": schema.LimitBody, "json": schema.LimitJSON, "values": schema.LimitValues}[tt.limit])) ||
			string(cost) != tt.cost || !strings.Contains(e.Message, tt.words) || got.data {
			t.Errorf("%s: %+v", tt.name, e)
		}
	}
	got := s.besiege(func(int) *http.Request {
		r := postRequest(strings.Repeat(" ", 5000))
		r.ContentLength = -1
		return r
	})
	if e := got.errors[0]; got.status != 413 || e.Extensions["atLeast"] != true || !strings.Contains(e.Message, "at least 1001 bytes") {
		t.Errorf("a body of unknown length: %+v", e)
	}
}

// TestBatchesAreNotTaken holds what is said of a list, however long.
func TestBatchesAreNotTaken(t *testing.T) {
	s := fortress(t, schema.Options{})
	for body, cost := range map[string]string{"[]": `{"batch":0}`, " [" + good + "]": `{"batch":1}`, `[` + good + `, {"a":[1,2,{"b":",,,"}]}, 3]`: `{"batch":3}`} {
		got := s.besiege(func(int) *http.Request { return postRequest(body) })
		e := got.errors[0]
		told, _ := json.Marshal(e.Extensions["cost"])
		if got.status != 400 || e.Code() != schema.CodeBatch || string(told) != cost || e.Message != "the body is a list: batches are not taken, send the object itself" {
			t.Errorf("%s: %d %+v, want cost %s", body, got.status, e, cost)
		}
	}
}

// TestCostIsToldWhereAsked holds what an answer says it took.
func TestCostIsToldWhereAsked(t *testing.T) {
	s := fortress(t, schema.Options{})
	body := `{"query":"{a:parties(first:2){nodes{key}}}"}`
	var answer struct {
		Extensions struct{ Cost schema.Cost }
	}
	if w := s.post(body); strings.Contains(w.Body.String(), "extensions") {
		t.Errorf("unasked: %s", w.Body)
	}
	for range 2 {
		w := s.post(body, "Parley-Cost", "1")
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
			t.Fatal(err)
		}
		c := answer.Extensions.Cost
		if c["fields"] != 4 || c["rows"] != 2 || c["bytes"] == 0 || c["tokens"] != 16 || c["depth"] != 3 || c["aliases"] != 1 || c["selections"] != 3 {
			t.Errorf("%v", c)
		}
	}
}

// TestExpensiveQueriesEnd asks much in few words, within a short time: each is given up as a whole soon after it, and
// nothing goes on behind.
func TestExpensiveQueriesEnd(t *testing.T) {
	s := fortress(t, schema.Options{Limits: schema.Limits{"time": 300}})
	for name, field := range map[string]string{
		"deals":       "settlement{deals(last:100){nodes{silentCount choices{issueKey optionKey}}}}",
		"cores":       "settlement{cores(first:500,timeBudgetMs:10000){count nodes{explanation}}}",
		"sensitivity": "settlement{sensitivity{change verdict differs}}",
		"conflicts":   "conflicts(first:500){nodes{explanation evidence{key} sides{partyKey}}}",
	} {
		var q strings.Builder
		q.WriteString("{")
		for i := range 50 {
			fmt.Fprintf(&q, `a%d:negotiation(key:\"ukraine\",asOf:\"2025-%02d-%02d\"){%s}`, i, 1+i/28, 1+i%28, field)
		}
		start := time.Now()
		w := s.post(`{"query":"` + q.String() + `}"}`)
		took := time.Since(start)
		if body := w.Body.String(); w.Code != 200 && !strings.Contains(body, `"TIMEOUT"`) && !strings.Contains(body, "QUERY_TOO_COMPLEX") {
			t.Errorf("%s: %d %.300s", name, w.Code, body)
		}
		if took > 2*time.Second*time.Duration(slower) {
			t.Errorf("%s: %v", name, took)
		}
		t.Log(name, w.Code, took.Round(time.Millisecond), w.Body.Len(), "bytes")
		if w := s.post(good); w.Code != 200 {
			t.Fatalf("%s: afterwards %d", name, w.Code)
		}
	}
}

// TestSlowAndLargeHeads speaks to the server byte by byte.
func TestSlowAndLargeHeads(t *testing.T) {
	srv := newHTTPServer(fortress(t, schema.Options{}))
	before := runtime.NumGoroutine()
	if srv.ReadHeaderTimeout == 0 || srv.ReadTimeout == 0 || srv.WriteTimeout == 0 || srv.IdleTimeout == 0 {
		t.Error("it waits without end")
	}
	srv.ReadHeaderTimeout, srv.ReadTimeout = 100*time.Millisecond, 200*time.Millisecond
	l := listen(t, "127.0.0.1:0")
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(l) }()
	for _, tt := range []struct{ name, sent, want string }{
		{"a head that does not end", "POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-", "4"},
		{"a body that does not end", "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"query\":", "408"},
		{"a head of 1 MiB", "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("a", 1<<20) + "\r\n\r\n", "431"},
		{"a query of 100 KiB", "GET /graphql?query=" + strings.Repeat("a", 100<<10) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "431"},
		{"no HTTP", "\x16\x03\x01" + strings.Repeat("\x00", 100) + "\r\n\r\n", "400"},
	} {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		c.SetDeadline(time.Now().Add(10 * time.Second))
		go io.WriteString(c, tt.sent) // the server may stop listening before it has all
		line, err := bufio.NewReader(c).ReadString('\n')
		if !strings.HasPrefix(line, "HTTP/1.1 "+tt.want) {
			t.Errorf("%s: %q %v, want %s", tt.name, line, err, tt.want)
		}
		c.Close()
	}
	srv.Close()
	<-ended
	for range 100 { // package net/http lingers on what it has cut off
		if runtime.NumGoroutine() <= before {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
}
