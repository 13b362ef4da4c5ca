package graphql

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"

	"parley/graph"
	"parley/graph/memlog"
	"parley/schema"
	"parley/seed"
	"parley/server"
)

// bench holds the graph and the APIs over it that contenders share.
type bench struct {
	db         *graph.DB
	cold, warm *schema.API
	library    *schema.Library
}

func newBench(ctx context.Context) (*bench, error) {
	folder, problems := seed.Read(seed.Ukraine, "ukraine")
	if len(problems) > 0 {
		return nil, fmt.Errorf("the embedded data set has a fault: %s", problems[0].Msg)
	}
	db, err := graph.Open(ctx, memlog.New(), graph.Options{})
	if err != nil {
		return nil, err
	}
	b := &bench{db: db}
	if err := b.fill(ctx, folder); err != nil {
		db.Close()
		return nil, err
	}
	return b, nil
}

func (b *bench) fill(ctx context.Context, folder *seed.Folder) (err error) {
	if _, err = b.db.Commit(ctx, seed.NewPlan(b.db.Snapshot(), folder).Draft("bench", "the data set that comes with Parley")); err != nil {
		return err
	}
	if b.cold, err = schema.New(b.db, schema.Options{Answers: -1}); err != nil {
		return err
	}
	if b.warm, err = schema.New(b.db, schema.Options{}); err != nil {
		return err
	}
	b.library, err = b.cold.Library()
	return err
}

func (b *bench) close() { b.db.Close() }

// contender answers one question at an address of its own.
type contender struct {
	name, addr string
	stop       func()
}

// start starts the contenders for a question; answer is what they are to say.
func (b *bench) start(q question, answer []byte) ([]*contender, error) {
	value := q.answer()
	if err := json.Unmarshal(answer, value); err != nil {
		return nil, err
	}
	var all []*contender
	for _, c := range []struct {
		name  string
		serve func(net.Listener) (stop func())
	}{
		{Cold, b.endpoint(b.cold)},
		{Warm, b.endpoint(b.warm)},
		{Bare, handler(by(b.library.Bare))},
		{Library, handler(by(b.library.Answer))},
		{Plain, handler(plain(q, value))},
		{Bytes, handler(func(w http.ResponseWriter, _ *http.Request) { reply(w, answer) })},
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			stop(all)
			return nil, err
		}
		all = append(all, &contender{c.name, l.Addr().String(), c.serve(l)})
	}
	return all, nil
}

func stop(all []*contender) {
	for _, c := range all {
		c.stop()
	}
}

// endpoint serves an API as parley serve does.
func (b *bench) endpoint(api *schema.API) func(net.Listener) func() {
	logger := slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelWarn}))
	h := server.New(server.Options{API: api, Graph: b.db, Logger: logger})
	return func(l net.Listener) func() {
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		go func() { ended <- server.Serve(ctx, l, h) }()
		return func() { cancel(); <-ended }
	}
}

// handler serves with net/http and nothing else.
func handler(h http.HandlerFunc) func(net.Listener) func() {
	return func(l net.Listener) func() {
		s, ended := &http.Server{Handler: h}, make(chan error, 1)
		go func() { ended <- s.Serve(l) }()
		return func() { s.Close(); <-ended }
	}
}

// reply writes an answer.
func reply(w http.ResponseWriter, answer []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
	w.Write(answer)
}

// asked is a request as a handler decodes it without further ado.
type asked struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`
}

// by serves answers of the library.
func by(answer func(context.Context, schema.Request) ([]byte, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var a asked
		err := json.NewDecoder(r.Body).Decode(&a)
		if err == nil {
			var text []byte
			if text, err = answer(r.Context(), schema.Request{Query: a.Query, OperationName: a.OperationName, Variables: a.Variables}); err == nil {
				reply(w, text)
				return
			}
		}
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

// plain decodes a request and encodes the answer.
func plain(q question, value any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var a asked
		if err := json.NewDecoder(r.Body).Decode(&a); err != nil || a.Query != q.query {
			http.Error(w, "not the question", http.StatusBadRequest)
			return
		}
		var answer bytes.Buffer
		enc := json.NewEncoder(&answer)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(value); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		reply(w, answer.Bytes())
	}
}
