package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
)

// contender answers one question in one way.
type contender struct {
	name   string
	starts int // of a process, for one answer
	ask    func(*nogood.Problem) (answer string, took time.Duration, err error)
}

func (b *bench) contenders(q question) []contender {
	list := []contender{
		{parleyInMemory, 0, func(p *nogood.Problem) (string, time.Duration, error) { return b.inMemory(q, p) }},
		{parleyAsProcess, 1, func(p *nogood.Problem) (string, time.Duration, error) { return b.asProcess(q, p) }},
	}
	for _, r := range q.rivals {
		list = append(list, contender{r.tool, len(r.steps), func(p *nogood.Problem) (string, time.Duration, error) { return b.rival(r, p) }})
	}
	return list
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// row holds the medians of each contender, problem by problem; 0 where it did not answer. Beside the whole times are those
// net of starts, which may be nothing or less where the machine is unsteady.
type row struct{ whole, net map[string][]time.Duration }

func (r row) add(c contender, s *sample) {
	whole, net := time.Duration(0), time.Duration(0)
	if !s.silent {
		whole = median(s.took)
		net = whole
		if c.starts > 0 {
			net -= time.Duration(c.starts) * median(s.starts)
		}
	}
	r.whole[c.name] = append(r.whole[c.name], whole)
	r.net[c.name] = append(r.net[c.name], net)
}

// shape asks a question about the problems of a shape.
func (b *bench) shape(q question, shape nogoodtest.Shape) (row, error) {
	r := row{map[string][]time.Duration{}, map[string][]time.Duration{}}
	for _, kind := range q.kinds {
		seed := uint64(0)
		for range b.problems {
			p, at := shape.Find(seed, kind == blocked)
			seed = at + 1
			if err := b.problem(q, p, r); err != nil {
				return r, fmt.Errorf("%s, shape %s, seed %d: %w", q.name, shape.Name, at, err)
			}
		}
	}
	return r, nil
}

// problem asks everybody in turn, again and again, so that what else the machine does slows all alike.
func (b *bench) problem(q question, p *nogood.Problem, r row) error {
	contenders, ours := b.contenders(q), ""
	samples := make([]sample, len(contenders))
	for range b.runs {
		for n, c := range contenders {
			answer, err := b.sample(c, p, &samples[n])
			if samples[n].silent {
				continue
			}
			if ours = cmp.Or(ours, answer); err == nil {
				err = q.agree(p, ours, answer)
			}
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
		}
	}
	for n, c := range contenders {
		r.add(c, &samples[n])
		b.starts[c.name] = append(b.starts[c.name], samples[n].starts...)
	}
	return nil
}

// sample is what one contender took for one problem, again and again, and empty runs of its program in between.
type sample struct {
	took, starts []time.Duration
	silent       bool // it does not answer
}

func (b *bench) sample(c contender, p *nogood.Problem, s *sample) (answer string, err error) {
	if s.silent {
		return "", nil
	}
	answer, took, err := c.ask(p)
	if s.silent = errors.Is(err, errNone); err != nil {
		return "", err
	}
	s.took = append(s.took, took)
	if c.starts > 0 {
		took, err = b.empty(c.name)
		s.starts = append(s.starts, took)
	}
	return answer, err
}

// empty measures a process that has nothing to do: the verdict on a problem without issues.
func (b *bench) empty(name string) (time.Duration, error) {
	for _, c := range b.contenders(questions[0]) {
		if c.name == name {
			_, took, err := c.ask(&nogood.Problem{})
			return took, err
		}
	}
	return 0, fmt.Errorf("%s does not tell verdicts", name)
}

func (q question) agree(p *nogood.Problem, ours, theirs string) error {
	if q.differ != nil {
		return q.differ(p, ours, theirs)
	}
	if ours != theirs {
		return fmt.Errorf("%.300s, against %.300s", theirs, ours)
	}
	return nil
}
