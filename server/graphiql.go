package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// graphiqlFiles is the page /graphiql, all it consists of, and its examples. graphiql/update.sh fetches what is in lib.
//
//go:embed graphiql/page.html graphiql/start.js graphiql/style.css graphiql/examples graphiql/lib
var graphiqlFiles embed.FS

// graphiqlPolicy lets the page run its own scripts and speak to this server only. GraphiQL's editor writes styles into
// the page; fonts and cursors are within its style sheet.
const graphiqlPolicy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// graphiql is the page and its assets by file name, made once: they never change while a program runs.
type graphiql struct {
	page   []byte
	assets map[string]*asset
}

var newGraphiQL = sync.OnceValue(func() *graphiql {
	g := &graphiql{assets: map[string]*asset{}}
	paths := map[string]string{}
	for _, file := range []string{
		"lib/graphiql.min.js.gz", "lib/graphiql.min.css.gz", "lib/react.production.min.js.gz", "lib/react-dom.production.min.js.gz",
		"lib/LICENSES.txt", "start.js", "style.css",
	} {
		a := newAsset(file)
		g.assets[a.file] = a
		paths[a.name] = "/graphiql/" + a.file
	}
	page := template.Must(template.New("page.html").Funcs(template.FuncMap{"path": func(name string) string { return paths[name] }}).
		ParseFS(graphiqlFiles, "graphiql/page.html"))
	var b bytes.Buffer
	if err := page.Execute(&b, examples()); err != nil {
		panic(err)
	}
	g.page = b.Bytes()
	return g
})

// graphiql answers with the page, or with one of its assets.
func (s *server) graphiql(w http.ResponseWriter, r *http.Request) {
	if s.NoIntrospection {
		http.Error(w, "GraphiQL reads the schema from the server, and this one does not show it", http.StatusNotFound)
		return
	}
	g := newGraphiQL()
	if file := r.PathValue("file"); file != "" {
		a, ok := g.assets[file]
		if !ok {
			http.NotFound(w, r)
			return
		}
		a.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Security-Policy", graphiqlPolicy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(g.page)
}

// asset is a file the page loads. Its address names its content, so that a browser may keep it for ever.
type asset struct {
	name, file string // as it is called here; with its hash, as in the address
	tag        string
	packed     []byte // by gzip
	plain      func() []byte
}

var assetTypes = map[string]string{
	".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".txt": "text/plain; charset=utf-8",
}

func newAsset(file string) *asset {
	content, err := graphiqlFiles.ReadFile("graphiql/" + file)
	if err != nil {
		panic(err)
	}
	name, isPacked := strings.CutSuffix(path.Base(file), ".gz")
	sum := sha256.Sum256(content)
	a := &asset{name: name, tag: hex.EncodeToString(sum[:10])}
	ext := path.Ext(name)
	a.file = strings.TrimSuffix(name, ext) + "." + a.tag + ext
	if isPacked {
		a.packed, a.plain = content, sync.OnceValue(func() []byte { return unpack(content) })
	} else {
		a.packed, a.plain = pack(content), func() []byte { return content }
	}
	return a
}

func (a *asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Type", assetTypes[path.Ext(a.name)])
	h.Set("Vary", "Accept-Encoding")
	content, tag := a.packed, a.tag+"-gzip"
	if takesGzip(r.Header.Values("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
	} else {
		content, tag = a.plain(), a.tag
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// takesGzip reports whether a client takes gzip, by its values of Accept-Encoding (RFC 9110, section 12.5.3).
func takesGzip(accept []string) bool {
	for coding := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, params, err := mime.ParseMediaType(strings.TrimSpace(coding))
		if err == nil && (name == "gzip" || name == "*") {
			q, given := params["q"]
			return !given || strings.Trim(q, "0.") != ""
		}
	}
	return false
}

func pack(content []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	z.Write(content)
	z.Close()
	return b.Bytes()
}

func unpack(packed []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	return content
}
