package change

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// How says why a record bears on an answer otherwise than before.
type How string

// The ways: a fact of the day, or a fact of the record.
const (
	WorldChanged How = "world-changed"
	Learned      How = "learned"
	Corrected    How = "corrected"
)

// Values implements graph.Enum.
func (How) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(WorldChanged), Doc: "It began, ended or was superseded between the two days: as known today, it counted on one of them only."},
		{Word: string(Learned), Doc: "It was not on record at the earlier instant: as known today, it counted on the earlier day already, or did not."},
		{Word: string(Corrected), Doc: "It was on record at the earlier instant, and has been changed or retired since."},
	}
}

// Cause is a record that differs between two views in what bears on a part of the answer.
type Cause struct {
	Record graph.Record // as it is on record; as it was, if it has been retired
	How    How
	// Sequence is the change that made the record what it is; 0 where the world changed.
	Sequence uint64
	// EvidenceOnly tells that nothing but the statements it rests on was corrected.
	EvidenceOnly bool
	Explanation  string // in a sentence
}

// tracer compares records in three views of one negotiation: before, on the earlier day as known at the earlier instant;
// middle, on the earlier day as known in the end; and after. What differs between the first two was learned or
// corrected, what differs between the last two changed in the world.
type tracer struct {
	views   [3]*graph.View // before is nil where there was no such negotiation
	snaps   [3]*graph.Snapshot
	inForce [3]map[graph.Ref]bool // positions and red lines, those among them that a condition or a what-if sets aside
}

func newTracer(after *graph.View, asOf graph.Day, knownAt time.Time) (*tracer, error) {
	s := after.Snapshot
	t := &tracer{snaps: [3]*graph.Snapshot{s, s, s}}
	o := after.ViewOptions
	o.AsOf = asOf
	middle, err := s.View(o)
	if err != nil {
		return nil, err
	}
	t.views = [3]*graph.View{middle, middle, after}
	if !knownAt.IsZero() {
		o.KnownAt, t.snaps[0] = knownAt, s.KnownAt(knownAt)
		if t.views[0], err = viewOf(t.snaps[0], o); err != nil {
			return nil, fmt.Errorf("as known at %s: %w", knownAt.UTC().Format(time.RFC3339Nano), err)
		}
	}
	for n, v := range t.views {
		t.inForce[n] = map[graph.Ref]bool{}
		if v != nil {
			t.force(n, v)
		}
	}
	return t, nil
}

func (t *tracer) force(n int, v *graph.View) {
	for _, p := range slices.Concat(v.Positions, v.Conditional) {
		t.inForce[n][p.Ref()] = true
	}
	for _, r := range slices.Concat(v.RedLines, v.Relaxed) {
		t.inForce[n][r.Ref()] = true
	}
}

// standing is a record in a view: nil if it is not on record, and whether it counts there.
type standing struct {
	record graph.Record
	counts bool
}

func (t *tracer) standing(n int, r graph.Ref) standing {
	rec, ok := t.snaps[n].Record(r)
	return standing{rec, ok && t.views[n] != nil && t.counts(n, rec)}
}

func (t *tracer) counts(n int, r graph.Record) bool {
	v := t.views[n]
	switch r := r.(type) {
	case *graph.Position, *graph.RedLine:
		return t.inForce[n][r.Ref()]
	case *graph.Rule:
		return slices.Contains(v.Rules, r)
	case *graph.Issue:
		_, ok := v.Issue(r.Key)
		return ok
	case *graph.Inquiry:
		return r.Date.Earliest() <= v.AsOf
	case *graph.Statement:
		return r.Said.Earliest() <= v.AsOf
	}
	return true
}

// relevance says which fields of a kind of record bear on a part of the answer.
type relevance func(graph.Kind, string) bool

// decides are the fields that decide whether a conflict or core stands, or a party is silent, while the record counts.
func (t *tracer) decides(k graph.Kind, field string) bool {
	if field == "may-forbid" {
		return t.views[2].Reading == graph.Broad
	}
	return slices.Contains(deciding[k], field)
}

var deciding = map[graph.Kind][]string{
	graph.KindPosition:    {"party", "issue", "stance", "options", "condition"},
	graph.KindRedLine:     {"party", "forbids"},
	graph.KindRule:        {"negotiation", "forbids"},
	graph.KindIssue:       {"negotiation", "scale", "options"},
	graph.KindNegotiation: {"participants"},
	graph.KindScenario:    {"negotiation", "relaxes", "adds", "assumes"},
	graph.KindDispute:     {"negotiation", "versions", "preferred"},
	graph.KindInquiry:     {"party", "issue"},
	graph.KindStatement:   {"source", "credibility"},
	graph.KindSource:      {"reliability", "origin"},
}

// placing are the fields that decide whether a record counts on a day, and on a floor of evidence.
var placing = []string{"from", "to", "date", "said", "evidence", "party", "issue", "forbids", "may-forbid", "negotiation"}

// trace returns how a record differs, if it does in what bears on it.
func (t *tracer) trace(r graph.Ref, bears relevance) []Cause {
	return append(t.knowledge(r, bears), t.world(r)...)
}

// knowledge compares before and middle.
func (t *tracer) knowledge(r graph.Ref, bears relevance) []Cause {
	was, is := t.standing(0, r), t.standing(1, r)
	if !was.counts && !is.counts || was.record == is.record && was.counts == is.counts {
		return nil
	}
	if was.counts != is.counts {
		own := bears
		bears = func(k graph.Kind, f string) bool { return own(k, f) || slices.Contains(placing, f) }
	}
	if c, differs := t.recorded(r, was.record, is.record, bears); differs {
		return []Cause{c}
	}
	if was.counts != is.counts {
		return t.behind(r)
	}
	return nil
}

