package nogood_test

import (
	"math/big"
	"math/bits"
	"testing"

	"github.com/dalzilio/rudd"

	"parley/analysis/nogood"
	"parley/graph"
)

// bdd is a space as a binary decision diagram: the option of each variable as a number of bits bits.
type bdd struct {
	*rudd.BDD
	bits int
	root rudd.Node
}

func newBDD(t *testing.T, s *nogood.Space) *bdd {
	t.Helper()
	b := &bdd{}
	for _, d := range s.Domains {
		b.bits = max(b.bits, bits.Len(uint(bits.Len64(uint64(d))-1)))
	}
	var err error
	b.BDD, err = rudd.New(b.bits*len(s.Domains), rudd.Nodesize(1<<18), rudd.Cachesize(1<<16))
	if err != nil {
		t.Fatal(err)
	}
	b.root = b.True()
	for v, d := range s.Domains {
		b.root = b.And(b.root, b.among(v, d))
	}
	for _, n := range s.Nogoods {
		b.root = b.And(b.root, b.Not(b.matched(n)))
	}
	return b
}

func (b *bdd) matched(n nogood.Nogood) rudd.Node {
	all := b.True()
	for _, t := range n {
		all = b.And(all, b.among(t.Var, t.Set))
	}
	return all
}

// among says that a variable takes an option of the set.
func (b *bdd) among(v int, set graph.OptionSet) rudd.Node {
	some := b.False()
	for option := range set.Each() {
		code := b.True()
		for bit := range b.bits {
			if option>>bit&1 == 1 {
				code = b.And(code, b.Ithvar(v*b.bits+bit))
			} else {
				code = b.And(code, b.NIthvar(v*b.bits+bit))
			}
		}
		some = b.Or(some, code)
	}
	return some
}

func TestCountsAgreeWithABinaryDecisionDiagram(t *testing.T) {
	for _, shape := range medium {
		seed := uint64(0)
		for round := range 2 {
			p, at := shape.Find(seed, false)
			seed = at + 1
			s := p.With(p.All())
			b, tally := newBDD(t, s), compile(t, s).Tally()
			if want := b.Satcount(b.root); tally.Total.Cmp(want) != 0 {
				t.Errorf("%v packages, want %v", tally.Total, want)
			}
			if round == 0 {
				b.checkOptions(t, s, tally)
			}
			if b.Errored() || t.Failed() {
				t.Fatalf("shape %s, seed %d: %s", shape.Name, at, b.Error())
			}
		}
	}
}

// checkOptions looks at the options of every third issue.
func (b *bdd) checkOptions(t *testing.T, s *nogood.Space, tally *nogood.Tally) {
	t.Helper()
	for v := 0; v < len(s.Domains); v += 3 {
		for option := range s.Domains[v].Each() {
			got := tally.By[v][option]
			if got == nil {
				got = new(big.Int)
			}
			if want := b.Satcount(b.And(b.root, b.among(v, 1<<option))); got.Cmp(want) != 0 {
				t.Errorf("option %d of issue %d: %v packages, want %v", option, v, got, want)
			}
		}
	}
}
