package graph_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memlog"
)

// The view at (asOf, knownAt) is that of a graph to which only the changes recorded by knownAt were made, and from which
// all that does not hold on asOf was taken out. What legitimately differs is left out of the comparison: when something
// began and ended before (Period, Turns), and whether a party that holds nothing on the day was ever heard, which tells one
// kind of silence from another. Issues are not quantities: the numbers of records that have ended cut those too.
func TestViewEqualsARebuild(t *testing.T) {
	compared, held := 0, 0
	for seed := range uint64(25) {
		h := &history{Rand: rand.New(rand.NewPCG(seed, 3)), now: noon}
		log := memlog.New()
		db := openDB(t, log, graph.Options{Clock: func() time.Time { return h.now }})
		h.write(t, db)
		for range 12 {
			o := graph.ViewOptions{AsOf: day("2025-01-01") + graph.Day(h.IntN(60)), KnownAt: noon.Add(time.Duration(h.IntN(140)) * time.Minute)}
			if h.IntN(3) == 0 {
				o.Floor.Reliability = "B"
			}
			if h.IntN(4) == 0 {
				o.Issues = []string{[]string{"border", "water"}[h.IntN(2)]}
			}
			full := view(t, db.Snapshot(), o)
			then := replay(t, db, log, o.KnownAt)
			bare := view(t, h.onlyOf(t, then, o), graph.ViewOptions{AsOf: o.AsOf, Floor: o.Floor, Issues: o.Issues})
			if got, want := answers(full), answers(bare); !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d, as of %s as known at %s:\n%s", seed, o.AsOf, o.KnownAt, difference(got, want))
			}
			compared++
			held += len(full.Positions) + len(full.RedLines)
		}
	}
	if held < compared {
		t.Errorf("%d views held %d positions and red lines: the test is too tame", compared, held)
	}
}

// replay makes the changes of a log that were recorded by an instant to an empty graph.
func replay(t *testing.T, db *graph.DB, log graph.Log, at time.Time) *graph.Snapshot {
	t.Helper()
	var n uint64
	for c, ok := db.Snapshot().Change(1); ok && !c.Time.After(at); c, ok = db.Snapshot().Change(n + 1) {
		n = c.Seq
	}
	return rebuild(t, log, n)
}

// history makes random changes to a small case.
type history struct {
	*rand.Rand
	now time.Time
}

func (h *history) write(t *testing.T, db *graph.DB) {
	t.Helper()
	if _, err := db.Commit(t.Context(), put(small()...)); err != nil {
		t.Fatal(err)
	}
	for range 130 {
		h.now = h.now.Add(time.Duration(h.IntN(3)) * time.Minute)
		d := graph.Draft{Actor: "tester", Reason: "random"}
		for range 1 + h.IntN(2) {
			d.Ops = append(d.Ops, h.op(db.Snapshot()))
		}
		if _, err := db.Commit(t.Context(), d); err != nil && graph.CodeOf(err) != graph.CodeInvalid {
			t.Fatal(err)
		}
	}
}

// op puts a record of some kind, new or again, or retires one. It need not be valid.
func (h *history) op(s *graph.Snapshot) graph.Op {
	kinds := []graph.Kind{graph.KindPosition, graph.KindRedLine, graph.KindInquiry, graph.KindRule, graph.KindDispute, graph.KindSource, graph.KindIssue, graph.KindNegotiation}
	r := graph.Ref{Kind: kinds[min(h.IntN(20), h.IntN(len(kinds)))], Key: fmt.Sprintf("r%d", h.IntN(14))}
	if _, there := s.Record(r); there && h.IntN(6) == 0 {
		return graph.Op{Retire: r}
	}
	return graph.Op{Put: h.record(s, r)}
}

