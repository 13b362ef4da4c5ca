package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"parley/analysis/conflict"
	"parley/graph"
)

// overviewRows is how many groups the overview lists one by one.
const overviewRows = 40

// overview lists the conflicts by bloc, gravest first.
func (r *conflicts) overview() {
	r.begin(overviewSection)
	if len(r.groups) == 0 {
		r.say("No two positions on record conflict in this view.")
		return
	}
	r.say("Gravest first. Parties whose side is the same on an issue stand together. The score, 0 to 100, orders conflicts of one ",
		"severity; "+legendSection.String()+" says how it is made.")
	shown, rest := r.groups[:min(overviewRows, len(r.groups))], r.groups[min(overviewRows, len(r.groups)):]
	r.table([]Column{{Title: "Issue"}, {Title: "Who stands against whom"}, {Title: "What"}, {Title: "Severity"},
		{Title: "Score", Align: Right}}, mapped(shown, r.overviewRow))
	if len(rest) > 0 {
		r.say(fmt.Sprintf("And %s (%s), told in %s.", Count(len(rest), "more", "more"), bySeverity(rest, func(g *conflict.Group) conflict.Severity { return g.Severity }), detailSection))
	}
}

// bySeverity counts what has a severity, worst first: two blocking and one mild; or names the only one.
func bySeverity[T any](list []T, of func(T) conflict.Severity) string {
	var parts []string
	for _, s := range graph.Words(conflict.Blocking) {
		n := 0
		for _, x := range list {
			if string(of(x)) == s {
				n++
			}
		}
		switch n {
		case 0:
		case len(list):
			return s
		default:
			parts = append(parts, Number(n)+" "+s)
		}
	}
	return JoinAnd(parts)
}

func (r *conflicts) overviewRow(g *conflict.Group) []Text {
	return []Text{text(issueTitles(g.Issues)), r.blocs(g), text(kindWords[g.Kind]), text(string(g.Severity)), text(scoreWords(g.Score))}
}

func issueTitles(issues []*graph.IssueView) string {
	return JoinAnd(mapped(issues, func(i *graph.IssueView) string { return i.Title }))
}

// scoreWords writes a score to two decimals at most.
func scoreWords(score float64) string {
	return strconv.FormatFloat(math.Round(score*100)/100, 'f', -1, 64)
}

// blocs names who stands against whom, each party with its best words.
func (r *conflicts) blocs(g *conflict.Group) Text {
	return joined(mapped(g.Blocs, func(b conflict.Bloc) Text {
		parties := slices.Clone(b.Parties)
		slices.SortFunc(parties, func(p, q *graph.Party) int { return strings.Compare(p.Name, q.Name) })
		return enumerated(mapped(parties, func(p *graph.Party) Text {
			cited, mark := r.voice(g, p)
			return text(p.Name, cited, mark)
		}))
	}), " against ")
}

// voice cites the best words behind a party's side, and marks those that are not its own.
func (r *conflicts) voice(g *conflict.Group, p *graph.Party) (cited, mark Text) {
	var evidence []string
	var imagined Text
	for _, c := range g.Conflicts {
		for _, s := range c.Sides {
			if s.Party.Key == p.Key && r.v.Supposes(s.Holds) {
				imagined = r.sources(s.Holds)
			} else if s.Party.Key == p.Key {
				evidence = append(evidence, graph.EvidenceOf(s.Holds)...)
			}
		}
	}
	if st, ok := best(r.v, p.Key, evidence); ok {
		return r.cite([]string{st.Key}), remark(st, p.Key)
	}
	if imagined != nil {
		return imagined, nil
	}
	return r.cite(nil), nil
}

// kindWords name the kinds of conflict in tables.
var kindWords = map[conflict.Kind]string{
	conflict.RedLinesClash:            "red lines clash",
	conflict.DemandCrossesRedLine:     "a demand crosses a red line",
	conflict.DemandsDiffer:            "demands differ",
	conflict.PreferenceCrossesRedLine: "a preference crosses a red line",
	conflict.DemandOpposed:            "a demand is opposed",
	conflict.SelfContradiction:        "a party contradicts itself",
	conflict.DemandNarrowed:           "a demand is narrowed",
	conflict.PreferencesDiffer:        "preferences differ",
}

