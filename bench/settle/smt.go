package main

import (
	"fmt"
	"strings"

	"parley/analysis/nogood"
	"parley/analysis/nogood/nogoodtest"
)

// smt writes a problem in SMT-LIB: an atom for each option of each issue, one of which is true. Each line is written
// as its caller wants it.
func smt(p *nogood.Problem, assert func(line int, formula string) string) *strings.Builder {
	b, cnf := &strings.Builder{}, nogoodtest.NewCNF(p.Domains)
	for a := range cnf.Atoms() {
		fmt.Fprintf(b, "(declare-const x%d Bool)\n", a+1)
	}
	for _, clause := range cnf.Choices() {
		fmt.Fprintf(b, "(assert %s)\n", smtClause(clause))
	}
	for _, n := range p.Nogoods {
		fmt.Fprintf(b, "(assert %s)\n", smtClause(cnf.Clause(n)))
	}
	for l, line := range p.Lines {
		var all []string
		for _, n := range line.Nogoods {
			all = append(all, smtClause(cnf.Clause(n)))
		}
		b.WriteString(assert(l, "(and "+strings.Join(all, " ")+")"))
	}
	return b
}

func smtClause(atoms []int) string {
	var list []string
	for _, a := range atoms {
		if a < 0 {
			list = append(list, fmt.Sprintf("(not x%d)", -a))
		} else {
			list = append(list, fmt.Sprintf("x%d", a))
		}
	}
	return "(or " + strings.Join(list, " ") + " false)"
}

func smtVerdict(p *nogood.Problem) string {
	b := smt(p, func(_ int, formula string) string { return "(assert " + formula + ")\n" })
	return b.String() + "(check-sat)\n"
}

func smtCore(p *nogood.Problem) string {
	b := smt(p, func(line int, formula string) string {
		return fmt.Sprintf("(assert (! %s :named l%d))\n", formula, line)
	})
	return "(set-option :produce-unsat-cores true)\n(set-option :smt.core.minimize true)\n" + b.String() + "(check-sat)\n(get-unsat-core)\n"
}

func smtCheapest(p *nogood.Problem) string {
	b := smt(p, func(line int, formula string) string {
		return fmt.Sprintf("(assert-soft %s :weight %d :id price)\n", formula, p.Lines[line].Cost)
	})
	return b.String() + "(check-sat)\n(get-objectives)\n"
}

// dimacs writes a problem, all lines in force, as SAT solvers take it.
func dimacs(p *nogood.Problem) string {
	cnf := nogoodtest.NewCNF(p.Domains)
	clauses := cnf.Choices()
	for _, n := range p.With(p.All()).Nogoods {
		clauses = append(clauses, cnf.Clause(n))
	}
	b := &strings.Builder{}
	fmt.Fprintf(b, "p cnf %d %d\n", cnf.Atoms(), len(clauses))
	for _, clause := range clauses {
		for _, a := range clause {
			fmt.Fprintf(b, "%d ", a)
		}
		b.WriteString("0\n")
	}
	return b.String()
}
