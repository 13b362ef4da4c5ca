package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// What a user supposes is written as ISSUE=OPTION|OPTION. Options may be separated by commas as well, which no shell
// takes for its own.
const (
	choiceForm = "write ISSUE=OPTION|OPTION, such as 'foreign-troops=european|nato'"
	lineForm   = "write PARTY: ISSUE=OPTION|OPTION, with & between issues that are refused only together and ; between what is refused each by itself, such as 'russia: foreign-troops=european|nato'"
)

// choice is some options on an issue.
type choice struct {
	Issue   string   `json:"issue"`
	Options []string `json:"options"`
}

// pattern is what a red line forbids: together, one of the options on every issue named.
type pattern struct {
	Terms []choice `json:"terms"`
}

// line is a red line supposed to be drawn.
type line struct {
	Party   string    `json:"party"`
	Forbids []pattern `json:"forbids"`
}

// readLine reads what --add gives.
func readLine(text string) (line, error) {
	party, rest, found := strings.Cut(text, ":")
	l := line{Party: strings.TrimSpace(party)}
	if !found || l.Party == "" {
		return l, graph.Errorf(graph.CodeInvalid, "--add %q names no party: %s", text, lineForm)
	}
	for _, p := range strings.Split(rest, ";") {
		terms, err := readChoices(strings.Split(p, "&"))
		if err != nil {
			return l, graph.Errorf(graph.CodeInvalid, "--add %q: %w; %s", text, err, lineForm)
		}
		l.Forbids = append(l.Forbids, pattern{terms})
	}
	return l, nil
}

// readAssumed reads what --assume gives, once for each issue.
func readAssumed(texts []string) ([]choice, error) {
	choices, err := readChoices(texts)
	if err != nil {
		return nil, graph.Errorf(graph.CodeInvalid, "--assume: %w; %s", err, choiceForm)
	}
	return choices, nil
}

func readChoices(texts []string) ([]choice, error) {
	var list []choice
	for _, text := range texts {
		c, err := readChoice(text)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(list, func(other choice) bool { return other.Issue == c.Issue }) {
			return nil, fmt.Errorf("%s is there twice: name its options together", c.Issue)
		}
		list = append(list, c)
	}
	return list, nil
}

func readChoice(text string) (choice, error) {
	issue, options, found := strings.Cut(text, "=")
	c := choice{Issue: strings.TrimSpace(issue)}
	switch {
	case strings.TrimSpace(text) == "":
		return c, errors.New("an issue with its options is missing")
	case !found:
		return c, fmt.Errorf("%q has no = between issue and options", c.Issue)
	case c.Issue == "":
		return c, fmt.Errorf("%q names no issue before the =", strings.TrimSpace(text))
	}
	c.Options = trimmed(strings.Split(strings.ReplaceAll(options, ",", "|"), "|"))
	if slices.Contains(c.Options, "") {
		return c, fmt.Errorf("%q has an empty option", strings.TrimSpace(text))
	}
	return c, nil
}
