package schema

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graphql-go/graphql/language/ast"

	"parley/graph"
	"parley/schema/document"
)

// trusted are the only documents that are answered, by the ids they go by: those given, and that of their text.
type trusted map[string]string

// text finds the document of a request among them. Others are not looked at.
func (t trusted) text(r Request) (string, *fault) {
	id, what := r.DocumentID, "the document "+shorten(r.DocumentID)
	if id == "" {
		id, what = HashID(r.Query), "this document"
	}
	text, known := t[id]
	switch {
	case !known:
		return "", faultf(CodeNotTrusted, "%s is none of those this server answers: have it added to its trusted documents", what)
	case r.Query != "" && r.Query != text:
		return "", faultf(CodeHashMismatch, "%s has another text here than the one sent: send its id alone", what)
	}
	return text, nil
}

// trust checks documents, each wholly, and indexes them.
func (a *API) trust(documents map[string]string) (trusted, error) {
	if documents == nil {
		return nil, nil
	}
	t := trusted{}
	for _, id := range slices.Sorted(maps.Keys(documents)) {
		text := documents[id]
		hash := HashID(text)
		if id = strings.TrimPrefix(id, HashPrefix); len(id) == 64 && isHex(id) && HashPrefix+id != hash {
			return nil, graph.Errorf(graph.CodeInvalid, "trusted document %s: its text has another SHA-256 hash, %s: make the list anew", id, hash)
		}
		if err := a.checkTrusted(text); err != nil {
			return nil, graph.Errorf(graph.CodeInvalid, "trusted document %s: %w", id, err)
		}
		t[id], t[hash] = text, text
	}
	return t, nil
}

// checkTrusted refuses a document of which not every operation can be run.
func (a *API) checkTrusted(text string) error {
	doc, errs := a.read(text)
	count := 0
	if len(errs) == 0 {
		for _, d := range doc.Definitions {
			if op, ok := d.(*ast.OperationDefinition); ok {
				count++
				if _, err := a.ready.Compile(doc.Document, document.NameOf(op)); err != nil {
					errs = a.uncompiled(err)
				}
			}
		}
	}
	switch {
	case len(errs) > 0 && len(errs[0].Locations) > 0:
		return fmt.Errorf("%d:%d: %s", errs[0].Locations[0].Line, errs[0].Locations[0].Column, errs[0].Message)
	case len(errs) > 0:
		return fmt.Errorf("%s", errs[0].Message)
	case count == 0:
		return fmt.Errorf("it holds no operation")
	}
	return nil
}

func isHex(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }

// manifestFormat is what a manifest of Apollo's tools calls itself.
const manifestFormat = "apollo-persisted-query-manifest"

// ParseTrusted reads trusted documents for Options: a JSON object of texts by id, as GraphQL Code Generator and Relay
// write it, or a manifest of Apollo's tools.
func ParseTrusted(text []byte) (map[string]string, error) {
	var manifest struct {
		Format     string
		Version    int
		Operations []struct{ ID, Body string }
	}
	if err := json.Unmarshal(text, &manifest); err != nil || manifest.Operations == nil {
		documents := map[string]string{}
		if err := json.Unmarshal(text, &documents); err != nil {
			return nil, graph.Errorf(graph.CodeInvalid, "neither a JSON object of documents by id nor a manifest with operations: %w", err)
		}
		return documents, nil
	}
	if manifest.Format != manifestFormat || manifest.Version != 1 {
		return nil, graph.Errorf(graph.CodeInvalid, "a manifest of format %q, version %d: %q, version 1, is known", manifest.Format, manifest.Version, manifestFormat)
	}
	documents := map[string]string{}
	for n, op := range manifest.Operations {
		if before, twice := documents[op.ID]; op.ID == "" || twice && before != op.Body {
			return nil, graph.Errorf(graph.CodeInvalid, "operation %d of the manifest: its id %q is empty or another one's: give each its own", n, op.ID)
		}
		documents[op.ID] = op.Body
	}
	return documents, nil
}
