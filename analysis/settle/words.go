package settle

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
)

// series joins words as prose does: a, b and c.
func series(words []string, and string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}

func quoted(s string) string { return "“" + s + "”" }

// possessive returns the party's name in the genitive.
func possessive(p *graph.Party) string {
	if name := p.InProse(); strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return p.InProse() + "'s"
}

// capital begins the words with a capital.
func capital(words string) string {
	r, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[n:]
}

// order compares issues by where the text first chooses on them; those it is silent on come last.
func (t *text) order(a, b int) int {
	return cmp.Or(cmp.Compare(t.place(a), t.place(b)), cmp.Compare(a, b))
}

func (t *text) place(issue int) int {
	if t.silent(issue) {
		return len(t.proposal.Provisions)
	}
	return t.choosing[issue][0]
}

// clauses names provisions by their clauses, and says whether that is a plural: clauses 4 and 6. Where one has
// no clause the whole text stands for them.
func (t *text) clauses(provisions []int) (name string, plural bool) {
	var numbers, others []string
	for _, n := range provisions {
		switch c := t.proposal.Provisions[n].Clause; {
		case c == "":
			return "the text", false
		case titled(c):
			others = append(others, c)
		default:
			numbers = append(numbers, c)
		}
	}
	numbers, others = unique(numbers), unique(others)
	switch len(numbers) {
	case 0:
	case 1:
		others = slices.Insert(others, 0, "clause "+numbers[0])
	default:
		others = slices.Insert(others, 0, "clauses "+series(numbers, "and"))
	}
	return series(others, "and"), len(numbers) > 1 || len(others) > 1
}

func unique(words []string) []string {
	var kept []string
	for _, w := range words {
		if !slices.Contains(kept, w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// titled reports whether a clause's name is a word of its own, such as Preamble or Article 5, rather than a
// number or letter.
func titled(clause string) bool {
	word := clause
	if end := strings.IndexFunc(clause, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		word = clause[:end]
	}
	return len(word) > 2 && strings.Trim(strings.ToUpper(word), "IVXLC") != ""
}

// does puts a verb after the clauses: clause 4 settles, clauses 4 and 6 settle.
func (t *text) does(provisions []int, verb string) string {
	name, plural := t.clauses(provisions)
	if !plural {
		verb += "s"
	}
	return name + " " + verb
}
