package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
)

// question is asked of Parley and of its rivals.
type question struct {
	name   string
	shapes []nogoodtest.Shape
	kinds  []string // of problems: blocked, open
	ask    func(context.Context, *nogood.Problem) (string, error)
	rivals []rival
	// differ says what is wrong with another's answer; where it is nil the answers must be the same.
	differ func(p *nogood.Problem, ours, theirs string) error
}

// rival is how a solver answers: by a run, or several of which each goes on from what the one before printed.
type rival struct {
	tool  string
	steps []step
}

type step struct {
	args  []string
	input func(p *nogood.Problem, before string) string
	read  func(output string) string
}

// direct is a rival that takes a single run.
func direct(tool string, input func(*nogood.Problem) string, read func(string) string, args ...string) rival {
	return rival{tool, []step{{args, func(p *nogood.Problem, _ string) string { return input(p) }, read}}}
}

var (
	a, b, c, d, t = nogoodtest.A, nogoodtest.B, nogoodtest.C, nogoodtest.D, nogoodtest.T

	holds  = func(p *nogood.Problem) string { return asp(p, aspHolds) }
	giveUp = func(p *nogood.Problem) string { return asp(p, aspGiveUp) }

	// every minimal set of shown atoms, each once
	minimal = []string{"-n", "0", "--heuristic=Domain", "--dom-mod=5,16", "--enum-mode=domRec"}
)

var questions = []question{
	{
		name: "verdict", shapes: []nogoodtest.Shape{b, c, d, t}, kinds: []string{blocked, open}, ask: askVerdict,
		rivals: []rival{
			direct("clingo", holds, satisfiable, "-q"),
			direct("z3", smtVerdict, satisfiable),
			direct("minisat", dimacs, satisfiable, "-verb=0"),
		},
	},
	{
		name: "exact count", shapes: []nogoodtest.Shape{a, t}, kinds: []string{open}, ask: askCount,
		rivals: []rival{direct("clingo", holds, single(aspModels), "-n", "0", "-q")},
	},
	{
		name: "exact count and options left", shapes: []nogoodtest.Shape{b, c, d, t}, kinds: []string{open}, ask: askOptions,
		rivals: []rival{direct("clingo", holds, modelOptions, "-n", "0", "--enum-mode=brave", "-q1")},
	},
	{
		name: "cheapest concession", shapes: []nogoodtest.Shape{b, c, d, t}, kinds: []string{blocked}, ask: askCheapest,
		rivals: []rival{
			direct("clingo", aspCheapest, single(aspOptimum), "-q1", "--opt-strategy=usc"),
			direct("z3", smtCheapest, single(smtPrice)),
		},
	},
	{
		name: "a core", shapes: []nogoodtest.Shape{b, c, d, t}, kinds: []string{blocked}, ask: askCore, differ: notCore,
		rivals: []rival{direct("z3", smtCore, namedLines)},
	},
	{
		name: "all concessions", shapes: []nogoodtest.Shape{b, c, d, t}, kinds: []string{blocked}, ask: askConcessions,
		rivals: []rival{direct("clingo", giveUp, modelSets, minimal...)},
	},
	{
		name: "all cores", shapes: []nogoodtest.Shape{b, c, d, t}, kinds: []string{blocked}, ask: askCores,
		rivals: []rival{{"clingo", []step{
			{minimal, func(p *nogood.Problem, _ string) string { return giveUp(p) }, func(output string) string { return output }},
			{minimal, func(_ *nogood.Problem, before string) string { return aspMeeting(gone(before)) }, modelSets},
		}}},
	},
}

func askVerdict(ctx context.Context, p *nogood.Problem) (string, error) {
	e, err := nogood.Explain(ctx, p)
	if err != nil {
		return "", err
	}
	return verdict(e.Blocked()), nil
}

func tally(ctx context.Context, p *nogood.Problem) (*nogood.Tally, error) {
	d, err := p.With(p.All()).Compile(ctx, 1_000_000)
	if errors.Is(err, nogood.ErrTooLarge) {
		err = errNone
	}
	if err != nil {
		return nil, err
	}
	return d.Tally(), nil
}

func askCount(ctx context.Context, p *nogood.Problem) (string, error) {
	n, err := tally(ctx, p)
	if err != nil {
		return "", err
	}
	return n.Total.String(), nil
}

// askOptions counts also, which the others cannot.
func askOptions(ctx context.Context, p *nogood.Problem) (string, error) {
	n, err := tally(ctx, p)
	if err != nil {
		return "", err
	}
	var left [][]int
	for v, options := range n.By {
		for option, count := range options {
			if count != nil {
				left = append(left, []int{v, option})
			}
		}
	}
	return sets(left), nil
}

// ask lists cores or concessions.
func ask(ctx context.Context, p *nogood.Problem, first int,
	list func(*nogood.Explanation, context.Context, nogood.Limits) (nogood.List, error)) ([][]int, error) {
	e, err := nogood.Explain(ctx, p)
	if err != nil {
		return nil, err
	}
	l, err := list(e, ctx, nogood.Limits{First: first})
	if first == 0 && err == nil && !l.Complete {
		err = errNone
	}
	return l.Sets, err
}

func askCheapest(ctx context.Context, p *nogood.Problem) (string, error) {
	list, err := ask(ctx, p, 1, (*nogood.Explanation).Concessions)
	if err != nil {
		return "", err
	}
	cost := 0
	for _, l := range list[0] {
		cost += p.Lines[l].Cost
	}
	return strconv.Itoa(cost), nil
}

func askCore(ctx context.Context, p *nogood.Problem) (string, error) {
	list, err := ask(ctx, p, 1, (*nogood.Explanation).Cores)
	return sets(list), err
}

func askConcessions(ctx context.Context, p *nogood.Problem) (string, error) {
	list, err := ask(ctx, p, 0, (*nogood.Explanation).Concessions)
	return sets(list), err
}

func askCores(ctx context.Context, p *nogood.Problem) (string, error) {
	list, err := ask(ctx, p, 0, (*nogood.Explanation).Cores)
	return sets(list), err
}

// notCore says why another's answer is no core, or smaller than ours, which is to be a smallest.
func notCore(p *nogood.Problem, ours, theirs string) error {
	our, their := numbers(number, ours), numbers(number, theirs)
	var core []int
	for _, n := range their {
		core = append(core, n[0])
	}
	if len(their) < len(our) {
		return fmt.Errorf("%s is smaller than %s", theirs, ours)
	}
	for n := range len(core) + 1 {
		kept := core
		if n < len(core) {
			kept = append(append([]int{}, core[:n]...), core[n+1:]...)
		}
		box, err := p.With(kept).Solve(context.Background(), p.Domains)
		if err != nil || (box == nil) != (n == len(core)) {
			return fmt.Errorf("%s is not a core", theirs)
		}
	}
	return nil
}
