package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Answers are text, written in one way whoever gives them.
const (
	blocked = "blocked"
	open    = "open"
)

func verdict(isBlocked bool) string {
	if isBlocked {
		return blocked
	}
	return open
}

// sets writes sets of lines, in order.
func sets(list [][]int) string {
	for _, s := range list {
		slices.Sort(s)
	}
	slices.SortFunc(list, func(a, b []int) int { return slices.Compare(a, b) })
	return fmt.Sprint(list)
}

// numbers finds the groups of an expression, which are numbers, wherever it matches.
func numbers(expression *regexp.Regexp, text string) (list [][]int) {
	for _, match := range expression.FindAllStringSubmatch(text, -1) {
		var row []int
		for _, group := range match[1:] {
			n, _ := strconv.Atoi(group) // the expressions match digits alone
			row = append(row, n)
		}
		list = append(list, row)
	}
	return list
}

var (
	aspOption  = regexp.MustCompile(`x\((\d+),(\d+)\)`)
	aspGone    = regexp.MustCompile(`gone\((\d+)\)`)
	aspModels  = regexp.MustCompile(`Models +: (\d+)\n`)
	aspOptimum = regexp.MustCompile(`OPTIMUM FOUND[\s\S]*Optimization : (\d+)`)
	smtLine    = regexp.MustCompile(`l(\d+)`)
	number     = regexp.MustCompile(`(\d+)`)
	smtPrice   = regexp.MustCompile(`\(price (\d+)\)`)
)

// satisfiable reads the verdict of any of the solvers.
func satisfiable(output string) string {
	for line := range strings.Lines(output) {
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "unsatisfiable", "unsat":
			return blocked
		case "satisfiable", "sat":
			return open
		}
	}
	return "no verdict"
}

// single reads one number.
func single(expression *regexp.Regexp) func(string) string {
	return func(output string) string {
		if found := numbers(expression, output); len(found) == 1 {
			return strconv.Itoa(found[0][0])
		}
		return "no number"
	}
}

// modelOptions reads the options of the last model.
func modelOptions(output string) string {
	models := aspAnswers(output)
	if len(models) == 0 {
		return "no model"
	}
	return sets(numbers(aspOption, models[len(models)-1]))
}

// modelSets reads the lines given up in each model.
func modelSets(output string) string { return sets(gone(output)) }

func gone(output string) (list [][]int) {
	for _, model := range aspAnswers(output) {
		list = append(list, slices.Concat(numbers(aspGone, model)...))
	}
	return list
}

// aspAnswers are the models listed, a line each.
func aspAnswers(output string) (models []string) {
	next := false
	for line := range strings.Lines(output) {
		if next {
			models = append(models, line)
		}
		next = strings.HasPrefix(line, "Answer:")
	}
	return models
}

// namedLines reads a core.
func namedLines(output string) string {
	return sets([][]int{slices.Concat(numbers(smtLine, output)...)})
}
