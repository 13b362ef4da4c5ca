package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/analysis/nogood"
)

// bench measures: it writes inputs to a folder of its own.
type bench struct {
	problems, runs int
	limit          time.Duration
	dir, self      string
	starts         map[string][]time.Duration // by program: what empty runs took
}

func newBench(problems, runs int, limit time.Duration) (*bench, error) {
	for _, tool := range []string{"clingo", "z3", "minisat"} {
		if _, err := exec.LookPath(tool); err != nil {
			return nil, fmt.Errorf("%w: install Debian's gringo, z3 and minisat", err)
		}
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "settle")
	return &bench{problems: problems, runs: runs, limit: limit, dir: dir, self: self, starts: map[string][]time.Duration{}}, err
}

// errNone says that somebody does not answer, or not within the limit.
var errNone = errors.New("no answer")

// process runs a program on an input and tells how long it took from start to end.
func (b *bench) process(input, name string, args ...string) (output string, took time.Duration, err error) {
	file := filepath.Join(b.dir, "input")
	if err := os.WriteFile(file, []byte(input), 0o600); err != nil {
		return "", 0, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), b.limit)
	defer cancel()
	start := time.Now()
	out, err := exec.CommandContext(ctx, name, append(args, file)...).Output()
	took = time.Since(start)
	if ctx.Err() != nil {
		return "", took, errNone
	}
	if _, says := errors.AsType[*exec.ExitError](err); says && name != b.self { // solvers tell the verdict by it
		err = nil
	}
	return string(out), took, err
}

// inMemory asks Parley within this process.
func (b *bench) inMemory(q question, p *nogood.Problem) (answer string, took time.Duration, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), b.limit)
	defer cancel()
	start := time.Now()
	answer, err = q.ask(ctx, p)
	took = time.Since(start)
	if ctx.Err() != nil {
		err = errNone
	}
	return answer, took, err
}

// asProcess asks Parley as the others are asked.
func (b *bench) asProcess(q question, p *nogood.Problem) (answer string, took time.Duration, err error) {
	text, err := json.Marshal(p)
	if err != nil {
		return "", 0, err
	}
	output, took, err := b.process(string(text), b.self, "-answer", q.name)
	answer = strings.TrimSpace(output)
	if answer == errNone.Error() {
		err = errNone
	}
	return answer, took, err
}

func (b *bench) rival(r rival, p *nogood.Problem) (answer string, took time.Duration, err error) {
	for _, s := range r.steps {
		input := s.input(p, answer)
		args := s.args
		if r.tool == "clingo" {
			args = append(slices.Clip(args), "-Wnone")
		}
		output, t, err := b.process(input, r.tool, args...)
		took += t
		if err != nil {
			return "", took, err
		}
		answer = s.read(output)
	}
	return answer, took, nil
}
