package schema

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/analysis/conflict"
	"parley/graph"
)

// connections are lists to walk: a query with a hole for the page arguments, the path of the connection, and
// what names a node.
var connections = []struct{ name, query, path, key string }{
	{"parties", `{parties(%s){%s}}`, "parties", "key"},
	{"people", `{people(%s){%s}}`, "people", "key"},
	{"all statements", `{statements(%s){%s}}`, "statements", "key"},
	{"statements for a party", `{statements(filter:{parties:["russia"]} %s){%s}}`, "statements", "key"},
	{"sources", `{sources(%s){%s}}`, "sources", "key"},
	{"events", `{events(%s){%s}}`, "events", "key"},
	{"search", `{search(text:"o" %s){%s}}`, "search", "key"},
	{"changes", `{changes(%s){%s}}`, "changes", "sequence"},
	{"issues", `{negotiation(key:"example"){issues(%s){%s}}}`, "negotiation.issues", "key"},
	{"red lines", `{negotiation(key:"example"){redLines(%s){%s}}}`, "negotiation.redLines", "key"},
	{"positions", `{negotiation(key:"example"){positions(%s){%s}}}`, "negotiation.positions", "key"},
	{"proposals", `{negotiation(key:"example"){proposals(%s){%s}}}`, "negotiation.proposals", "key"},
	{"conflicts", `{negotiation(key:"example"){conflicts(%s){%s}}}`, "negotiation.conflicts", "id"},
	{"groups", `{negotiation(key:"example"){conflictGroups(%s){%s}}}`, "negotiation.conflictGroups", "explanation"},
	{"by issue, last first", `{negotiation(key:"example"){conflicts(orderBy:{field:ISSUE,direction:DESC} %s){%s}}}`, "negotiation.conflicts", "id"},
	{"by score, lowest first", `{negotiation(key:"example"){conflicts(orderBy:{field:SCORE,direction:ASC} %s){%s}}}`, "negotiation.conflicts", "id"},
	{"thin ice", `{negotiation(key:"example"){thinIce{records(%s){%s}}}}`, "negotiation.thinIce.records", "recordKey"},
	{"timeline", `{negotiation(key:"example"){timeline(%s){%s}}}`, "negotiation.timeline", "recordKey"},
	{"statements", `{source(key:"illustration"){statements(%s){%s}}}`, "source.statements", "key"},
	{"of a party", `{party(key:"russia"){conflicts(%s){%s}}}`, "party.conflicts", "id"},
}

// walk reads a connection in pages of n, forwards or backwards, and returns the keys in the list's order.
// Between pages it lets something happen.
func (f *fixture) walk(query, path, key string, n int, backwards bool, between func()) []string {
	f.Helper()
	args, page, ahead := "first", "after", "hasNextPage"
	if backwards {
		args, page, ahead = "last", "before", "hasPreviousPage"
	}
	var all []string
	cursor := ""
	for {
		a := fmt.Sprintf("%s:%d", args, n)
		if cursor != "" {
			a += fmt.Sprintf(" %s:%q", page, cursor)
		}
		c := f.ask(fmt.Sprintf(query, a, "edges{cursor node{"+key+"}} nodes{"+key+"} totalCount pageInfo{startCursor endCursor hasNextPage hasPreviousPage}"), path)
		var keys []string
		for i, e := range at(c, "edges").([]any) {
			keys = append(keys, at(e, "node."+key).(string))
			if at(c, fmt.Sprintf("nodes.%d.%s", i, key)) != keys[i] {
				f.Fatal("nodes are not the edges' nodes")
			}
		}
		info := at(c, "pageInfo").(map[string]any)
		if len(keys) > n || len(keys) > 0 && info["endCursor"] != at(c, fmt.Sprintf("edges.%d.cursor", len(keys)-1)) {
			f.Fatalf("a page of %d has %d, %v", n, len(keys), info)
		}
		if backwards {
			all, cursor = append(keys, all...), fmt.Sprint(info["startCursor"])
		} else {
			all, cursor = append(all, keys...), fmt.Sprint(info["endCursor"])
		}
		if info[ahead] != true {
			return all
		}
		between()
	}
}

// TestPagesCoverTheList walks every connection by pages of all sizes in both directions: each thing once, in order.
func TestPagesCoverTheList(t *testing.T) {
	f := example(t)
	f.put("more", moreConflicts()...)
	for _, c := range connections {
		whole := f.walk(c.query, c.path, c.key, 500, false, func() {})
		if len(whole) == 0 {
			t.Errorf("%s is empty", c.name)
		}
		for _, n := range []int{1, 2, 3, 7, len(whole), len(whole) + 1} {
			if n > 1 && n < 3 && len(whole) > 40 {
				continue
			}
			for _, backwards := range []bool{false, true} {
				if got := f.walk(c.query, c.path, c.key, n, backwards, func() {}); !slices.Equal(got, whole) {
					t.Errorf("%s, pages of %d, backwards %v: %v, want %v", c.name, n, backwards, got, whole)
				}
			}
		}
	}
}

// moreConflicts give the example parties more to differ on.
func moreConflicts() []graph.Record {
	var list []graph.Record
	for i, p := range []string{"ukraine", "russia", "europe"} {
		for j, issue := range []string{"territory", "guarantee", "troops"} {
			option := [][]string{{"ukraine", "russia", "frozen"}, {"article5", "none", "assurances"}, {"nato", "none", "european"}}[j][i]
			salience := 10 * (i + j)
			list = append(list, &graph.Position{
				Key: fmt.Sprintf("more-%s-%s", p, issue), Party: p, Issue: issue, Stance: graph.StanceDemands, Options: []string{option},
				Salience: &salience, From: graph.MustDate(fmt.Sprintf("2025-01-%02d", 1+i+j)),
			})
		}
	}
	return list
}

