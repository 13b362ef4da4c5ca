package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Bounds on the documents kept for those who name them by a hash.
const (
	maxHashed    = 1000
	maxHashedLen = 16 << 10 // bytes of one
)

// HashPrefix begins the ids of documents that are the SHA-256 hash of their text.
const HashPrefix = "sha256:"

// HashID is the id of a document that clients make of its text.
func HashID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return HashPrefix + hex.EncodeToString(sum[:])
}

// text finds the document of a request: what it holds, or what it names.
func (a *API) text(r Request) (string, *fault) {
	hashed := strings.HasPrefix(r.DocumentID, HashPrefix)
	switch {
	case r.Query != "" && hashed && HashID(r.Query) != r.DocumentID:
		return "", faultf(CodeHashMismatch, "the query has another SHA-256 hash than the one given: hash the text as it is sent")
	case a.trusted != nil:
		return a.trusted.text(r)
	case r.Query != "" || r.DocumentID == "":
		return r.Query, nil
	}
	if text, known := a.hashes.get(r.DocumentID); known {
		return text, nil
	}
	return "", faultf(CodeHashUnknown, "PersistedQueryNotFound") // in these words clients know to send the query too
}

// register keeps the document of a request that sends it with its hash, so that it need not be sent again. It has passed
// every check.
func (a *API) register(r Request) {
	if r.Query != "" && len(r.Query) <= maxHashedLen && strings.HasPrefix(r.DocumentID, HashPrefix) {
		a.hashes.put(r.DocumentID, r.Query, 1)
	}
}
