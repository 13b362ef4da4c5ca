package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
	"testing"
)

// TestGraphiQLFiles holds the files from npm to the list of their sums.
func TestGraphiQLFiles(t *testing.T) {
	list, err := graphiqlFiles.ReadFile("graphiql/lib/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^([0-9a-f]{64})  (\S+)$`).FindAllStringSubmatch(string(list), -1) {
		sums[m[2]] = m[1]
	}
	files, err := fs.Glob(graphiqlFiles, "graphiql/lib/*.gz")
	if err != nil || len(files) != 4 || len(sums) != len(files) {
		t.Fatalf("%d files, %d sums, %v", len(files), len(sums), err)
	}
	for _, file := range files {
		packed, err := graphiqlFiles.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(unpack(packed))
		if name := strings.TrimSuffix(path.Base(file), ".gz"); hex.EncodeToString(sum[:]) != sums[name] {
			t.Errorf("%s is not what SHA256SUMS says: run graphiql/update.sh", name)
		}
	}
}

// TestGraphiQLPage loads the page as a browser does: all it names is there, and nothing of it is elsewhere.
func TestGraphiQLPage(t *testing.T) {
	s := run(t, nil)
	w := s.send("GET", "/graphiql", "")
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	policy := w.Header().Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; connect-src 'self';") || regexp.MustCompile(`https?:|\*|unsafe-eval`).MatchString(policy) {
		t.Errorf("the policy lets more in than this server: %s", policy)
	}
	refs := regexp.MustCompile(`(?:src|href|data-licences)="([^"]*)"`).FindAllStringSubmatch(w.Body.String(), -1)
	loaded := 0
	for _, ref := range refs {
		switch {
		case ref[1] == "data:,", ref[1] == "/schema.graphql":
		case regexp.MustCompile(`^/graphiql/[\w.-]+\.[0-9a-f]{20}\.(js|css|txt)$`).MatchString(ref[1]):
			loaded++
			checkAsset(t, s, ref[1])
		default:
			t.Errorf("the page names %q", ref[1])
		}
	}
	if want := len(newGraphiQL().assets); loaded != want {
		t.Errorf("the page names %d of %d assets", loaded, want)
	}
}

// checkAsset asks for a file packed, plain and once more.
func checkAsset(t *testing.T, s *running, target string) {
	t.Helper()
	packed := s.send("GET", target, "", "Accept-Encoding", "br, gzip")
	plain := s.send("GET", target, "")
	if packed.Code != http.StatusOK || packed.Header().Get("Content-Encoding") != "gzip" || plain.Header().Get("Content-Encoding") != "" {
		t.Fatalf("%s: %d %v, plain %v", target, packed.Code, packed.Header(), plain.Header())
	}
	if !bytes.Equal(unpack(packed.Body.Bytes()), plain.Body.Bytes()) {
		t.Errorf("%s: packed and plain differ", target)
	}
	h := packed.Header()
	types := map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
	if h.Get("Cache-Control") != "public, max-age=31536000, immutable" || h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Type") != types[path.Ext(target)] {
		t.Errorf("%s: %v", target, h)
	}
	if h.Get("ETag") == plain.Header().Get("ETag") {
		t.Errorf("%s: packed and plain have one tag", target)
	}
	if again := s.send("GET", target, "", "Accept-Encoding", "gzip", "If-None-Match", h.Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("%s: asked again, %d with %d bytes", target, again.Code, again.Body.Len())
	}
}

// TestGraphiQLStaysHere looks for addresses in what is ours, and for what a style sheet would load.
func TestGraphiQLStaysHere(t *testing.T) {
	address := regexp.MustCompile(`(?i)\w+://[^$]|["'(]//|@import`)
	for _, file := range []string{"page.html", "start.js", "style.css"} {
		text, err := graphiqlFiles.ReadFile("graphiql/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if found := address.Find(text); found != nil {
			t.Errorf("%s names another place: %s", file, found)
		}
	}
	packed, err := graphiqlFiles.ReadFile("graphiql/lib/graphiql.min.css.gz")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`url\(["']?([^:)]*:)`).FindAllSubmatch(unpack(packed), -1) {
		if string(m[1]) != "data:" {
			t.Errorf("the style sheet loads %s", m[0])
		}
	}
}

func TestGraphiQLRefusals(t *testing.T) {
	s := run(t, nil)
	for _, tt := range []struct {
		name, method, target string
		headers              []string
		status               int
	}{
		{"a file that is none", "GET", "/graphiql/start.js", nil, 404},
		{"a file of the source", "GET", "/graphiql/page.html", nil, 404},
		{"a folder", "GET", "/graphiql/", nil, 404},
		{"another method", "POST", "/graphiql", nil, 405},
		{"a foreign name for this machine", "GET", "/graphiql", []string{"Host", "evil.example"}, 421},
	} {
		if w := s.send(tt.method, tt.target, "", tt.headers...); w.Code != tt.status {
			t.Errorf("%s: %d, want %d", tt.name, w.Code, tt.status)
		}
	}
	hidden := run(t, func(o *Options) { o.NoIntrospection = true })
	for _, target := range []string{"/graphiql", "/graphiql/" + newAsset("start.js").file} {
		if w := hidden.send("GET", target, ""); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "does not show it") {
			t.Errorf("%s without introspection: %d %s", target, w.Code, w.Body)
		}
	}
}

func TestTakesGzip(t *testing.T) {
	for accept, want := range map[string]bool{
		"": false, "gzip": true, "deflate, gzip;q=1.0, br": true, "GZIP": true, "*": true, "gzip;q=0": false, "gzip;q=0.000": false, "gzip; q=0.5": true,
		"identity": false, "br": false, "gzip;q=0, *": false, "x-gzipped": false,
	} {
		if got := takesGzip([]string{accept}); got != want {
			t.Errorf("Accept-Encoding %q: %v", accept, got)
		}
	}
}