// TestPagesStandStillWhileTheGraphMoves adds and retires records between pages: what was there all along comes
// exactly once.
func TestPagesStandStillWhileTheGraphMoves(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, backwards := range []bool{false, true} {
		f := example(t)
		f.put("lines", manyLines(30)...)
		query, path := `{negotiation(key:"example"){redLines(%s){%s}}}`, "negotiation.redLines"
		before := f.walk(query, path, "key", 500, false, func() {})
		gone := map[string]bool{}
		next := 1000
		got := f.walk(query, path, "key", 3, backwards, func() {
			if rng.IntN(2) == 0 {
				line := manyLines(1)[0].(*graph.RedLine)
				line.Key = fmt.Sprintf("line-%04d-%d", rng.IntN(30), next)
				next++
				f.put("another", line)
				return
			}
			key := before[rng.IntN(len(before))]
			if !gone[key] && strings.HasPrefix(key, "line") {
				gone[key] = true
				f.commit("gone", graph.Op{Retire: graph.Ref{Kind: graph.KindRedLine, Key: key}})
			}
		})
		seen := map[string]int{}
		for _, key := range got {
			seen[key]++
		}
		for _, key := range before {
			if seen[key] > 1 || seen[key] == 0 && !gone[key] {
				t.Errorf("backwards %v: %s came %d times", backwards, key, seen[key])
			}
		}
		if !slices.IsSorted(got) {
			t.Errorf("out of order: %v", got)
		}
	}
}

func TestPageArguments(t *testing.T) {
	f := example(t)
	for args, words := range map[string]string{
		"first:0": "first is 0: ask for 1 to 500", "first:-1": "first is -1", "first:501": "1 to 500", "last:0": "last is 0", "last:501": "last",
		"first:1,last:1": "exclude one another", `after:"x"`: "after is not a cursor", `before:"%%%"`: "before is not a cursor", `after:""`: "not a cursor",
	} {
		f.fails("{parties("+args+"){totalCount}}", CodeBadInput, words)
	}
	cursor := f.ask(`{parties(first:1){pageInfo{endCursor}}}`, "parties.pageInfo.endCursor").(string)
	for _, other := range []string{
		`{negotiations(after:%q){totalCount}}`, `{parties(filter:{kinds:[STATE]},after:%q){totalCount}}`, `{search(text:"a",after:%q){totalCount}}`,
		`{parties(asOf:"2025-01-01",after:%q){totalCount}}`,
	} {
		f.fails(fmt.Sprintf(other, cursor), CodeBadInput, "another list")
	}
	order := `{negotiation(key:"example"){conflicts(orderBy:{field:%s},first:1%s){pageInfo{endCursor}}}}`
	cursor = f.ask(fmt.Sprintf(order, "SCORE", ""), "negotiation.conflicts.pageInfo.endCursor").(string)
	f.fails(fmt.Sprintf(order, "KIND", fmt.Sprintf(",after:%q", cursor)), CodeBadInput, "order")
	f.fails(fmt.Sprintf(`{negotiation(key:"example",reading:BROAD){conflicts(orderBy:{field:SCORE},after:%q){totalCount}}}`, cursor), CodeBadInput, "another list")
	f.ask(fmt.Sprintf(`{negotiations{nodes{conflicts(orderBy:{field:SCORE},first:1,after:%q){totalCount}}}}`, cursor), "")
	f.equal(f.ask(`{parties{nodes{key}}}`, "parties.nodes"), `[{"key":"europe"},{"key":"russia"},{"key":"ukraine"}]`)
}

func TestAfterAndBefore(t *testing.T) {
	f := example(t)
	var cursors []any = f.ask(`{parties{edges{cursor}}}`, "parties.edges.cursor").([]any)
	between := `{parties(after:%q,before:%q){nodes{key} pageInfo{hasNextPage hasPreviousPage}}}`
	f.equal(f.ask(fmt.Sprintf(between, cursors[0], cursors[2]), "parties"), `{"nodes":[{"key":"russia"}],"pageInfo":{"hasNextPage":true,"hasPreviousPage":true}}`)
	f.equal(f.ask(fmt.Sprintf(between, cursors[2], cursors[0]), "parties.nodes"), `[]`)
}

// TestConflictPositions holds that positions sort as package conflict does.
func TestConflictPositions(t *testing.T) {
	f := example(t)
	f.put("more", moreConflicts()...)
	v, err := f.db.Snapshot().View(graph.ViewOptions{Negotiation: "example", AsOf: graph.DayOf(now)})
	if err != nil {
		t.Fatal(err)
	}
	found, err := conflict.Find(t.Context(), v)
	if err != nil || len(found) < 10 {
		t.Fatal(len(found), err)
	}
	for _, field := range append(graph.Words(conflict.OrderField("")), "") {
		for _, descending := range []bool{false, true} {
			o := conflict.Order{Field: conflict.OrderField(field), Descending: descending}
			conflict.Sort(found, o)
			if !slices.IsSortedFunc(found, func(a, b *conflict.Conflict) int {
				return strings.Compare(conflictPosition(a, o), conflictPosition(b, o))
			}) {
				t.Errorf("positions do not sort as %+v", o)
			}
		}
	}
}
