package conflict

import "parley/graph"

// Contest says how contested an issue is among those who have spoken on it.
type Contest struct {
	OnRecord int // parties of the view of which the record says where they stand on some option of the issue
	Pairs    int // of two of them
	// Opposed counts the pairs with a blocking or serious conflict on the issue. Of a pair of which one is silent
	// nobody can tell, so it is in neither number.
	Opposed int
}

// NewContest counts the conflicts of a view on one of its issues.
func NewContest(i *graph.IssueView, found []*Conflict) Contest {
	var c Contest
	for _, st := range i.Stands() {
		if st.Silent() != i.All() {
			c.OnRecord++
		}
	}
	c.Pairs = c.OnRecord * (c.OnRecord - 1) / 2
	opposed := map[[2]string]bool{}
	for _, f := range found {
		if len(f.Issues) != 1 || f.Issues[0].Key != i.Key || f.Severity.Rank() > Serious.Rank() {
			continue
		}
		for n, p := range f.Parties {
			for _, q := range f.Parties[n+1:] {
				opposed[[2]string{p.Key, q.Key}] = true
			}
		}
	}
	c.Opposed = len(opposed)
	return c
}
