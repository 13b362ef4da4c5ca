package main

import (
	"errors"
	"os/exec"
	"testing"
	"time"

	"parley/analysis/nogood/nogoodtest"
)

// tiny has all that a problem may hold: rules, lines of several patterns, costs of nothing.
var tiny = nogoodtest.Shape{
	Name: "tiny", Issues: 6, Options: 3, Lines: 14, Linked: 0.6, Span: 3, Patterns: 2, Width: 2, Rules: 2, Cost: 4,
}

func TestSolversAgreeOnSmallProblems(t *testing.T) {
	b, err := newBench(1, 1, time.Minute)
	if errors.Is(err, exec.ErrNotFound) {
		t.Skip("a solver to compare with is missing: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.dir = t.TempDir()
	for _, q := range questions {
		for _, kind := range q.kinds {
			seed := uint64(0)
			for range 3 {
				p, at := tiny.Find(seed, kind == blocked)
				seed = at + 1
				ours, _, err := b.inMemory(q, p)
				if err != nil {
					t.Fatal(err)
				}
				for _, r := range q.rivals {
					theirs, _, err := b.rival(r, p)
					if err == nil {
						err = q.agree(p, ours, theirs)
					}
					if err != nil {
						t.Errorf("%s of the %s problem of seed %d, %s: %v", q.name, kind, at, r.tool, err)
					}
				}
			}
		}
	}
}

func TestWhatIsNoCoreIsNotTakenForOne(t *testing.T) {
	p, _ := nogoodtest.A.Find(0, true)
	ours, err := askCore(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if err := notCore(p, ours, ours); err != nil {
		t.Errorf("our own core: %v", err)
	}
	for _, theirs := range []string{"[[]]", "[[0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29]]"} {
		if notCore(p, ours, theirs) == nil {
			t.Errorf("%s was taken for a core", theirs)
		}
	}
}
