package server

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"parley/graph"
)

// readyTime bounds the reading done to tell whether the store answers.
const readyTime = 2 * time.Second

// healthz says that the process is alive.
func (s *server) healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "ok\n")
}

// readyz says whether the store can be read and takes changes, with its head.
func (s *server) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	head, err := s.ready(ctx)
	state, status := map[string]any{"ready": err == nil, "sequence": head.Seq, "hash": head.Hash.String()}, http.StatusOK
	if err != nil {
		state["reason"] = err.Error()
		status = http.StatusServiceUnavailable
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(state)
}

// roomy is a log that knows whether there is room to write.
type roomy interface{ Room() error }

func (s *server) ready(ctx context.Context) (graph.Head, error) {
	log := s.Graph.Log()
	head, err := log.Head(ctx)
	if err != nil {
		return head, err
	}
	select {
	case <-s.Graph.Broken():
		return head, graph.Errorf(graph.CodeUnknown, "the store takes no more changes: the outcome of an earlier one is unknown")
	default:
	}
	if l, ok := log.(roomy); ok {
		return head, l.Room()
	}
	return head, nil
}
