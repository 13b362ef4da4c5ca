package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

const (
	parleyInMemory  = "Parley, in memory"
	parleyAsProcess = "Parley, a process"
)

var columns = []string{parleyInMemory, parleyAsProcess, "clingo", "z3", "minisat"}

// table measures everything and prints it. It fails where two disagree.
func (b *bench) table(w io.Writer) error {
	fmt.Fprintf(w, "| question | shape | %s |\n|---|---|%s\n", strings.Join(columns, " | "), strings.Repeat("---|", len(columns)))
	for _, q := range questions {
		for _, shape := range q.shapes {
			row, err := b.shape(q, shape)
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "| %s | %s |", q.name, shape.Name)
			for _, name := range columns {
				fmt.Fprintf(w, " %s |", row.cell(name))
			}
			fmt.Fprintln(w)
		}
	}
	fmt.Fprint(w, "| an empty run | - | - |")
	for _, name := range columns[1:] {
		fmt.Fprintf(w, " %s |", short(median(b.starts[name])))
	}
	fmt.Fprintln(w)
	return nil
}

// cell says how long a contender took for a problem, on average, and how many times Parley's time that is where both
// answered: as processes, and without their starts.
func (r row) cell(name string) string {
	all, met := r.whole[name]
	if !met {
		return "-"
	}
	sum, silent := time.Duration(0), 0
	for _, t := range all {
		sum += t
		if t == 0 {
			silent++
		}
	}
	text := "no answer"
	if silent < len(all) {
		text = short(sum / time.Duration(len(all)-silent))
	}
	if silent > 0 {
		text += fmt.Sprintf(" for %d of %d", len(all)-silent, len(all))
	}
	if name == parleyInMemory || name == parleyAsProcess {
		return text
	}
	return fmt.Sprintf("%s (%s, %s)", text, ratio(r.whole[name], r.whole[parleyAsProcess]), ratio(r.net[name], r.whole[parleyInMemory]))
}

// ratio compares the times of those problems for which there are both.
func ratio(times, with []time.Duration) string {
	var sum, other time.Duration
	for n := range times {
		if times[n] != 0 && with[n] != 0 {
			sum += times[n]
			other += with[n]
		}
	}
	if sum <= 0 || other == 0 {
		return "-"
	}
	return "x" + digits(float64(sum)/float64(other))
}

// short writes a time to two digits or three.
func short(t time.Duration) string {
	switch {
	case t >= time.Second:
		return digits(t.Seconds()) + " s"
	case t >= time.Millisecond:
		return digits(float64(t)/float64(time.Millisecond)) + " ms"
	}
	return digits(float64(t)/float64(time.Microsecond)) + " µs"
}

func digits(x float64) string {
	switch {
	case x < 0.1:
		return fmt.Sprintf("%.1g", x)
	case x < 10:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}
