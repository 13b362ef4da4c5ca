package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"parley/graph"
)

// reportTypes are the media types of reports by extension.
var reportTypes = map[string]string{"md": "text/markdown; charset=utf-8"}

// report writes /reports/{negotiation}/{report}.{format}. The view is given by query parameters.
func (s *server) report(w http.ResponseWriter, r *http.Request) {
	name, format, _ := strings.Cut(r.PathValue("file"), ".")
	media, ok := reportTypes[format]
	if !ok || s.Report == nil {
		http.Error(w, "no such report: ask for /reports/{negotiation}/{report}.md", http.StatusNotFound)
		return
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		http.Error(w, fmt.Sprintf("the query of the address cannot be read: %.100s", err), http.StatusBadRequest)
		return
	}
	for param, values := range query {
		if len(values) > 1 {
			http.Error(w, fmt.Sprintf("%.100q is given twice", param), http.StatusBadRequest)
			return
		}
	}
	done, ok := s.turn(w, r)
	if !ok {
		http.Error(w, "too many requests at once: try again in a moment", http.StatusServiceUnavailable)
		return
	}
	var b bytes.Buffer
	err = func() error {
		defer done()
		ctx, cancel := context.WithTimeout(r.Context(), s.Limits.Time())
		defer cancel()
		return s.Report(ctx, &b, r.PathValue("negotiation"), name, format, query)
	}()
	if err != nil {
		s.reportFailed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", media)
	w.Write(b.Bytes())
}

func (s *server) reportFailed(w http.ResponseWriter, r *http.Request, err error) {
	switch graph.CodeOf(err) {
	case graph.CodeNotFound:
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	case graph.CodeInvalid:
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	id := w.Header().Get("X-Request-Id")
	s.Logger.ErrorContext(r.Context(), "report", "request", id, "error", err.Error())
	http.Error(w, "internal error: the log has it under request id "+id, http.StatusInternalServerError)
}
