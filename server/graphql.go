package server

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"parley/schema"
)

// codeBadRequest is the code of errors found before the API is asked, where no other says more.
const codeBadRequest = schema.CodeBadRequest

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
	req, bad := s.read(w, r)
	req.Cost, req.Turn = r.Header.Get("Parley-Cost") == "1", s.place
	if bad == nil && r.Method != http.MethodHead && s.streamed(r.Context(), accept, req) {
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
		bad := s.beyond(http.StatusServiceUnavailable, schema.LimitTurns, cap(s.turns), true)
		write(w, media, bad.status, bad.result())
		return
	}
	res := func() *schema.Result {
		defer done() // before the answer goes out: a client that is slow to take it holds up nobody
		return s.API.Do(r.Context(), req)
	}()
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
	case schema.CodeForbidden, schema.CodeNotTrusted:
		return http.StatusForbidden
	case schema.CodeHashUnknown:
		return http.StatusOK // clients take it for what it is only so
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
	more      map[string]any // extensions beside the code
}

func (r *refusal) result() *schema.Result {
	extensions := map[string]any{"code": r.code}
	maps.Copy(extensions, r.more)
	return &schema.Result{Errors: []schema.Error{{Message: r.msg, Extensions: extensions}}}
}

func badRequest(format string, args ...any) *refusal {
	return refuse(http.StatusBadRequest, codeBadRequest, format, args...)
}

func refuse(status int, code, format string, args ...any) *refusal {
	return &refusal{status: status, code: code, msg: fmt.Sprintf(format, args...)}
}

// beyond refuses a request that is beyond a limit; whole is false where cost is as far as it was counted.
func (s *server) beyond(status int, l *schema.Limit, cost int, whole bool) *refusal {
	e := s.Limits.Exceeded(l, cost, whole)
	return &refusal{status, e.Code(), e.Message, e.Extensions}
}

func (s *server) read(w http.ResponseWriter, r *http.Request) (schema.Request, *refusal) {
	switch r.Method {
	case http.MethodPost:
		return s.readPost(w, r)
	case http.MethodGet, http.MethodHead:
		return s.readGet(r)
	}
	w.Header().Set("Allow", "GET, POST")
	return schema.Request{}, refuse(http.StatusMethodNotAllowed, codeBadRequest, "use POST, or GET for queries")
}

func (s *server) readPost(w http.ResponseWriter, r *http.Request) (schema.Request, *refusal) {
	var none schema.Request
	if bad := checkContent(r.Header); bad != nil {
		return none, bad
	}
	body, err := s.readBody(w, r)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return none, s.beyond(http.StatusRequestEntityTooLarge, schema.LimitBody, max(int(tooLarge.Limit)+1, int(r.ContentLength)), r.ContentLength > 0)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return none, refuse(http.StatusRequestTimeout, codeBadRequest, "the body took too long to arrive: send it in one go")
	case err != nil:
		return none, badRequest("the body broke off: send it whole")
	}
	return s.decode(body)
}

func (s *server) readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if most := int64(s.Limits.Of(schema.LimitBody)); r.ContentLength < 0 || r.ContentLength > most {
		return io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	}
	body := make([]byte, r.ContentLength)
	_, err := io.ReadFull(r.Body, body)
	return body, err
}

// checkContent lets JSON in UTF-8 pass, the one content type a page of another site cannot send unasked.
func checkContent(h http.Header) *refusal {
	if enc := h.Get("Content-Encoding"); enc != "" && !strings.EqualFold(enc, "identity") {
		return refuse(http.StatusUnsupportedMediaType, codeBadRequest, "compressed bodies are not taken: send it plain")
	}
	if h.Get("Content-Type") == mediaJSON { // what most say
		return nil
	}
	media, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return refuse(http.StatusUnsupportedMediaType, codeBadRequest, "send Content-Type: application/json")
	}
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return refuse(http.StatusUnsupportedMediaType, codeBadRequest, "send JSON in UTF-8")
	}
	return nil
}

func (s *server) readGet(r *http.Request) (schema.Request, *refusal) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return schema.Request{}, badRequest("the query of the address cannot be read: %.100v: percent-encode it", err)
	}
	for _, name := range []string{"query", "documentId", "operationName", "variables", "extensions"} {
		if len(q[name]) > 1 {
			return schema.Request{}, badRequest("%s is given twice: give it once", name)
		}
	}
	req := schema.Request{Query: q.Get("query"), OperationName: q.Get("operationName"), ReadOnly: true}
	var bad *refusal
	if req.Variables, bad = s.parameter(q, "variables"); bad != nil {
		return req, bad
	}
	extensions, bad := s.parameter(q, "extensions")
	if bad == nil {
		bad = name(&req, q.Get("documentId"), extensions, "parameter")
	}
	return req, bad
}
