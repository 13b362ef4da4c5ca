package server

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of answers. The second is the newer, and the better where a client names it; those that say */*
// get the one they know.
const (
	mediaJSON    = "application/json"
	mediaGraphQL = "application/graphql-response+json"
)

// negotiate picks the media type of the answer from the values of Accept (RFC 9110, section 12.5.1). Without one,
// or for */*, it is application/json; ok is false if the client takes neither.
func negotiate(accept []string) (media string, ok bool) {
	if len(accept) == 1 && (accept[0] == "*/*" || accept[0] == mediaJSON) {
		return mediaJSON, true // what most say
	}
	ranges := ranges(accept)
	if strings.TrimSpace(strings.Join(ranges, "")) == "" {
		return mediaJSON, true
	}
	json, _ := quality(ranges, mediaJSON)
	graphql, named := quality(ranges, mediaGraphQL)
	switch {
	case json <= 0 && graphql <= 0:
		return "", false
	case graphql > json, graphql == json && named:
		return mediaGraphQL, true
	}
	return mediaJSON, true
}

// ranges are the media ranges of the values of Accept.
func ranges(accept []string) []string { return strings.Split(strings.Join(accept, ","), ",") }

// quality returns how much a client wants a media type, by the most specific range that covers it, and whether
// that range names it in full.
func quality(ranges []string, media string) (q float64, named bool) {
	best := -1
	family, _, _ := strings.Cut(media, "/")
	for _, r := range ranges {
		name, params, err := mime.ParseMediaType(strings.TrimSpace(r))
		specific := map[string]int{"*/*": 0, family + "/*": 1, media: 2}
		level, covers := specific[name]
		if err != nil || !covers || level <= best {
			continue
		}
		if c := params["charset"]; c != "" && !strings.EqualFold(c, "utf-8") {
			continue
		}
		best, q = level, 1
		if text, given := params["q"]; given {
			if q, err = strconv.ParseFloat(text, 64); err != nil {
				q = 0
			}
		}
	}
	return q, best == 2
}
