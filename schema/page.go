package schema

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"sort"

	"parley/graph"
)

// Limits on pages.
const (
	maxPage     = 500
	defaultPage = 50
)

var pageArgs = []arg{
	{"first", "Int", "How many to return, from the front or after the cursor: 1 to 500; 50 where neither first nor last is given."},
	{"after", "String", "Return what comes after this cursor."},
	{"last", "Int", "How many to return, from the end or before the cursor: 1 to 500."},
	{"before", "String", "Return what comes before this cursor."},
}

// series is what a connection pages through: n things in a fixed order. Position is a text that sorts as the
// list does and is no other thing's; it stays the same while things come and go around it, so that pages
// neither repeat nor skip what was there all along.
type series struct {
	n        int
	at       func(int) any
	position func(int) string
	partial  bool // there is more than could be listed
	// seek finds the first thing at a position or after it; past: after it. Nil means by bisection.
	seek func(position string, past bool) (int, error)
}

// listOf makes a series of items that are sorted by position already.
func listOf[T any](items []T, show func(T) any, position func(T) string) series {
	return series{n: len(items), at: func(i int) any { return show(items[i]) }, position: func(i int) string { return position(items[i]) }}
}

// page is part of a list, as a connection shows it.
type page struct {
	series
	from, to int
	identity [8]byte
}

// page cuts the page that first, after, last and before ask for. Owner names the thing the list belongs to and
// the lens it is seen through; with the field and its other arguments it makes the identity that cursors carry.
func (c *call) page(owner string, l series) (page, error) {
	p := page{series: l, to: l.n, identity: c.identity(owner)}
	first, err := c.size("first")
	if err != nil {
		return p, err
	}
	last, err := c.size("last")
	if err != nil {
		return p, err
	}
	if first > 0 && last > 0 {
		return p, badInput("first and last exclude one another: give one of them")
	}
	if err := c.bounds(&p); err != nil {
		return p, err
	}
	switch {
	case last > 0:
		p.from = max(p.from, p.to-last)
	case first > 0:
		p.to = min(p.to, p.from+first)
	default:
		p.to = min(p.to, p.from+defaultPage)
	}
	return p, nil
}

// size reads first or last; 0 means not given.
func (c *call) size(name string) (int, error) {
	n, given := c.number(name)
	if given && (n < 1 || n > maxPage) {
		return 0, badInput("%s is %d: ask for 1 to %d", name, n, maxPage)
	}
	return n, nil
}

// bounds narrows the page to what lies between the cursors.
func (c *call) bounds(p *page) (err error) {
	if cursor, ok := c.args["after"].(string); ok {
		if p.from, err = p.place("after", cursor, true); err != nil {
			return err
		}
	}
	if cursor, ok := c.args["before"].(string); ok {
		if p.to, err = p.place("before", cursor, false); err != nil {
			return err
		}
		p.to = max(p.from, p.to)
	}
	return nil
}

// place finds the first thing at a cursor or after it; past: after it.
func (p *page) place(name, cursor string, past bool) (int, error) {
	at, err := p.decode(name, cursor)
	if err != nil {
		return 0, err
	}
	if p.seek != nil {
		return p.seek(at, past)
	}
	return sort.Search(p.n, func(i int) bool {
		position := p.position(i)
		return position > at || !past && position == at
	}), nil
}

// identity digests what makes this list this list: owner, field, filter and order.
func (c *call) identity(owner string) (id [8]byte) {
	args := maps.Clone(c.args)
	maps.DeleteFunc(args, func(_ string, v any) bool { return v == nil })
	for _, a := range pageArgs {
		delete(args, a.name)
	}
	text, _ := json.Marshal([]any{owner, c.field, args}) // strings, numbers and maps of them: cannot fail
	sum := sha256.Sum256(text)
	copy(id[:], sum[:])
	return id
}

func (p page) cursor(i int) string {
	return base64.RawURLEncoding.EncodeToString(append(p.identity[:], p.position(i)...))
}

func (p page) decode(name, cursor string) (string, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < len(p.identity) {
		return "", badInput("%s is not a cursor: pass on what endCursor, startCursor or an edge gave", name)
	}
	if [8]byte(raw) != p.identity {
		return "", badInput("%s is a cursor of another list, or of the same under another filter or order: start without it", name)
	}
	return string(raw[len(p.identity):]), nil
}

// edge is one thing of a page.
type edge struct {
	page *page
	i    int
}

func (p page) edges() []edge {
	edges := make([]edge, 0, p.to-p.from)
	for i := p.from; i < p.to; i++ {
		edges = append(edges, edge{&p, i})
	}
	return edges
}

func (p page) nodes() []any {
	nodes := make([]any, 0, p.to-p.from)
	for i := p.from; i < p.to; i++ {
		nodes = append(nodes, p.at(i))
	}
	return nodes
}

func (d connection) define(b *builder) {
	name := cmp.Or(d.name, d.of)
	object{name: name + "Connection", doc: "A page of a list: " + d.doc, fields: append([]field{
		{name: "edges", typ: "[" + name + "Edge!]!", doc: "The things on the page, each with its cursor.",
			resolve: get(func(p page) any { return p.edges() })},
		{name: "nodes", typ: "[" + d.of + "!]!", doc: "The things on the page.", resolve: get(func(p page) any { return p.nodes() })},
		{name: "pageInfo", typ: "PageInfo!", doc: "Where the page lies in the list.", resolve: get(func(p page) any { return p })},
		{name: "totalCount", typ: "Int!", doc: cmp.Or(d.count, "How many the whole list has."), resolve: get(func(p page) any { return p.n })},
	}, d.extra...)}.define(b)
	object{name: name + "Edge", doc: "One thing of a list, with its place.", fields: []field{
		{name: "cursor", typ: "String!", doc: "Its place, for after and before.", resolve: get(func(e edge) any { return e.page.cursor(e.i) })},
		{name: "node", typ: d.of + "!", doc: "The thing itself.", resolve: get(func(e edge) any { return e.page.at(e.i) })},
	}}.define(b)
}

func pageTypes() []definition {
	bound := func(ok bool, cursor func() string) any {
		if !ok {
			return nil
		}
		return cursor()
	}
	return []definition{object{name: "PageInfo", doc: "Where a page lies in its list.", fields: []field{
		{name: "hasNextPage", typ: "Boolean!", doc: "Whether anything comes after the page.", resolve: get(func(p page) any { return p.to < p.n })},
		{name: "hasPreviousPage", typ: "Boolean!", doc: "Whether anything comes before the page.", resolve: get(func(p page) any { return p.from > 0 })},
		{name: "startCursor", typ: "String", doc: "The place of the page's first thing; null on an empty page.", resolve: get(func(p page) any {
			return bound(p.from < p.to, func() string { return p.cursor(p.from) })
		})},
		{name: "endCursor", typ: "String", doc: "The place of the page's last thing; null on an empty page.", resolve: get(func(p page) any {
			return bound(p.from < p.to, func() string { return p.cursor(p.to - 1) })
		})},
	}}}
}

// paged adds the arguments of every connection behind those of one.
func paged(own ...arg) []arg { return append(own[:len(own):len(own)], pageArgs...) }

// keyed lists records by key, each seen through the lens.
func keyed[T graph.Record](l *lens, items []T) series {
	return listOf(items, func(r T) any { return see(l, r) }, func(r T) string { return r.Ref().Key })
}
