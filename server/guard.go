package server

import (
	"context"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// logged gives every request an id, writes a line about it, sets the headers every answer has, and turns a
// panic into status 500. The line has no query and no body: they may hold what is nobody else's business.
func (s *server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, id := time.Now(), uuid.NewString()
		rec := &recorder{ResponseWriter: w}
		h := rec.Header()
		h.Set("X-Request-Id", id)
		maps.Copy(h, everywhere)
		defer func() {
			if x := recover(); x != nil {
				s.Logger.ErrorContext(r.Context(), "panic", "request", id, "panic", x, "stack", string(debug.Stack()))
				if rec.status == 0 {
					http.Error(rec, "internal error: the log has it under request id "+id, http.StatusInternalServerError)
				}
			}
			if !s.Logger.Enabled(r.Context(), slog.LevelInfo) {
				return
			}
			s.Logger.LogAttrs(context.WithoutCancel(r.Context()), slog.LevelInfo, "request", slog.String("id", id),
				slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", rec.status),
				slog.Int("bytes", rec.bytes), slog.Duration("took", time.Since(start)), slog.String("from", r.RemoteAddr))
		}()
		next.ServeHTTP(rec, r)
	})
}

// everywhere are the headers every answer has; nobody changes the values.
var everywhere = http.Header{
	"X-Content-Type-Options":  {"nosniff"},
	"Referrer-Policy":         {"no-referrer"},
	"Cache-Control":           {"no-store"},
	"Content-Security-Policy": {"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"},
}

// recorder notes status and size of an answer.
type recorder struct {
	http.ResponseWriter
	status, bytes int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// knownHost refuses requests for names the server does not go by. A page of another site can make a name of
// its own point at this machine (DNS rebinding); its requests carry that name.
func (s *server) knownHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.goesBy(r.Host) {
			http.Error(w, "this server does not go by that name: ask for localhost, or add the name to its hosts", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) goesBy(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if host == "localhost" || slices.ContainsFunc(s.Hosts, func(h string) bool { return strings.EqualFold(h, host) }) {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// sameSite refuses requests that are no mere reading when a browser says that another site's page sends them,
// by Sec-Fetch-Site or Origin.
func sameSite(next http.Handler) http.Handler { return http.NewCrossOriginProtection().Handler(next) }
