package schema

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"parley/analysis/settle"
)

func dealTypes() []definition {
	type deal = *settle.Deal
	return []definition{
		connection{of: "Deal", doc: "deals, best first.", count: "How many the whole list has, at most 2147483647: the field dealCount of the settlement is exact."},
		object{name: "Deal", doc: "A package that crosses no red line and no rule, and what it means to the parties asked about. The example of a concession crosses nothing but the red lines given up.", fields: fieldList(
			field{name: "choices", typ: "[Choice!]!", doc: "The option it takes on every issue, by issue.",
				resolve: get(func(s seen[deal]) any { return seeAll(s.lens, s.it.Choices) })},
			field{name: "scores", typ: "[PartyScore!]!", doc: "How much of what each party is on record about it gives the party, by party.",
				resolve: get(func(s seen[deal]) any { return seeAll(s.lens, s.it.Scores) })},
			plain("silentCount", "Int!", "On how many cells, each a party with an issue, it rests on silence.", func(d deal) any { return len(d.Silent) }),
			field{name: "silences", typ: "[Silence!]!", doc: "Where it rests on silence, by party, then issue.",
				resolve: get(func(s seen[deal]) any { return seeAll(s.lens, s.it.Silent) })},
			plain("opposedCount", "Int!", "On how many cells a party opposes the option or demands another.", func(d deal) any { return len(d.Opposed) }),
			field{name: "opposed", typ: "[OpposedCell!]!", doc: "Where a party opposes the option or demands another, short of a red line; by party, then issue.",
				resolve: get(func(s seen[deal]) any { return seeAll(s.lens, s.it.Opposed) })},
		)},
		object{name: "Choice", doc: "An option taken on an issue.", fields: fieldList(
			field{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[settle.Choice]) any { return see(s.lens, s.it.Issue.Issue) })},
			plain("issueKey", "String!", "The key of the issue.", func(c settle.Choice) any { return c.Issue.Key }),
			field{name: "option", typ: "Option!", doc: "The option.",
				resolve: get(func(s seen[settle.Choice]) any { return see(s.lens, option{s.it.Option, s.it.Issue.Issue}) })},
			plain("optionKey", "String!", "The key of the option.", func(c settle.Choice) any { return c.Option.Key }),
			plain("optionLabel", "String!", "The option in a few words.", func(c settle.Choice) any { return c.Option.Label }),
		)},
		object{name: "PartyScore", doc: "How much of what a party is on record about a deal gives it. No score makes up for a red line crossed.", fields: fieldList(
			field{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[settle.PartyScore]) any { return see(s.lens, s.it.Party) })},
			plain("partyKey", "String!", "The key of the party.", func(p settle.PartyScore) any { return p.Party.Key }),
			plain("score", "Float!", "0 to 100: the salience of the issues on which the party demands, prefers or accepts the option taken, as a share of the salience of all issues on which it has a position. Salience not stated counts as 50; a party without positions scores 0.", func(p settle.PartyScore) any { return p.Score }),
		)},
		object{name: "OpposedCell", doc: "A party and an issue on which it opposes the option taken, or demands another. That blocks no deal.", fields: cellFields(func(c settle.Cell) settle.Cell { return c })},
	}
}

// dealsField pages through the deals. A view can have more than anybody could list, and they are found one after another
// from either end; so a cursor says where a deal stood as well as how it is placed.
func dealsField() field {
	return field{
		name: "deals", typ: "DealConnection!",
		doc:  fmt.Sprintf("The deals, best first, as far as %d from either end; to see others, settle some issues by assume.", deepest),
		args: paged(arg{"rankBy", "DealRank", "In which order. Default: LEAST_SILENT."}),
		resolve: with(func(c *call, s seen[*settle.Settlement]) (any, error) {
			total, err := s.it.Deals(c.ctx)
			if err != nil {
				return nil, err
			}
			d := &dealList{Settlement: s.it, by: settle.DealRank(cmp.Or(c.text("rankBy"), string(settle.LeastSilent))), n: atMost(total, math.MaxInt32)}
			p, err := c.page(s.owner()+d.shape(), series{n: d.n, seek: func(at string, past bool) (int, error) { return d.seek(c.ctx, at, past) }})
			if err != nil {
				return nil, err
			}
			return d.fill(c.ctx, s.lens, p)
		}),
	}
}

