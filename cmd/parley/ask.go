package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parley/graph"
	"parley/schema"
)

// asker answers GraphQL requests: from the store in --data, or from a running server.
type asker interface {
	ask(ctx context.Context, query string, variables map[string]any) (*reply, error)
	close() error
}

// reply is a GraphQL response.
type reply struct {
	Data   json.RawMessage `json:"data,omitempty"`
	Errors []replyError    `json:"errors,omitempty"`
}

type replyError struct {
	Message    string         `json:"message"`
	Locations  []any          `json:"locations,omitempty"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

// err returns the errors of a reply as one, or nil.
func (r *reply) err() error {
	if len(r.Errors) == 0 {
		return nil
	}
	var lines []string
	for _, e := range r.Errors {
		lines = append(lines, e.Message)
	}
	code := graph.CodeInvalid
	switch r.Errors[0].Extensions["code"] {
	case "NOT_FOUND":
		code = graph.CodeNotFound
	case "INTERNAL_SERVER_ERROR", "TIMEOUT":
		code = ""
	}
	return graph.Errorf(code, "%s", strings.Join(lines, "\n"))
}

// beyond reports whether an answer lacks something because it took too long or too much.
func (r *reply) beyond() bool {
	return slices.ContainsFunc(r.Errors, func(e replyError) bool {
		return e.Extensions["code"] == "QUERY_TOO_COMPLEX" || e.Extensions["code"] == "TIMEOUT"
	})
}

// into asks and reads the data of an answer without errors. A version to prefer is refused where the query of a day leaves
// it out: the answer would be of another view.
func into(ctx context.Context, from asker, query string, variables map[string]any, data any) error {
	if _, given := variables["prefer"]; given && strings.Contains(query, "$asOf") && !strings.Contains(query, "$prefer") {
		return graph.Errorf(graph.CodeInvalid, "--prefer means nothing to this command: leave it out")
	}
	r, err := from.ask(ctx, query, variables)
	if err != nil {
		return err
	}
	if err := r.err(); err != nil {
		return err
	}
	return json.Unmarshal(r.Data, data)
}

// asker opens whatever answers: --server if given, else the store.
func (a *app) asker(ctx context.Context) (asker, error) {
	if a.server != "" {
		if u, err := url.Parse(a.server); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return nil, graph.Errorf(graph.CodeInvalid, "--server: %q is not the address of a server: write it as http://127.0.0.1:8080", a.server)
		}
		return remote(strings.TrimRight(a.server, "/")), nil
	}
	db, _, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	api, err := schema.New(db, schema.Options{Version: version, Clock: now, Actor: actor()})
	if err != nil {
		db.Close()
		return nil, err
	}
	return &local{db, api}, nil
}

type local struct {
	db  *graph.DB
	api *schema.API
}

// ask takes variables as a server would get them.
func (l *local) ask(ctx context.Context, query string, variables map[string]any) (*reply, error) {
	sent, err := json.Marshal(variables)
	if err != nil {
		return nil, err
	}
	req := schema.Request{Query: query}
	if err := json.Unmarshal(sent, &req.Variables); err != nil {
		return nil, err
	}
	body, err := json.Marshal(l.api.Do(ctx, req))
	if err != nil {
		return nil, err
	}
	var r reply
	return &r, json.Unmarshal(body, &r)
}

func (l *local) close() error { return l.db.Close() }

type remote string

// maxReply bounds what is read of a server's answer.
const maxReply = 64 << 20

func (r remote) ask(ctx context.Context, query string, variables map[string]any) (*reply, error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, string(r)+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, graph.Errorf(graph.CodeInvalid, "--server: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	answer, err := r.fetch(req)
	if err != nil {
		return nil, err
	}
	var out reply
	if err := json.Unmarshal(answer, &out); err != nil {
		return nil, fmt.Errorf("%s does not answer as Parley does: %w", r, err)
	}
	return &out, nil
}

// fetch returns the body of a server's answer, or of a GraphQL answer whatever its status.
func (r remote) fetch(req *http.Request) ([]byte, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", r, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return nil, fmt.Errorf("read the answer of %s: %w", r, err)
	}
	if resp.StatusCode >= 400 && !strings.Contains(resp.Header.Get("Content-Type"), "json") {
		return nil, fmt.Errorf("%s answers %s: %s", r, resp.Status, strings.TrimSpace(string(body)))
	}
	return body, nil
}

func (r remote) close() error { return nil }

// negotiation returns --negotiation, or the only one there is.
func (a *app) negotiation(ctx context.Context, from asker) (string, error) {
	if a.view.negotiation != "" {
		return a.view.negotiation, nil
	}
	var data struct {
		Negotiations struct{ Nodes []struct{ Key string } }
	}
	if err := into(ctx, from, `{ negotiations { nodes { key } } }`, nil, &data); err != nil {
		return "", err
	}
	var keys []string
	for _, n := range data.Negotiations.Nodes {
		keys = append(keys, n.Key)
	}
	switch len(keys) {
	case 0:
		return "", graph.Errorf(graph.CodeNotFound, "the store holds no negotiation: apply a curated folder first")
	case 1:
		return keys[0], nil
	}
	return "", graph.Errorf(graph.CodeInvalid, "the store holds several negotiations: choose one with --negotiation %s", strings.Join(keys, "|"))
}
