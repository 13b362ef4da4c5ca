package graph

import "strings"

// WithKey fills in the key of a position, response or inquiry that has none: it is made of party, issue or
// proposal, stance or answer, and date. Other records keep what they have.
func WithKey(r Record) {
	switch r := r.(type) {
	case *Position:
		if r.Key == "" {
			r.Key = madeKey(r.Party, r.Issue, string(r.Stance), r.From.String())
		}
	case *Response:
		if r.Key == "" {
			r.Key = madeKey(r.Party, r.Proposal, string(r.Answer), r.Date.String())
		}
	case *Inquiry:
		if r.Key == "" {
			r.Key = madeKey(r.Party, r.Issue, r.Date.String())
		}
	}
}

var dateWords = strings.NewReplacer("..", "open", "/", "-to-", "~", "-about", "?", "-perhaps", "%", "-perhaps-about")

func madeKey(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, slug(dateWords.Replace(p)))
		}
	}
	return strings.Join(kept, "-")
}
