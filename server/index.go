package server

import (
	_ "embed"
	"net/http"
)

//go:embed index.html
var indexPage []byte

// index shows what can be asked, and how.
func (s *server) index(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(indexPage)
}
