package settle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// certificate reads both forms back and solves them: together, each core, and each core without any one of its lines.
func (c *comparison) certificate() {
	var cores []Core
	if len(c.deals) == 0 {
		list, err := c.Cores(c.ctx, 20, 0)
		c.ok("cores", err)
		cores = list.Cores
	}
	cert := c.Certificate(cores)
	c.same("dataset hash", cert.DatasetHash, c.View.Snapshot.Head().Hash)
	all, grouped := readDIMACS(cert.CNF), readDIMACS(cert.GroupCNF)
	for _, f := range []*formula{all, grouped} {
		c.same("faults of a certificate", strings.Join(f.faults, "; "), "")
		c.same("cores named in its comments", f.cores, c.groups(cores))
	}
	c.same("clauses", fmt.Sprint(all.clauses), fmt.Sprint(grouped.clauses))
	c.same("groups", grouped.groups, len(c.m.lines))
	c.legend(cert, grouped)
	c.same("models of the cnf", all.count(all.clauses, 0), len(c.deals))
	for _, core := range c.groups(cores) {
		c.same(fmt.Sprint("models of groups ", core), grouped.count(grouped.of(core), 1), 0)
		for n := range core {
			rest := slices.Delete(slices.Clone(core), n, n+1)
			c.same(fmt.Sprint("models of groups ", rest), grouped.count(grouped.of(rest), 1), 1)
		}
	}
}

// groups are the cores by the places of their red lines, from 1.
func (c *comparison) groups(cores []Core) [][]int {
	var list [][]int
	for _, core := range cores {
		groups := []int{}
		for _, r := range core.RedLines {
			groups = append(groups, 1+slices.IndexFunc(c.m.lines, func(l *graph.RedLine) bool { return l.Key == r.Key }))
		}
		list = append(list, groups)
	}
	return list
}

// legend checks that every number is explained, and that the models of all groups but the red lines are, by the legend,
// the packages that obey the rules.
func (c *comparison) legend(cert *Certificate, f *formula) {
	name := make([]string, f.variables+1)
	groups := make([]string, f.groups+1)
	for _, e := range cert.Legend {
		if e.Group > 0 {
			groups[e.Group] += e.Record.Key
			continue
		}
		name[e.Variable] += e.Record.Key + "=" + e.Option
	}
	c.same("legend of groups", groups[1:], c.m.keysOf(1<<len(c.m.lines)-1))
	var got, want []string
	f.models(f.of(nil), func(model []bool) bool {
		var taken []string
		for v := 1; v <= f.variables; v++ {
			if model[v] {
				taken = append(taken, name[v])
			}
		}
		got = append(got, strings.Join(taken, " ")+":")
		return true
	})
	for _, p := range c.m.packages {
		if !p.ruled {
			want = append(want, c.m.choices(p))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	c.same("models of the rules, by the legend", got, want)
}

// formula is a certificate as somebody else reads it.
type formula struct {
	variables, groups int
	clauses           [][]int
	group             []int // by clause
	cores             [][]int
	faults            []string
}

func readDIMACS(text string) *formula {
	f := &formula{}
	declared := -1
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
			f.faults = append(f.faults, "an empty line")
		case strings.HasPrefix(line, "c core "):
			core := []int{}
			for _, w := range words[3:] {
				core = append(core, f.number(w))
			}
			f.cores = append(f.cores, core)
		case words[0] == "c":
		case words[0] == "p" && declared < 0 && words[1] == "cnf" && len(words) == 4:
			f.variables, declared = f.number(words[2]), f.number(words[3])
		case words[0] == "p" && declared < 0 && words[1] == "gcnf" && len(words) == 5:
			f.variables, declared, f.groups = f.number(words[2]), f.number(words[3]), f.number(words[4])
		default:
			f.clause(words)
		}
	}
	if len(f.clauses) != declared {
		f.faults = append(f.faults, fmt.Sprintf("%d clauses, %d declared", len(f.clauses), declared))
	}
	return f
}

func (f *formula) number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		f.faults = append(f.faults, err.Error())
	}
	return n
}

func (f *formula) clause(words []string) {
	group := 0
	if strings.HasPrefix(words[0], "{") {
		group, words = f.number(strings.Trim(words[0], "{}")), words[1:]
	}
	if words[len(words)-1] != "0" || group > f.groups {
		f.faults = append(f.faults, "bad clause "+strings.Join(words, " "))
	}
	clause := []int{}
	for _, w := range words[:len(words)-1] {
		n := f.number(w)
		if n == 0 || max(n, -n) > f.variables {
			f.faults = append(f.faults, "no variable "+w)
			continue
		}
		clause = append(clause, n)
	}
	f.clauses, f.group = append(f.clauses, clause), append(f.group, group)
}

// of returns the clauses of group 0 and of the groups given.
func (f *formula) of(groups []int) [][]int {
	var list [][]int
	for n, clause := range f.clauses {
		if f.group[n] == 0 || slices.Contains(groups, f.group[n]) {
			list = append(list, clause)
		}
	}
	return list
}

// count counts models, up to a number if that is not 0.
func (f *formula) count(clauses [][]int, most int) (n int) {
	f.models(clauses, func([]bool) bool { n++; return n != most })
	return n
}

// models tries both values of one variable after the other, and turns back where a clause is false.
func (f *formula) models(clauses [][]int, yield func([]bool) bool) {
	model := make([]bool, f.variables+1)
	last := make([][][]int, f.variables+1) // clauses by the last of their variables
	for _, clause := range clauses {
		v := 0
		for _, l := range clause {
			v = max(v, l, -l)
		}
		last[v] = append(last[v], clause)
	}
	var try func(v int) bool
	try = func(v int) bool {
		for _, clause := range last[v] {
			if !slices.ContainsFunc(clause, func(l int) bool { return model[max(l, -l)] == (l > 0) }) {
				return true
			}
		}
		if v == f.variables {
			return yield(model)
		}
		for _, value := range []bool{true, false} {
			if model[v+1] = value; !try(v + 1) {
				return false
			}
		}
		return true
	}
	try(0)
}
