package exec

import (
	"fmt"
	"strings"
	"testing"
)

// TestCoerceTellsEveryFault gives variables with faults in several places: each is told, with the path to it.
func TestCoerceTellsEveryFault(t *testing.T) {
	f := newFixture(t, parties(3))
	p := f.compile(t, "query($n:Int!,$f:[Filter!],$j:Just,$b:Boolean){__typename@skip(if:$b)}")
	variables := map[string]any{"b": "x", "j": map[string]any{"a": "x", "c": 1}, "f": []any{
		map[string]any{"least": "x", "kind": "STAT", "wurst": 1, "not": map[string]any{"keys": []any{"a", true}}}, nil, map[string]any{"least": 1},
	}}
	const want = `[n] variable $n: Int! is required
[f 0 wurst] variable $f[0]: Filter has no member "wurst"
[f 0 kind] variable $f[0].kind: Kind is wanted, not "STAT"
[f 0 least] variable $f[0].least: Int is wanted, not "x"
[f 0 not keys 1] variable $f[0].not.keys[1]: ID is wanted, not true
[f 0 not least] variable $f[0].not: least is required in Filter
[f 1] variable $f[1]: Filter! is wanted, not null
[j] variable $j: Just takes exactly one of its members, not 2: a, c
[j c] variable $j: Just has no member "c"
[j a] variable $j.a: Int is wanted, not "x"
[b] variable $b: Boolean is wanted, not "x"
`
	_, errs := p.Coerce(variables)
	var got strings.Builder
	for _, e := range errs {
		fmt.Fprintln(&got, e.Extensions["field"], e.Message)
	}
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// TestCoerceStops holds how many faults are looked for.
func TestCoerceStops(t *testing.T) {
	f := newFixture(t, parties(3))
	p := f.compile(t, "query($v:[Int],$f:Filter){__typename}")
	wrong, unknown := make([]any, 1000), map[string]any{"least": 1}
	for i := range wrong {
		wrong[i], unknown[fmt.Sprint("m", i)] = "x", 1
	}
	for _, most := range []int{0, 3} {
		f.ours.Errors = most
		want := map[int]int{0: 21, 3: 4}[most]
		for _, variables := range []map[string]any{{"v": wrong}, {"f": unknown}, {"v": wrong, "f": unknown}} {
			if _, errs := p.Coerce(variables); len(errs) != want {
				t.Errorf("%d errors, want %d", len(errs), want)
			}
		}
	}
}
