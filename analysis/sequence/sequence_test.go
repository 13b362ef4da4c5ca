package sequence

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

// peace is a case in which the order of ceasefire, talks and settlement is in dispute.
func peace(more ...graph.Record) []graph.Record {
	return frame([]string{"ceasefire", "talks", "settlement", "withdrawal"}, append([]graph.Record{
		issue("start",
			option("first", "ceasefire", "talks", "settlement"), option("limited", "ceasefire", "settlement"),
			option("after-withdrawal", "withdrawal", "ceasefire"), option("last", "settlement", "ceasefire"), option("never")),
		issue("forces", option("leave", "settlement", "withdrawal"), option("stay")),
	}, more...)...)
}

func show(list []*Precedence) string {
	var words []string
	for _, p := range list {
		w := fmt.Sprintf("%s %s<%s %s", p.Party.Key, p.Before.Key, p.After.Key, p.Strength)
		for _, g := range p.Grounds {
			w += " " + refs(g.Records())
			for _, y := range g.Yet {
				w += " yet " + y.Key
			}
		}
		words = append(words, w)
	}
	return strings.Join(words, "\n")
}

func TestPrecedences(t *testing.T) {
	conditional := position("p", "aland", "start", graph.StanceDemands, "last")
	conditional.Condition = graph.Patterns{{"forces": {"stay"}}}
	for _, tt := range []struct {
		name    string
		o       graph.ViewOptions
		records []graph.Record
		want    string
	}{
		{"an option with an order", graph.ViewOptions{}, []graph.Record{position("p", "aland", "start", graph.StanceDemands, "last")},
			"aland settlement<ceasefire demanded [position/p]"},
		{"only what all alternatives share", graph.ViewOptions{}, []graph.Record{position("p", "aland", "start", graph.StancePrefers, "first", "limited")},
			"aland ceasefire<settlement preferred [position/p]"},
		{"alternatives that share nothing", graph.ViewOptions{}, []graph.Record{position("p", "aland", "start", graph.StanceDemands, "last", "after-withdrawal")}, ""},
		{"an alternative without an order", graph.ViewOptions{}, []graph.Record{position("p", "aland", "start", graph.StanceDemands, "last", "never")}, ""},
		{"what is accepted, opposed or left open is not asked for", graph.ViewOptions{}, []graph.Record{
			position("p", "aland", "start", graph.StanceAccepts, "last"), position("q", "aland", "start", graph.StanceOpposes, "first"),
			position("r", "bland", "start", graph.StanceOpen, "last"),
		}, ""},
		{"a condition nobody supposes to be met", graph.ViewOptions{}, []graph.Record{conditional}, ""},
		{"a condition supposed to be met", graph.ViewOptions{Suppose: graph.Supposition{Assumes: graph.Pattern{"forces": {"stay"}}}}, []graph.Record{conditional},
			"aland settlement<ceasefire demanded [position/p]"},
		{"a party that says another thing too", graph.ViewOptions{}, []graph.Record{
			position("p", "aland", "start", graph.StanceDemands, "last"), position("q", "aland", "start", graph.StanceAccepts, "last", "never"),
		}, "aland settlement<ceasefire demanded [position/p] yet q"},
		{"a party outside the view", graph.ViewOptions{Parties: []string{"bland"}}, []graph.Record{position("p", "aland", "start", graph.StanceDemands, "last")}, ""},
		{"an issue outside the view", graph.ViewOptions{Issues: []string{"forces"}}, []graph.Record{position("p", "aland", "start", graph.StanceDemands, "last")}, ""},
		{"red lines that leave one order", graph.ViewOptions{}, []graph.Record{
			line("r1", "aland", graph.Pattern{"start": {"first", "limited"}}), line("r2", "aland", graph.Pattern{"start": {"after-withdrawal", "never"}}),
		}, "aland settlement<ceasefire red-line [red-line/r1 red-line/r2]"},
		{"a line that rules out nothing without the order is no reason", graph.ViewOptions{}, []graph.Record{
			line("r1", "aland", graph.Pattern{"start": {"last", "after-withdrawal", "never"}}), line("r2", "aland", graph.Pattern{"start": {"limited"}}),
		}, "aland ceasefire<talks red-line [red-line/r1 red-line/r2]\naland ceasefire<settlement red-line [red-line/r1]\naland talks<settlement red-line [red-line/r1 red-line/r2]"},
		{"lines of two parties are not added up", graph.ViewOptions{}, []graph.Record{
			line("r1", "aland", graph.Pattern{"start": {"first", "limited"}}), line("r2", "bland", graph.Pattern{"start": {"after-withdrawal", "never"}}),
		}, ""},
		{"a line across issues leaves the option open elsewhere", graph.ViewOptions{}, []graph.Record{
			line("r1", "aland", graph.Pattern{"start": {"first", "limited", "never"}}), line("r2", "aland", graph.Pattern{"start": {"after-withdrawal"}, "forces": {"leave"}}),
		}, ""},
		{"lines that leave nothing", graph.ViewOptions{}, []graph.Record{
			line("r1", "aland", graph.Pattern{"start": {"first", "limited", "after-withdrawal", "last", "never"}}),
		}, ""},
		{"the strongest ground first", graph.ViewOptions{}, []graph.Record{
			position("a", "aland", "start", graph.StancePrefers, "last"), position("b", "aland", "start", graph.StanceDemands, "last"),
			line("r1", "aland", graph.Pattern{"start": {"first", "limited", "after-withdrawal", "never"}}),
		}, "aland settlement<ceasefire red-line [red-line/r1] [position/b] [position/a]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(find(t, view(t, tt.o, peace(tt.records...)...)).Precedences); got != tt.want {
				t.Errorf("precedences\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func one(t *testing.T, list []Circle) Circle {
	t.Helper()
	if len(list) != 1 {
		t.Fatalf("%d circles, want 1", len(list))
	}
	return list[0]
}

func TestYouFirst(t *testing.T) {
	stands := position("p1", "aland", "start", graph.StanceDemands, "first")
	stands.From = graph.MustDate("2025-06")
	s := find(t, view(t, graph.ViewOptions{}, peace(
		stands, position("p2", "cland", "start", graph.StancePrefers, "limited"), position("p3", "bland", "start", graph.StanceDemands, "last"),
		line("r", "bland", graph.Pattern{"start": {"first", "limited", "never", "after-withdrawal"}}),
	)...))
	c := one(t, s.Circles) // and none over talks: aland wants the short way as well
	if want := "You first: aland demands, and cland prefers, “step ceasefire” before “step settlement”; bland leaves only “step settlement” before “step ceasefire”."; !c.YouFirst || c.Explanation != want {
		t.Errorf("%v %s\nwant %s", c.YouFirst, c.Explanation, want)
	}
	for n, want := range []string{
		"It opens here once “step ceasefire” before “step settlement” is given up by aland (the demand of 2025-06) and cland (the preference “p2”).",
		"It opens here once “step settlement” before “step ceasefire” is given up by bland (the demand “p3” and the red line “line r”).",
	} {
		if got := c.Edges[n].Explanation; got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// Three parties go round over three steps; each of them alone, and any two, could be met.
func TestLongCircle(t *testing.T) {
	s := find(t, view(t, graph.ViewOptions{}, peace(
		position("p1", "aland", "start", graph.StanceDemands, "last"), position("p2", "bland", "forces", graph.StanceDemands, "leave"),
		position("p3", "cland", "start", graph.StanceDemands, "after-withdrawal"),
	)...))
	if len(s.Circles) != 0 {
		t.Fatalf("%s: settlement, withdrawal, ceasefire is an order", s.Circles[0].Explanation)
	}
	s = find(t, view(t, graph.ViewOptions{}, peace(
		position("p1", "aland", "start", graph.StanceDemands, "limited"), position("p2", "bland", "forces", graph.StanceDemands, "leave"),
		position("p3", "cland", "start", graph.StanceDemands, "after-withdrawal"), line("r", "dland", graph.Pattern{"start": {"last"}}),
	)...))
	c := one(t, s.Circles)
	if want := "Each step waits for the next: aland demands “step ceasefire” before “step settlement”; bland demands “step settlement” before “step withdrawal”; cland demands “step withdrawal” before “step ceasefire”."; c.YouFirst || c.Explanation != want {
		t.Errorf("%v %s\nwant %s", c.YouFirst, c.Explanation, want)
	}
}

// One record behind two pairs of a circle is named with each.
func TestSharedRecord(t *testing.T) {
	s := find(t, view(t, graph.ViewOptions{}, frame([]string{"a", "b", "c", "d"},
		issue("i", option("one", "a", "b", "c"), option("two", "c", "d"), option("three", "d", "a")),
		issue("j", option("both", "a", "b"), option("neither", "b", "c")),
		position("p1", "aland", "i", graph.StanceDemands, "two"), position("p2", "bland", "i", graph.StanceDemands, "three"),
		position("p3", "cland", "j", graph.StanceDemands, "both"), line("r", "dland", graph.Pattern{"i": {"two", "three"}, "j": {"neither"}}),
		&graph.Issue{Key: "k", Negotiation: "n", Title: "K", Question: "K?", Options: []graph.Option{option("x", "b", "c"), option("y")}},
		line("both", "dland", graph.Pattern{"k": {"y"}}, graph.Pattern{"l": {"y"}}),
		issue("l", option("x", "d", "a"), option("y")),
	)...))
	c := one(t, s.Circles)
	if len(c.Edges) != 4 || refs(c.Edges[1].Shared) != "[red-line/both]" || refs(c.Edges[3].Shared) != "[red-line/both]" || len(c.Edges[0].Shared) != 0 {
		t.Errorf("%s\nshared %v", c.Explanation, c.Edges)
	}
	if want := "is given up by dland (the red line “line both”); the red line “line both” stands behind another pair of it too."; !strings.HasSuffix(c.Edges[1].Explanation, want) {
		t.Errorf("%s\nwant ...%s", c.Edges[1].Explanation, want)
	}
}

func TestPartyAgainstItself(t *testing.T) {
	s := find(t, view(t, graph.ViewOptions{}, peace(
		position("p1", "aland", "start", graph.StanceDemands, "last"), position("p2", "aland", "start", graph.StancePrefers, "limited"),
	)...))
	if len(s.Circles) != 0 {
		t.Errorf("a circle of one party: %s", s.Circles[0].Explanation)
	}
	c := one(t, s.Inconsistent)
	if want := "A party against itself: aland prefers “step ceasefire” before “step settlement”; aland demands “step settlement” before “step ceasefire”."; c.YouFirst || c.Explanation != want {
		t.Errorf("%v %s\nwant %s", c.YouFirst, c.Explanation, want)
	}
}

func TestPrecedenceExplanation(t *testing.T) {
	p := position("p", "aland", "start", graph.StanceDemands, "first", "limited")
	p.From = graph.MustDate("2025-06-02")
	s := find(t, view(t, graph.ViewOptions{}, peace(p, position("q", "aland", "start", graph.StancePrefers, "last"), position("r", "aland", "start", graph.StanceAccepts, "never"),
		line("r1", "bland", graph.Pattern{"start": {"first", "limited"}}), line("r2", "bland", graph.Pattern{"start": {"last", "never"}}))...))
	for n, want := range []string{
		"aland demands “step ceasefire” before “step settlement”: it demands “label first” or “label limited” on “Issue start” (since 2025-06-02), but also prefers “label last” and accepts “label never”.",
		"aland prefers “step settlement” before “step ceasefire”: it prefers “label last” on “Issue start”, but also demands “label first” or “label limited” (since 2025-06-02) and accepts “label never”.",
		"bland leaves only “step withdrawal” before “step ceasefire”: its red lines “line r1” and “line r2” leave only “label after-withdrawal” on “Issue start”.",
	} {
		if got := s.Precedences[n].Explanation; got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// crowd has many steps, each of which somebody wants before each other one, but nobody two of them both ways.
func crowd(steps int) []graph.Record {
	var keys []string
	for n := range steps {
		keys = append(keys, fmt.Sprintf("s%02d", n))
	}
	records := frame(keys)
	for x := range steps {
		for y := range steps {
			if x == y {
				continue
			}
			key := fmt.Sprintf("%s-%s", keys[x], keys[y])
			records = append(records, &graph.Party{Key: key, Name: key, Kind: graph.PartyState},
				issue(key, option("so", keys[x], keys[y]), option("other")), position(key, key, key, graph.StanceDemands, "so"))
		}
	}
	return records
}

func TestFindIsBounded(t *testing.T) {
	v := view(t, graph.ViewOptions{}, crowd(10)...)
	s, err := Find(context.Background(), v, Limits{First: 100})
	if err != nil || s.Complete || len(s.Circles) != 100 || len(s.Circles[99].Edges) != 3 {
		t.Fatalf("%d circles, complete %v, error %v", len(s.Circles), s.Complete, err)
	}
	s, err = Find(context.Background(), v, Limits{First: 1 << 40, Time: time.Nanosecond})
	if err != nil || s.Complete || len(s.Precedences) != 10*9 {
		t.Errorf("%d precedences, complete %v, error %v", len(s.Precedences), s.Complete, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Find(ctx, v, Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}
