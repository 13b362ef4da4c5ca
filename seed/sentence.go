package seed

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// names finds what records are called, in a folder first and then in the graph.
type names struct {
	graph  *graph.Snapshot
	folder *Folder
}

func namesIn(s *graph.Snapshot, f *Folder) names { return names{s, f} }

func (n names) record(k graph.Kind, key string) graph.Record {
	ref := graph.Ref{Kind: k, Key: key}
	if e, ok := n.folder.byRef[ref]; ok {
		return e.record
	}
	r, _ := n.graph.Record(ref)
	return r
}

// of returns what a record is called, its key if that cannot be found.
func (n names) of(k graph.Kind, key string) string {
	if r := n.record(k, key); r != nil {
		return cmp.Or(called(r), key)
	}
	return key
}

// labels returns what options of an issue are called, joined by or.
func (n names) labels(issue string, options []string) string {
	i, _ := n.record(graph.KindIssue, issue).(*graph.Issue)
	var labels []string
	for _, key := range options {
		label := key
		if i != nil {
			if at := slices.IndexFunc(i.Options, func(o graph.Option) bool { return o.Key == key }); at >= 0 {
				label = i.Options[at].Label
			}
		}
		labels = append(labels, label)
	}
	return strings.Join(labels, " or ")
}

// called returns a record's title or name, or what stands for it.
func called(r graph.Record) string {
	t := treeOf(r)
	for _, field := range []string{"title", "name", "paraphrase", "reason", "text"} {
		if v, ok := t.kid(field); ok {
			return v.text
		}
	}
	return ""
}

// stances say each stance as a verb.
var stances = map[graph.Stance]string{
	graph.StanceOpen:     "is open",
	graph.StanceUnclear:  "is unclear",
	graph.StanceDeclined: "declined to speak",
	graph.StanceDenied:   "denies a position",
}

// sentence says a record in a few words.
func (n names) sentence(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Position:
		says := cmp.Or(stances[r.Stance], string(r.Stance))
		if len(r.Options) > 0 {
			says += " " + n.labels(r.Issue, r.Options)
		}
		return sentence(n.of(graph.KindParty, r.Party)+" "+says, n.of(graph.KindIssue, r.Issue))
	case *graph.RedLine:
		return sentence(n.of(graph.KindParty, r.Party)+": "+r.Title, "")
	case *graph.Inquiry:
		return sentence("nothing found for "+n.of(graph.KindParty, r.Party), n.of(graph.KindIssue, r.Issue))
	case *graph.Response:
		answer := strings.ReplaceAll(string(r.Answer), "-", " ")
		return sentence(n.of(graph.KindParty, r.Party)+": "+answer, n.of(graph.KindProposal, r.Proposal))
	}
	return sentence(called(r), "")
}

// sentence is what is said, and in brackets of what, each cut to what a plan shows.
func sentence(says, about string) string {
	if about == "" {
		return shorten(says)
	}
	return shorten(says) + " (" + shorten(about) + ")"
}
