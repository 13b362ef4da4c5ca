package graphql

import (
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRun has every contender asked everything, on one connection and on two; Run fails where answers differ.
func TestRun(t *testing.T) {
	cells, err := Run(t.Context(), Options{Time: time.Millisecond, Connections: []int{1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	contenders := []string{Cold, Warm, Bare, Library, Plain, Bytes}
	if want := len(questions) * 2 * len(contenders); len(cells) != want {
		t.Fatalf("%d cells, want %d", len(cells), want)
	}
	for i, c := range cells {
		q := questions[i/(2*len(contenders))]
		if c.Contender != contenders[i%len(contenders)] || c.Question != q.name || c.Connections != 1+i/len(contenders)%2 {
			t.Errorf("cell %d is %s, %d connections, %s", i, c.Question, c.Connections, c.Contender)
		}
		if c.PerSecond <= 0 || c.P50 <= 0 || c.P50 > c.P90 || c.P90 > c.P99 || c.Of[c.Contender] != 1 || len(c.Of) != len(contenders) {
			t.Errorf("%+v", c)
		}
	}
}

// TestOtherAnswersAreNotTaken: neither before measuring nor while.
func TestOtherAnswersAreNotTaken(t *testing.T) {
	for name, h := range map[string]http.HandlerFunc{
		"another":   func(w http.ResponseWriter, _ *http.Request) { reply(w, []byte(`{"data":{"redLine":null}}`)) },
		"a refusal": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusTeapot) },
		"no length": func(w http.ResponseWriter, _ *http.Request) {
			w.Write([]byte(strings.Repeat(" ", 5000)))
			w.(http.Flusher).Flush()
		},
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		stop := handler(h)(l)
		defer stop()
		addr, q := l.Addr().String(), questions[0]
		if _, err := check(t.Context(), addr, q, []byte(`{"data":{}}`)); err == nil {
			t.Errorf("%s passed for the answer", name)
		}
		if _, err := newClient(addr, q.body(), 11).ask(t.Context(), 1, time.Millisecond); err == nil {
			t.Errorf("%s was counted", name)
		}
	}
}

func TestPercentile(t *testing.T) {
	var list []time.Duration
	for n := range 200 {
		list = append(list, time.Duration(n+1))
	}
	for _, tt := range []struct {
		p, n int
		want time.Duration
	}{{50, 200, 100}, {90, 200, 180}, {99, 200, 198}, {99, 1, 1}, {50, 3, 2}, {90, 10, 9}} {
		if got := percentile(list[:tt.n], tt.p); got != tt.want {
			t.Errorf("percentile %d of %d is %d, want %d", tt.p, tt.n, got, tt.want)
		}
	}
}

// BenchmarkAnswer asks each contender each question over one connection, again and again.
func BenchmarkAnswer(b *testing.B) {
	all, err := newBench(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer all.close()
	for _, q := range questions {
		answer, err := all.warm.Do(b.Context(), q.request()).Body()
		if err != nil {
			b.Fatal(err)
		}
		answer = append(slices.Clone(answer), '\n')
		contenders, err := all.start(q, answer)
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range contenders {
			b.Run(q.name+"/"+c.name, func(b *testing.B) {
				size, err := check(b.Context(), c.addr, q, answer)
				if err != nil {
					b.Fatal(err)
				}
				conn, err := newClient(c.addr, q.body(), size).dial(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				defer conn.Close()
				b.ReportAllocs()
				for b.Loop() {
					if err := conn.exchange(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		stop(contenders)
	}
}
