// Command settle asks Parley's engine and general solvers the same questions about the same problems, side by side,
// checks that all agree, and prints how long each took as a Markdown table.
//
// It needs clingo (of Debian's gringo), z3 and minisat on the PATH, and takes some minutes. See README.md.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"parley/analysis/nogood"
)

func main() {
	problems := flag.Int("problems", 5, "how many problems of each shape: the first so many seeds that give one")
	runs := flag.Int("runs", 5, "how often each is asked; the median counts")
	limit := flag.Duration("limit", 40*time.Second, "how long one answer may take")
	answer := flag.String("answer", "", "answer one question about the problem in the file named, as JSON, and print the answer")
	flag.Parse()
	if err := run(*problems, *runs, *limit, *answer, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "settle:", err)
		os.Exit(1)
	}
}

func run(problems, runs int, limit time.Duration, answer string, args []string) error {
	if answer != "" {
		return answerFile(answer, args)
	}
	b, err := newBench(problems, runs, limit)
	if err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	return b.table(os.Stdout)
}

// answerFile is what a process of Parley does, as the others' processes do: read a problem, answer, end.
func answerFile(name string, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("-answer takes one file, not %d", len(args))
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	p := &nogood.Problem{}
	if err := json.Unmarshal(text, p); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	for _, q := range questions {
		if q.name == name {
			a, err := q.ask(context.Background(), p)
			if errors.Is(err, errNone) {
				a, err = errNone.Error(), nil
			}
			fmt.Println(a)
			return err
		}
	}
	return fmt.Errorf("no question is called %q", name)
}
