package settle

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// world is a small case with a question about it: up to five issues, three parties that may be asked about and one
// that is not a principal.
type world struct {
	*random
	records  []graph.Record
	scenario string
	without  string
	question Question
	calm     bool // all red lines are in force and admitted

	lines      []*graph.RedLine
	conditions []graph.Patterns
}

func newWorld(src rand.Source) *world {
	w := &world{random: &random{Rand: rand.New(src)}}
	w.calm = w.chance(50)
	w.add(&graph.Negotiation{Key: "n", Title: "N", Participants: w.participants()})
	for _, p := range []string{"a", "b", "c", "d"} {
		w.add(&graph.Party{Key: p, Name: p, Kind: graph.PartyState})
	}
	w.evidence()
	w.issues()
	w.backdrop()
	w.redLines()
	w.positions()
	w.ask()
	return w
}

func (w *world) add(r ...graph.Record) { w.records = append(w.records, r...) }

func (w *world) chance(percent int) bool { return w.IntN(100) < percent }

func anyOf[T any](w *world, list ...T) T { return list[w.IntN(len(list))] }

func (w *world) participants() []graph.Participation {
	list := []graph.Participation{{Party: "a", Role: graph.RolePrincipal}, {Party: "b", Role: graph.RolePrincipal}}
	if w.chance(50) {
		list = append(list, graph.Participation{Party: "c", Role: anyOf(w, graph.RolePrincipal, graph.RoleMediator)})
	}
	if w.chance(30) {
		list = append(list, graph.Participation{Party: "d", Role: graph.RolePrincipal, To: graph.MustDate("2025-12-31")})
	}
	return list
}

var grades = []graph.Reliability{"", "A", "B", "C", "D", "E", "F"}

func (w *world) evidence() {
	for n := range 3 {
		src := &graph.Source{Key: fmt.Sprintf("src%d", n), Title: fmt.Sprintf("Source %d", n), Reliability: anyOf(w, grades...)}
		if n > 0 && w.chance(40) {
			src.Origin = fmt.Sprintf("src%d", w.IntN(n))
		}
		w.add(src)
	}
	for n := range 5 {
		w.add(&graph.Statement{
			Key: fmt.Sprintf("st%d", n), Source: fmt.Sprintf("src%d", w.IntN(3)), Voice: "v", Attribution: graph.AttributionOfficial,
			Said: graph.MustDate("2025-01-01"), Paraphrase: "words", Credibility: w.IntN(7),
		})
	}
}

func (w *world) cites() []string {
	var list []string
	for n := range 5 {
		if w.chance(30) {
			list = append(list, fmt.Sprintf("st%d", n))
		}
	}
	return list
}

func (w *world) issues() {
	for n := range w.IntN(6) {
		i := &graph.Issue{Key: fmt.Sprintf("i%d", n), Negotiation: "n", Title: fmt.Sprintf("I%d", n), Question: "?"}
		options := []string{"<5", ">=5", "5..10", ">10", "7"}
		if w.chance(8) {
			i.Scale, i.Unit = graph.Quantity, "men"
		} else {
			i.Scale = anyOf(w, graph.Nominal, graph.Ordinal)
			for o := range anyOf(w, 1, 2, 2, 3, 3, 3, 4, 4) {
				i.Options = append(i.Options, graph.Option{Key: fmt.Sprintf("o%d", o), Label: fmt.Sprintf("O%d", o)})
			}
			options = i.OptionKeys()
		}
		w.keys, w.options = append(w.keys, i.Key), append(w.options, options)
		w.add(i)
	}
}

// backdrop adds rules, searches in vain, and a scenario.
func (w *world) backdrop() {
	if len(w.keys) == 0 {
		return
	}
	for n := range max(0, w.IntN(6)-3) {
		w.add(&graph.Rule{Key: fmt.Sprintf("rule%d", n), Negotiation: "n", Reason: "so it is", Forbids: w.patterns(2, 3)})
	}
	for n := range w.IntN(4) {
		w.add(&graph.Inquiry{Key: fmt.Sprintf("q%d", n), Party: anyOf(w, "a", "b", "c"), Issue: anyOf(w, w.keys...),
			Date: graph.MustDate(anyOf(w, "2025-05-01", "2026-05-01")), Searched: []string{"archives"}})
	}
}

