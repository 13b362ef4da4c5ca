package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"parley/schema"
	"parley/server"
)

// The page on limits lists those there are, with their defaults, and shows a refusal as it is.
func TestDocsLimits(t *testing.T) {
	page, err := os.ReadFile("../../docs/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, l := range schema.LimitList() {
		rows = append(rows, fmt.Sprintf("| `%s` | %s | %s | %s |", l.Name, l.Amount(l.Default), l.Unit, l.Doc))
	}
	_, table, _ := strings.Cut(string(page), "|---|---|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	if want := strings.Join(rows, "\n"); table != want {
		t.Errorf("the page lists\n%s\nthere are\n%s", table, want)
	}
	sent := regexp.MustCompile(`curl .* -d '(.*)'`).FindSubmatch(page)
	shown := fenced(string(page), "json")
	if sent == nil || len(shown) != 1 {
		t.Fatal("the page shows no refusal")
	}
	r := httptest.NewRequest("POST", "http://localhost/graphql", bytes.NewReader(sent[1]))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	server.New(server.Options{Logger: slog.New(slog.DiscardHandler)}).ServeHTTP(w, r)
	if got := strings.TrimSpace(w.Body.String()); got != shown[0] {
		t.Errorf("the server answers\n%s\nthe page shows\n%s", got, shown[0])
	}
}

// The flags of serve reach what they are about; those that are wrong are refused before a store is opened.
func TestServeFlags(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"trusted.json": `{"first":"{status{version}}"}`, "wrong.json": `{"second":"{nothing}"}`, "none.json": `[]`} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"--limit", "tokns=3"}, `--limit: unknown limit "tokns" (did you mean "tokens"?)`}, {[]string{"--limit", "time=1h"}, "at most 25s"},
		{[]string{"--trusted-documents", "nowhere.json"}, "--trusted-documents: nowhere.json"}, {[]string{"--trusted-documents", "none.json"}, "none.json: neither"},
		{[]string{"--trusted-documents", "wrong.json"}, `trusted document second: 1:2: type Query has no field "nothing"`},
	} {
		var out, errs bytes.Buffer
		if code := run(context.Background(), append([]string{"serve", "--addr", "127.0.0.1:0"}, tt.args...), strings.NewReader(""), &out, &errs); code != exitUsage || !strings.Contains(errs.String(), tt.want) {
			t.Errorf("%v: exit code %d, %s", tt.args, code, errs.String())
		}
	}
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
		ended <- run(ctx, []string{"serve", "--addr", addr, "--trusted-documents", "trusted.json", "--no-introspection", "--limit", "body=100"}, strings.NewReader(""), &words, &words)
	}()
	ready(t, "http://"+addr+"/readyz")
	for body, want := range map[string]string{
		`{"documentId":"first"}`: `"version"`, `{"query":"{status{version}}"}`: `"version"`, `{"query":"{status{sequence}}"}`: "DOCUMENT_NOT_TRUSTED", strings.Repeat(" ", 101): `"allowed":100`,
	} {
		resp, err := http.Post("http://"+addr+"/graphql", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		got, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if !strings.Contains(string(got), want) {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
	for _, path := range []string{"/schema.graphql", "/graphiql"} {
		resp, err := http.Get("http://" + addr + path)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != http.StatusNotFound || !strings.Contains(string(got), "does not show") {
			t.Errorf("%s: %d %s", path, resp.StatusCode, got)
		}
	}
	stop()
	if code := <-ended; code != exitDone {
		t.Errorf("the server ended with %d: %s", code, words.String())
	}
}
