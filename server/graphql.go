package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"parley/schema"
)

// The codes of errors found before the API is asked.
const (
	codeBadRequest = "BAD_REQUEST"
	codeBatch      = "BATCH_REJECTED"
	codePersisted  = "PERSISTED_QUERY_NOT_SUPPORTED"
)

// statusInvalid answers requests that parse and are refused: the working draft of GraphQL over HTTP moves from
// 400 to 422, published clients and audits expect 400.
const statusInvalid = http.StatusBadRequest

// graphql answers POST and GET as GraphQL over HTTP lays down, streams of events and sockets apart.
func (s *server) graphql(w http.ResponseWriter, r *http.Request) {
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		s.socket(w, r)
		return
	}
	accept := r.Header.Values("Accept")
	media, ok := negotiate(accept)
	if !ok && !takesEvents(accept) {
		http.Error(w, "answers come as application/graphql-response+json, application/json or text/event-stream", http.StatusNotAcceptable)
		return
	}
	req, bad := read(w, r)
	if bad == nil && r.Method != http.MethodHead && s.streamed(accept, req) {
		bad = s.events(w, r, req)
		if bad == nil {
			return
		}
	}
	if bad != nil {
		write(w, cmp.Or(media, mediaJSON), bad.status, bad.result())
		return
	}
	s.answer(w, r, cmp.Or(media, mediaJSON), req)
}

// answer answers a request that has one answer.
func (s *server) answer(w http.ResponseWriter, r *http.Request, media string, req schema.Request) {
	done, ok := s.turn(w, r)
	if !ok {
		return
	}
	defer done()
	ctx, cancel := context.WithTimeout(r.Context(), answerTime)
	defer cancel()
	res := s.API.Do(ctx, req)
	status := statusOf(res)
	if status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", "POST")
	}
	write(w, media, status, res)
}

// statusOf maps a result: 200 with data, whatever the errors beside it.
func statusOf(r *schema.Result) int {
	if !r.Refused() || len(r.Errors) == 0 {
		return http.StatusOK
	}
	switch r.Errors[0].Code() {
	case schema.CodeMethodNotAllowed:
		return http.StatusMethodNotAllowed
	case schema.CodeTimeout, schema.CodeUnavailable:
		return http.StatusServiceUnavailable
	case schema.CodeInternal:
		return http.StatusInternalServerError
	}
	return statusInvalid
}

func write(w http.ResponseWriter, media string, status int, res *schema.Result) {
	text, err := res.Line()
	if err != nil {
		http.Error(w, "the answer could not be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	w.Write(text)
}

// refusal is why a request never reaches the API.
type refusal struct {
	status    int
	code, msg string
}

func (r *refusal) result() *schema.Result {
	return &schema.Result{Errors: []schema.Error{{Message: r.msg, Extensions: map[string]any{"code": r.code}}}}
}

// noQuery refuses a request without a query. One that names a query by its hash is told, in the words clients know
// (Apollo's automatic persisted queries), to send the query itself.
func noQuery(extensions map[string]any, where string) *refusal {
	if _, hashed := extensions["persistedQuery"]; hashed {
		return &refusal{http.StatusOK, codePersisted, "PersistedQueryNotSupported"}
	}
	return badRequest("the %s query is missing", where)
}

func badRequest(format string, args ...any) *refusal {
	return &refusal{http.StatusBadRequest, codeBadRequest, fmt.Sprintf(format, args...)}
}

func read(w http.ResponseWriter, r *http.Request) (schema.Request, *refusal) {
	switch r.Method {
	case http.MethodPost:
		return readPost(w, r)
	case http.MethodGet, http.MethodHead:
		return readGet(r)
	}
	w.Header().Set("Allow", "GET, POST")
	return schema.Request{}, &refusal{http.StatusMethodNotAllowed, codeBadRequest, "use POST, or GET for queries"}
}

func readPost(w http.ResponseWriter, r *http.Request) (schema.Request, *refusal) {
	var none schema.Request
	if bad := checkContent(r.Header); bad != nil {
		return none, bad
	}
	body, err := readBody(w, r)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return none, &refusal{http.StatusRequestEntityTooLarge, schema.CodeTooLarge, fmt.Sprintf("the body has more than %d bytes", maxBody)}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return none, &refusal{http.StatusRequestTimeout, codeBadRequest, "the body took too long to arrive"}
	case err != nil:
		return none, badRequest("the body broke off")
	}
	return decode(body)
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.ContentLength < 0 || r.ContentLength > maxBody {
		return io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	}
	body := make([]byte, r.ContentLength)
	_, err := io.ReadFull(r.Body, body)
	return body, err
}

// checkContent lets JSON in UTF-8 pass, the one content type a page of another site cannot send unasked.
func checkContent(h http.Header) *refusal {
	if enc := h.Get("Content-Encoding"); enc != "" && !strings.EqualFold(enc, "identity") {
		return &refusal{http.StatusUnsupportedMediaType, codeBadRequest, "compressed bodies are not taken"}
	}
	if h.Get("Content-Type") == mediaJSON { // what most say
		return nil
	}
	media, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return &refusal{http.StatusUnsupportedMediaType, codeBadRequest, "send Content-Type: application/json"}
	}
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return &refusal{http.StatusUnsupportedMediaType, codeBadRequest, "send JSON in UTF-8"}
	}
	return nil
}

func readGet(r *http.Request) (schema.Request, *refusal) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return schema.Request{}, badRequest("the query of the address cannot be read: %v", err)
	}
	for _, name := range []string{"query", "operationName", "variables", "extensions"} {
		if len(q[name]) > 1 {
			return schema.Request{}, badRequest("%s is given twice", name)
		}
	}
	req := schema.Request{Query: q.Get("query"), OperationName: q.Get("operationName"), ReadOnly: true}
	var bad *refusal
	if req.Variables, bad = parameter(q, "variables"); bad != nil {
		return req, bad
	}
	extensions, bad := parameter(q, "extensions")
	if bad == nil && req.Query == "" {
		bad = noQuery(extensions, "parameter")
	}
	return req, bad
}