func atMost(n *big.Int, most int) int {
	if n.IsInt64() {
		return int(min(n.Int64(), int64(most)))
	}
	return most
}

// deepest is how far from either end of a list of deals a page can lie, and stride how many are gone through before
// somebody looks whether the request still stands.
const deepest, stride = 10_000, 500

// dealList is the deals of a settlement in an order. Of more deals than n those in the middle have no number: nobody
// comes so far.
type dealList struct {
	*settle.Settlement
	by      settle.DealRank
	n       int
	reached [2]int // from the front, and from the back
}

// shape is what a deal's placing rests on besides the order: another issue or option, and it is another list.
func (d *dealList) shape() string {
	var b strings.Builder
	for _, i := range d.View.Issues {
		b.WriteString("\n" + i.Key)
		for _, o := range i.Options {
			b.WriteString(" " + o.Key)
		}
	}
	return b.String()
}

// deal returns the i-th deal, found from the nearer end.
func (d *dealList) deal(ctx context.Context, i int) (*settle.Deal, error) {
	rank, end := i, 0
	if back := d.n - 1 - i; back < i {
		rank, end = back, 1
	}
	if rank >= deepest {
		return nil, faultf(CodeTooComplex, "the page lies more than %d deals from either end: settle some issues by assume, or page from the other end", deepest)
	}
	for d.reached[end]+stride < rank {
		d.reached[end] += stride
		if _, err := d.Deal(ctx, d.by, end == 1, d.reached[end]); err != nil {
			return nil, err
		}
	}
	return d.Deal(ctx, d.by, end == 1, rank)
}

// placing sorts as the list does: what the order counts, then the options by issue.
func (d *dealList) placing(deal *settle.Deal) string {
	first, second := len(deal.Silent), len(deal.Opposed)
	switch d.by {
	case settle.LeastOpposed:
		first, second = second, first
	case settle.HighestScore: // as rounded for the reader; the list itself tells finer
		first, second = math.MaxInt32, 0
		for _, p := range deal.Scores {
			first -= int(math.Round(p.Score * 10_000))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%010d%010d", first, second)
	for _, c := range deal.Choices {
		o, _ := c.Issue.Index(c.Option.Key)
		fmt.Fprintf(&b, "%02d", o)
	}
	return b.String()
}

// position says where the i-th deal stands, from the nearer end, and its placing.
func (d *dealList) position(i int, deal *settle.Deal) string {
	if i >= d.n-i {
		i -= d.n
	}
	return strconv.Itoa(i) + " " + d.placing(deal)
}

// seek looks for a deal where it stood. If another stands there now, the list has changed: from there it goes on, one
// by one, to where the deal stands or would.
func (d *dealList) seek(ctx context.Context, position string, past bool) (int, error) {
	stood, placing, _ := strings.Cut(position, " ")
	i, err := strconv.Atoi(stood)
	if err != nil {
		return 0, badInput("not a cursor of this list: pass on what endCursor, startCursor or an edge gave")
	}
	if i < 0 {
		i += d.n
	}
	i = min(max(i, 0), d.n)
	c, err := d.compare(ctx, i, placing)
	for c > 0 && err == nil {
		i--
		c, err = d.compare(ctx, i, placing)
	}
	for c < 0 && err == nil {
		i++
		c, err = d.compare(ctx, i, placing)
	}
	if c == 0 && past {
		i++
	}
	return i, err
}

// compare tells whether the i-th deal comes before a placing, at it, or after it.
func (d *dealList) compare(ctx context.Context, i int, placing string) (int, error) {
	switch {
	case i < 0:
		return -1, nil
	case i >= d.n:
		return 1, nil
	}
	deal, err := d.deal(ctx, i)
	if err != nil {
		return 0, err
	}
	return strings.Compare(d.placing(deal), placing), nil
}

// fill finds the deals of a page.
func (d *dealList) fill(ctx context.Context, l *lens, p page) (page, error) {
	from := p.from
	var found []*settle.Deal
	for i := from; i < p.to; i++ {
		deal, err := d.deal(ctx, i)
		if err != nil {
			return p, err
		}
		found = append(found, deal)
	}
	p.at = func(i int) any { return see(l, found[i-from]) }
	p.series.position = func(i int) string { return d.position(i, found[i-from]) }
	return p, nil
}