func (h *history) record(s *graph.Snapshot, r graph.Ref) graph.Record {
	pick := func(words ...string) string { return words[h.IntN(len(words))] }
	switch r.Kind {
	case graph.KindPosition:
		issue := pick("border", "water")
		p := &graph.Position{Key: r.Key, Party: pick("north", "south"), Issue: issue, Stance: graph.Stance(pick(graph.Words(graph.StanceOpen)...)),
			Options: h.some(issue), Evidence: h.evidence()}
		p.From, p.To = h.period()
		if h.IntN(4) == 0 {
			p.Condition = h.patterns()
		}
		for old := range graph.All[*graph.Position](s) {
			if h.IntN(3) == 0 && old.Party == p.Party && old.Issue == issue && old.Key != p.Key && !p.From.IsZero() && p.From.Compare(old.From) != graph.Before {
				p.Supersedes = old.Key
			}
		}
		return p
	case graph.KindRedLine:
		l := &graph.RedLine{Key: r.Key, Party: pick("north", "south"), Title: "L", Forbids: h.patterns(), Evidence: h.evidence()}
		l.From, l.To = h.period()
		for old := range graph.All[*graph.RedLine](s) {
			if h.IntN(3) == 0 && old.Party == l.Party && old.Key != l.Key && !l.From.IsZero() && l.From.Compare(old.From) != graph.Before {
				l.Supersedes = old.Key
			}
		}
		return l
	case graph.KindInquiry:
		return &graph.Inquiry{Key: r.Key, Party: pick("north", "south", "west"), Issue: pick("border", "water"), Date: h.date(), Searched: []string{"archive"}}
	case graph.KindRule:
		return &graph.Rule{Key: r.Key, Negotiation: "talks", Forbids: h.patterns(), Reason: "so"}
	case graph.KindDispute:
		return &graph.Dispute{Key: r.Key, Negotiation: "talks", Title: "Which?", Over: graph.OverFact, Preferred: pick("", "one", "two"), Reason: "so",
			Versions: []graph.Account{{Key: "one", Label: "One", Statements: []string{"s1"}}, {Key: "two", Label: "Two", Statements: []string{"s2"}}}}
	case graph.KindSource:
		return &graph.Source{Key: pick("gazette", "blog"), Title: "Regraded", Reliability: graph.Reliability(pick("A", "B", "C", ""))}
	case graph.KindIssue:
		i, _ := graph.Get[*graph.Issue](s, "water")
		more := *i
		more.Options = append(slices.Clone(i.Options[:2]), graph.Option{Key: "tolled", Label: "Tolled"})[:2+h.IntN(2)]
		return &more
	default:
		n, _ := graph.Get[*graph.Negotiation](s, "talks")
		other := *n
		other.Participants = slices.Clone(n.Participants)[:1+h.IntN(len(n.Participants))]
		return &other
	}
}

func (h *history) some(issue string) []string {
	all := slices.Clone(options[issue])
	h.Shuffle(len(all), func(a, b int) { all[a], all[b] = all[b], all[a] })
	return all[:1+h.IntN(len(all)-1)]
}

func (h *history) patterns() graph.Patterns {
	p := graph.Pattern{}
	for _, issue := range []string{"border", "water"} {
		if h.IntN(2) == 0 {
			p[issue] = h.some(issue)
		}
	}
	if len(p) == 0 {
		p["border"] = h.some("border")
	}
	return graph.Patterns{p}
}

func (h *history) evidence() []string {
	return [][]string{nil, {"s1"}, {"s2"}, {"s1", "s2"}}[h.IntN(4)]
}

// date is a day, or something vaguer.
func (h *history) date() graph.Date {
	d := day("2025-01-01") + graph.Day(h.IntN(50))
	vague := []string{"2025", "2025-01", "2025-02~", "2025-01-XX", "2024-24", "2024-12/2025-01", "202X", "../2025-02", "2025-01-15?"}
	if h.IntN(3) == 0 {
		return graph.MustDate(vague[h.IntN(len(vague))])
	}
	return graph.DateOf(d)
}

func (h *history) period() (from, to graph.Date) {
	if h.IntN(6) > 0 {
		from = h.date()
	}
	if h.IntN(6) == 0 {
		to = h.date()
	}
	return from, to
}

// onlyOf takes out of a graph the positions and red lines that do not hold on the day of a view and the searches made
// later. What is left supersedes nothing any more.
func (h *history) onlyOf(t *testing.T, s *graph.Snapshot, o graph.ViewOptions) *graph.Snapshot {
	t.Helper()
	d := graph.Draft{Actor: "tester", Reason: "only what holds"}
	for p := range graph.All[*graph.Position](s) {
		alone := *p
		alone.Supersedes = ""
		d.Ops = append(d.Ops, keep(holdsThen(s, o, p, p.From, p.To), p.Ref(), &alone))
	}
	for l := range graph.All[*graph.RedLine](s) {
		alone := *l
		alone.Supersedes = ""
		d.Ops = append(d.Ops, keep(holdsThen(s, o, l, l.From, l.To), l.Ref(), &alone))
	}
	for q := range graph.All[*graph.Inquiry](s) {
		d.Ops = append(d.Ops, keep(q.Date.Earliest() <= o.AsOf, q.Ref(), q))
	}
	if len(d.Ops) == 0 {
		return s
	}
	return mustWith(t, s, d)
}