func (w *world) redLines() {
	if len(w.keys) == 0 {
		return
	}
	cover := w.cover()
	most, wide := 1+w.IntN(3), 1+w.IntN(3)
	for n := range max(w.IntN(9), len(cover)) {
		r := &graph.RedLine{Key: fmt.Sprintf("l%d", n), Party: anyOf(w, "a", "a", "b", "b", "c", "c", "d"), Title: "L",
			Salience: w.salience(), Evidence: w.cites()}
		if n < len(cover) {
			r.Forbids = append(r.Forbids, cover[n])
		}
		if len(r.Forbids) == 0 || !w.calm && w.chance(20) {
			r.Forbids = w.patterns(most, wide)
		}
		if w.chance(30) {
			r.MayForbid = w.patterns(2, 3)
		}
		if r.From, r.To = w.days(); w.calm {
			r.From, r.To, r.Party = graph.Date{}, graph.Date{}, anyOf(w, "a", "b", "c")
		} else if old := w.earlier(r); old != nil && w.chance(20) {
			r.Supersedes, r.From = old.Key, graph.MustDate("2025-07-01")
		}
		w.lines = append(w.lines, r)
		w.add(r)
	}
	sc := &graph.Scenario{Key: "s", Negotiation: "n", Title: "S", Assumes: graph.Pattern{}}
	w.suppose(&sc.Relaxes, &sc.Adds, sc.Assumes, "sx", w.keys, []string{"a", "b", "c", "d"})
	w.add(sc)
}

// cover makes patterns of which every package matches one, in about half of the cases: it splits the options of issues,
// one after the other, into two sets.
func (w *world) cover() graph.Patterns {
	parts := graph.Patterns{{}}
	for tries := 3 * w.IntN(6); tries > 0 && len(parts) < 8; tries-- {
		part, n := parts[0], w.IntN(len(w.keys))
		left := part[w.keys[n]]
		if left == nil {
			left = w.options[n]
		}
		if strings.ContainsAny(strings.Join(w.options[n], ""), "<>") || len(left) < 2 {
			continue
		}
		at := 1 + w.IntN(len(left)-1)
		low, high := maps.Clone(part), maps.Clone(part)
		low[w.keys[n]], high[w.keys[n]] = slices.Clone(left[:at]), slices.Clone(left[at:])
		parts = append(parts[1:], low, high)
	}
	if len(parts) == 1 {
		return nil
	}
	return parts
}

// earlier picks another line of the same party that it may supersede.
func (w *world) earlier(r *graph.RedLine) *graph.RedLine {
	for _, old := range w.lines {
		if old.Party == r.Party && (old.From.IsZero() || old.From.Earliest() <= day("2025-07-01")) {
			return old
		}
	}
	return nil
}

func (w *world) salience() *int {
	if w.chance(30) {
		return nil
	}
	n := anyOf(w, 0, 10, 50, 50, 90, 100)
	return &n
}

func (w *world) days() (from, to graph.Date) {
	switch w.IntN(10) {
	case 0:
		from = graph.MustDate(anyOf(w, "2025-03", "2026-06-01", "2025-01-01"))
	case 1:
		to = graph.MustDate(anyOf(w, "2025-12-31", "2026", "2026-01-01"))
	}
	return from, to
}

// suppose fills in at least one supposition.
func (w *world) suppose(relaxes *[]string, adds *[]graph.RedLine, assumes graph.Pattern, prefix string, issues, parties []string) {
	for _, r := range w.lines {
		if w.chance(15) {
			*relaxes = append(*relaxes, r.Key)
		}
	}
	if w.chance(40) && len(issues) > 0 && len(parties) > 0 {
		for n := range 1 + w.IntN(2) {
			of := &random{Rand: w.Rand, keys: issues}
			for _, key := range issues {
				of.options = append(of.options, w.options[slices.Index(w.keys, key)])
			}
			*adds = append(*adds, graph.RedLine{Key: fmt.Sprintf("%s%d", prefix, n), Party: anyOf(w, parties...), Title: "X", Forbids: of.patterns(2, 2), Salience: w.salience()})
		}
	}
	if len(issues) > 0 && (w.chance(40) || len(*relaxes)+len(*adds) == 0) {
		at := anyOf(w, issues...)
		assumes[at] = w.some(slices.Index(w.keys, at))
	}
}