// details goes through the baskets and their issues: what the sides say, and why it cannot all be met.
func (r *conflicts) details() {
	r.begin(detailSection)
	if len(r.groups) == 0 {
		r.say("There is none to tell of.")
		return
	}
	r.say("By basket and issue. The table gives each position and red line that takes part, and what was said, in our words; the source’s ",
		"own stand between quotation marks. Below it, why they cannot all be met. What leaves nothing across several issues together ",
		"stands under the first of them.")
	if r.incomplete != nil {
		r.say("Not complete: " + r.incomplete.Error() + ".")
	}
	topic := ""
	for n, i := range r.contested() {
		if t := topicTitle(i); n == 0 || t != topic {
			topic = t
			r.heading(3, topic)
		}
		r.issueDetail(i)
	}
}

// contested lists the issues with conflicts, by basket and title.
func (r *conflicts) contested() []*graph.IssueView {
	var issues []*graph.IssueView
	for _, i := range r.v.Issues {
		if len(r.on(i)) > 0 {
			issues = append(issues, i)
		}
	}
	slices.SortStableFunc(issues, func(a, b *graph.IssueView) int {
		if c := strings.Compare(topicTitle(a), topicTitle(b)); c != 0 {
			return c
		}
		return strings.Compare(a.Title, b.Title)
	})
	return issues
}

func topicTitle(i *graph.IssueView) string {
	if i.Topic == "" {
		return "Other issues"
	}
	return Sentence(strings.ReplaceAll(i.Topic, "-", " "))
}

// on lists the groups of conflicts on an issue; one across several is told at the first of them.
func (r *conflicts) on(i *graph.IssueView) []*conflict.Group {
	var groups []*conflict.Group
	for _, g := range r.groups {
		if g.Issues[0].Key == i.Key {
			groups = append(groups, g)
		}
	}
	return groups
}

func (r *conflicts) issueDetail(i *graph.IssueView) {
	groups := r.on(i)
	r.heading(4, i.Title)
	r.say(Span{Text: i.Question, Style: Emphasis})
	r.table([]Column{{Title: "Party"}, {Title: "Stand"}, {Title: "What was said (our words)"}, {Title: "Since"}, {Title: "Sources"}},
		mapped(r.holds(groups), func(s conflict.Side) []Text {
			return []Text{text(s.Party.Name), text(standWords(r.v, s.Holds)), r.words(s.Holds), text(sinceWords(s.Holds)), r.sources(s.Holds)}
		}))
	r.list(mapped(groups, r.groupItem))
}

// holds lists what takes part in the groups, each once, by party.
func (r *conflicts) holds(groups []*conflict.Group) []conflict.Side {
	var sides []conflict.Side
	seen := map[graph.Ref]bool{}
	for _, g := range groups {
		for _, c := range g.Conflicts {
			for _, s := range c.Sides {
				if !seen[s.Holds.Ref()] {
					seen[s.Holds.Ref()] = true
					sides = append(sides, s)
				}
			}
		}
	}
	slices.SortFunc(sides, func(a, b conflict.Side) int {
		if c := strings.Compare(a.Party.Name, b.Party.Name); c != 0 {
			return c
		}
		return strings.Compare(a.Holds.Ref().String(), b.Holds.Ref().String())
	})
	return sides
}

// groupItem tells in prose what a group is about, with the words behind each side.
func (r *conflicts) groupItem(g *conflict.Group) Text {
	t := text(strong(Sentence(string(g.Severity))+", score "+scoreWords(g.Score)+"."), " "+g.Explanation)
	var others []string
	for _, b := range g.Blocs {
		for _, p := range b.Parties {
			cited, mark := r.voice(g, p)
			t = text(t, cited)
			if mark != nil {
				others = append(others, p.Name)
			}
		}
	}
	if len(others) > 0 {
		t = text(t, " By others’ account only: "+JoinAnd(unique(others))+".")
	}
	return text(t, " "+heldSince(g))
}

// heldSince says how many conflicts a group counts as and how long they have held.
func heldSince(g *conflict.Group) string {
	since := mapped(g.Conflicts, func(c *conflict.Conflict) graph.Day { return c.Since })
	oldest, newest := slices.Min(since), slices.Max(since)
	switch {
	case len(since) == 1:
		return "Held since " + spanStart(oldest) + "."
	case oldest == newest:
		return fmt.Sprintf("%s, held since %s.", Sentence(Count(len(since), "conflict", "")), spanStart(oldest))
	}
	return fmt.Sprintf("%s, the oldest held since %s, the newest since %s.", Sentence(Count(len(since), "conflict", "")), spanStart(oldest), spanStart(newest))
}

func spanStart(d graph.Day) string {
	if d == graph.MinDay {
		return "before the record begins"
	}
	return DayWords(d)
}