// recorded is the cause that a record was put, changed in a field that bears, or retired between two states of
// knowledge.
func (t *tracer) recorded(r graph.Ref, was, is graph.Record, bears relevance) (c Cause, differs bool) {
	if was == is {
		return c, false
	}
	fields := differing(was, is)
	some := slices.DeleteFunc(slices.Clone(fields), func(f string) bool { return !bears(r.Kind, f) })
	switch {
	case was == nil:
		c = Cause{Record: is, How: Learned}
	case is == nil:
		c = Cause{Record: was, How: Corrected}
	case len(some) == 0:
		return c, false
	default:
		c = Cause{Record: is, How: Corrected, EvidenceOnly: slices.Equal(fields, []string{"evidence"})}
	}
	c.Sequence = t.sequence(r, bears)
	c.Explanation = t.recordedWords(c, is == nil, some)
	return c, true
}

// differing lists the fields in which two versions of a record differ. Options of an issue that differ in their words
// alone are called labels.
func differing(was, is graph.Record) []string {
	if was == nil || is == nil {
		return nil
	}
	var fields []string
	for _, f := range graph.Diff(was, is) {
		if i, ok := is.(*graph.Issue); ok && f.Field == "options" && slices.Equal(i.OptionKeys(), was.(*graph.Issue).OptionKeys()) {
			f.Field = "labels"
		}
		fields = append(fields, f.Field)
	}
	return fields
}

// sequence is the last change, since what was known before, that put or retired a record or changed it in a field
// that bears.
func (t *tracer) sequence(r graph.Ref, bears relevance) uint64 {
	var before graph.Record
	var last, any uint64
	for _, v := range t.snaps[2].History(r) {
		if v.Change.Seq > t.snaps[0].Head().Seq {
			any = v.Change.Seq
			if before == nil || v.Record == nil || slices.ContainsFunc(differing(before, v.Record), func(f string) bool { return bears(r.Kind, f) }) {
				last = any
			}
		}
		before = v.Record
	}
	if last == 0 {
		return any
	}
	return last
}

// behind finds what else made a record count, or no longer count, though it is what it was: a record that supersedes
// it, or where the view's choice of evidence admits one of them no more or anew, the statements behind that, whenever
// said, and their sources.
func (t *tracer) behind(r graph.Ref) []Cause {
	refs := t.successors(r)
	for _, ref := range append(slices.Clone(refs), r) {
		refs = append(refs, t.admission(ref)...)
	}
	bears := func(k graph.Kind, f string) bool {
		return f == "supersedes" || slices.Contains(placing, f) || t.decides(k, f)
	}
	var list []Cause
	for _, ref := range refs {
		was, _ := t.snaps[0].Record(ref)
		is, _ := t.snaps[1].Record(ref)
		if c, differs := t.recorded(ref, was, is, bears); differs {
			list = append(list, c)
		}
	}
	return list
}

// admission lists the statements behind a record, their sources and the disputes they tell versions of, if it is admitted
// in one state of knowledge only.
func (t *tracer) admission(r graph.Ref) []graph.Ref {
	was, before := t.snaps[0].Record(r)
	is, after := t.snaps[1].Record(r)
	if !before || !after || t.views[0] == nil || t.views[0].Admits(was) == t.views[1].Admits(is) {
		return nil
	}
	return append(t.sources(graph.EvidenceOf(is)), t.disputes(graph.EvidenceOf(is))...)
}

// successors lists the records that supersede one, before or after.
func (t *tracer) successors(r graph.Ref) []graph.Ref {
	var list []graph.Ref
	for _, s := range t.states() {
		for n := range s.Referring(r, r.Kind) {
			if superseded(n) == r {
				list = append(list, n.Ref())
			}
		}
	}
	return unique(list)
}

// world compares middle and after.
func (t *tracer) world(r graph.Ref) []Cause {
	was, is := t.standing(1, r), t.standing(2, r)
	if n, ok := is.record.(*graph.Negotiation); ok {
		return t.roles(n)
	}
	if was.counts == is.counts {
		return nil
	}
	return []Cause{{Record: is.record, How: WorldChanged, Explanation: t.worldWords(is.record, is.counts)}}
}

// roles tells who became, or ceased to be, a principal between the days.
func (t *tracer) roles(n *graph.Negotiation) []Cause {
	was, is := keysOf(t.views[1].Principals()), keysOf(t.views[2].Principals())
	if slices.Equal(was, is) {
		return nil
	}
	return []Cause{{Record: n, How: WorldChanged, Explanation: rolesWords(was, is)}}
}

func keysOf(parties []*graph.Party) []string {
	var keys []string
	for _, p := range parties {
		keys = append(keys, p.Key)
	}
	return keys
}

// traceAll traces records, each once: by kind and key.
func (t *tracer) traceAll(refs []graph.Ref, bears relevance) []Cause {
	var list []Cause
	for _, r := range unique(refs) {
		list = append(list, t.trace(r, bears)...)
	}
	return tidy(list)
}

func unique(refs []graph.Ref) []graph.Ref {
	refs = slices.Clone(refs)
	slices.SortFunc(refs, func(a, b graph.Ref) int {
		return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Key, b.Key))
	})
	return slices.Compact(refs)
}

// tidy sorts causes by kind and key, the world last, and keeps each once.
func tidy(list []Cause) []Cause {
	name := func(c Cause) string { return c.Record.Ref().String() + "\x00" + string(c.How) }
	slices.SortStableFunc(list, func(a, b Cause) int { return strings.Compare(name(a), name(b)) })
	return slices.CompactFunc(list, func(a, b Cause) bool { return name(a) == name(b) })
}