var outspokenStances = []graph.Stance{graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts, graph.StanceOpposes}
var vagueStances = []graph.Stance{graph.StanceOpen, graph.StanceUnclear, graph.StanceDeclined, graph.StanceDenied}

// positions says little, much or everything: then no party is silent on any option without a condition.
func (w *world) positions() {
	saying := w.IntN(3)
	for _, party := range []string{"a", "b", "c", "d"} {
		for n := range w.keys {
			switch saying {
			case 0:
				if w.chance(30) {
					w.position(party, n, 30)
				}
			case 1:
				for range w.IntN(4) {
					w.position(party, n, 40)
				}
			default:
				p := w.position(party, n, 0)
				p.Stance, p.To, p.From, p.Options = graph.StanceDemands, graph.Date{}, graph.Date{}, w.some(n)
				if w.chance(50) {
					w.position(party, n, 50)
				}
			}
		}
	}
}

func (w *world) position(party string, issue, conditional int) *graph.Position {
	p := &graph.Position{Key: fmt.Sprintf("p%d", len(w.records)), Party: party, Issue: w.keys[issue], Stance: anyOf(w, outspokenStances...),
		Options: w.some(issue), Salience: w.salience(), Evidence: w.cites()}
	if w.chance(15) {
		p.Stance = anyOf(w, vagueStances...)
		if w.chance(50) {
			p.Options = nil
		}
	}
	if w.chance(conditional) {
		p.Condition = w.condition()
	}
	p.From, p.To = w.days()
	w.add(p)
	return p
}

// condition is often one that another position has as well.
func (w *world) condition() graph.Patterns {
	if len(w.conditions) > 0 && w.chance(40) {
		return anyOf(w, w.conditions...)
	}
	c := w.patterns(2, 2)
	w.conditions = append(w.conditions, c)
	return c
}

// ask makes up the question.
func (w *world) ask() {
	parties, issues := []string{"a", "b", "c", "d"}, w.keys
	if w.chance(40) {
		w.question.Reading = graph.Broad
	}
	if w.calm {
		w.question.Parties = anyOf(w, parties[:3], parties, nil)
		return
	}
	if w.chance(50) {
		w.question.Parties = anyOf(w, []string{"a", "b"}, []string{"a", "b", "c"}, []string{"b", "c"}, []string{"c"}, []string{"d", "a"}, []string{})
		parties = w.question.Parties
	}
	if w.chance(25) && len(w.keys) > 1 {
		w.question.Issues = w.keys[:1+w.IntN(len(w.keys)-1)]
		issues = w.question.Issues
	}
	if w.chance(30) {
		w.question.Floor = anyOf(w, &graph.Floor{Reliability: anyOf(w, grades...)}, &graph.Floor{Credibility: w.IntN(7)},
			&graph.Floor{Reliability: "C", Credibility: 3, Unjudged: true}, &graph.Floor{Sources: []string{"src1", "src2"}}, &graph.Floor{})
	}
	if w.chance(15) {
		w.without = anyOf(w, "src0", "src1", "src2")
	}
	if w.chance(30) && len(w.keys) > 0 {
		w.scenario = "s"
	}
	if w.chance(30) {
		w.question.Suppose.Assumes = graph.Pattern{}
		w.suppose(&w.question.Suppose.Relaxes, &w.question.Suppose.Adds, w.question.Suppose.Assumes, "ax", issues, parties)
	}
}

// view asks the question. Where it supposes what the scenario rules out, it is asked without.
func (w *world) view(t testing.TB) *graph.View {
	t.Helper()
	v := see(t, graph.ViewOptions{Scenario: w.scenario, Without: w.without}, w.records...)
	asked, err := w.question.In(v)
	if err != nil && w.scenario != "" && graph.CodeOf(err) == graph.CodeInvalid {
		w.question.Suppose = graph.Supposition{}
		asked, err = w.question.In(v)
	}
	if err != nil {
		t.Fatal(err)
	}
	return asked
}