func keep(yes bool, r graph.Ref, rec graph.Record) graph.Op {
	if yes {
		return graph.Op{Put: rec}
	}
	return graph.Op{Retire: r}
}

// holdsThen says straight from the definition whether a record holds on the day: it has begun, has not ended, and nothing
// that counts and has begun supersedes it. One that does not count itself stays in the graph, and counts for nothing there.
func holdsThen(s *graph.Snapshot, o graph.ViewOptions, r graph.Record, from, to graph.Date) bool {
	if !from.IsZero() && o.AsOf < from.Earliest() || !to.IsZero() && to.Latest() < o.AsOf {
		return false
	}
	for p := range graph.All[*graph.Position](s) {
		if p.Supersedes != "" && (graph.Ref{Kind: graph.KindPosition, Key: p.Supersedes}) == r.Ref() && p.From.Earliest() <= o.AsOf && countsThen(s, o, p.Evidence) {
			return false
		}
	}
	for l := range graph.All[*graph.RedLine](s) {
		if l.Supersedes != "" && (graph.Ref{Kind: graph.KindRedLine, Key: l.Supersedes}) == r.Ref() && l.From.Earliest() <= o.AsOf && countsThen(s, o, l.Evidence) {
			return false
		}
	}
	return true
}

// countsThen says whether a record with that evidence counts: of statements that tell no version of a dispute which was
// decided otherwise, one has a source that is good enough, and where there was evidence some is left.
func countsThen(s *graph.Snapshot, o graph.ViewOptions, evidence []string) bool {
	left := slices.DeleteFunc(slices.Clone(evidence), func(st string) bool {
		for d := range graph.All[*graph.Dispute](s) {
			for _, a := range d.Versions {
				if d.Preferred != "" && a.Key != d.Preferred && slices.Contains(a.Statements, st) {
					return true
				}
			}
		}
		return false
	})
	if len(evidence) > 0 && len(left) == 0 {
		return false
	}
	return o.Floor.Reliability == "" || slices.ContainsFunc(left, func(key string) bool {
		st, _ := graph.Get[*graph.Statement](s, key)
		src, _ := graph.Get[*graph.Source](s, st.Source)
		return src.Reliability == "A" || src.Reliability == "B"
	})
}

// answers are all that a view answers, but for what depends on how things came to be as they are.
func answers(v *graph.View) []string {
	refs := func(name string, list ...string) string { return name + ": " + strings.Join(list, " ") }
	out := []string{
		refs("parties", keys(v.Parties)...), refs("principals", keys(v.Principals())...), refs("positions", keys(v.Positions)...),
		refs("conditional", keys(v.Conditional)...), refs("red lines", keys(v.RedLines)...), refs("rules", keys(v.Rules)...), fmt.Sprint("skipped: ", v.Skipped),
	}
	for _, i := range v.Issues {
		out = append(out, fmt.Sprintf("%s: %v, assumed %v, ruled out %v", i.Key, i.Options, i.Assumed, i.Ruled))
		for _, st := range i.Stands() {
			out = append(out, standing(v, i, st))
		}
	}
	return out
}

func standing(v *graph.View, i *graph.IssueView, st *graph.Stand) string {
	words := []string{st.Party.Key, "on", i.Key, fmt.Sprint(keys(st.Positions), keys(st.RedLines), keys(st.Inquiries), names(i, st.Silent()))}
	for n, o := range i.Options {
		words = append(words, o.Key, string(st.Toward(n)))
		if kind := st.Silence(n); len(st.Positions)+len(st.RedLines) > 0 {
			words = append(words, string(kind))
		}
	}
	for n, l := range st.RedLines {
		words = append(words, l.Key, fmt.Sprint(names(i, st.Line(n)), names(i, i.ForbiddenBy(v, l))))
	}
	return strings.Join(words, " ")
}

func difference(got, want []string) string {
	var lines []string
	for n := range max(len(got), len(want)) {
		var g, w string
		if n < len(got) {
			g = got[n]
		}
		if n < len(want) {
			w = want[n]
		}
		if g != w {
			lines = append(lines, " got "+g, "want "+w)
		}
	}
	return strings.Join(lines, "\n")
}
