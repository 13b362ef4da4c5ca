package graph

import (
	"strings"
	"testing"
)

// A long list of faults gathers keys once, and in the end names no likely one any more.
func TestHintsOfALongListOfFaults(t *testing.T) {
	s := Empty()
	s.set(Ref{KindParty, "north"}, &Party{Key: "north"}, ChangeInfo{})
	d := directory{Snapshot: s}
	ask := func(key, want string) {
		t.Helper()
		if got := d.missing(Ref{KindParty, key}); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	ask("nroth", `unknown party "nroth" (did you mean "north"?)`)
	d.keys[KindParty] = []string{"gathered"} // what it has it does not ask the snapshot for
	ask("gatherd", `unknown party "gatherd" (did you mean "gathered"?)`)
	d.keys[KindParty] = append(strings.Fields(strings.Repeat("some ", maxCompared)), "gathered")
	ask("gatherd", `unknown party "gatherd" (did you mean "gathered"?)`)
	ask("gatherd", `unknown party "gatherd"`)
}
