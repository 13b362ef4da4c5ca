package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
)

// JoinAnd joins names as prose does: "A", "A and B", "A, B and C".
func JoinAnd(names []string) string { return enumerate(names, "and") }

// JoinOr joins names as prose does: "A", "A or B", "A, B or C".
func JoinOr(names []string) string { return enumerate(names, "or") }

func enumerate(names []string, last string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n-1], ", ") + " " + last + " " + names[n-1]
}

var numbers = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// Count says how many: "no conflicts", "one conflict", "twelve conflicts", "1,300 conflicts". many is the
// plural; left empty it is one with an s.
func Count(n int, one, many string) string {
	return Number(n) + " " + plural(n, one, cmp.Or(many, one+"s"))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Number writes a count in words up to twelve, and in figures with thousands apart beyond.
func Number(n int) string {
	if n >= 0 && n < len(numbers) {
		return numbers[n]
	}
	return digits(n)
}

// digits writes a count in figures, with thousands apart, as tables do.
func digits(n int) string { return figures(strconv.Itoa(n)) }

// figures sets commas between the thousands of a number written in digits.
func figures(s string) string {
	whole, fraction, dot := strings.Cut(s, ".")
	digits := strings.TrimPrefix(whole, "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if strings.HasPrefix(whole, "-") {
		digits = "-" + digits
	}
	if dot {
		digits += "." + fraction
	}
	return digits
}

// Sentence gives a text a capital at its head.
func Sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// quoted sets words apart from those around them. Quotation marks within become single ones.
func quoted(s string) string {
	var b strings.Builder
	open := false
	for _, r := range s {
		switch r {
		case '"':
			open = !open
			r = '’'
			if open {
				r = '‘'
			}
		case '“':
			r = '‘'
		case '”':
			r = '’'
		}
		b.WriteRune(r)
	}
	return "“" + b.String() + "”"
}

// stopped ends a sentence: with a full stop, unless it ends with a stop already, be it within a closing quotation.
func stopped(s string) string {
	s = strings.TrimSpace(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"”’"))
	if strings.ContainsRune(".?!…", last) {
		return s
	}
	return s + "."
}

func mapped[A, B any](list []A, f func(A) B) []B {
	var out []B
	for _, a := range list {
		out = append(out, f(a))
	}
	return out
}

// unique sorts words and drops repetitions.
func unique(words []string) []string {
	words = slices.Clone(words)
	slices.Sort(words)
	return slices.Compact(words)
}

// partyName is a party's usual name, or its key where the view knows it only by that.
func partyName(s *graph.Snapshot, key string) string {
	if p, ok := graph.Get[*graph.Party](s, key); ok {
		return p.Name
	}
	return key
}

// optionWords is an option of an issue in words, as records name it: its label, or a quantity's range.
func optionWords(i *graph.Issue, option string) string {
	if i.Measure() == graph.Quantity {
		return rangeWords(option) + " " + i.Unit
	}
	for _, o := range i.Options {
		if o.Key == option {
			return o.Label
		}
	}
	return option
}

var comparisons = []struct{ sign, words string }{
	{">=", "at least "}, {"<=", "at most "}, {">", "more than "}, {"<", "less than "},
}

// rangeWords reads out a range of a quantity: "at most 600,000", "85,000 to 100,000".
func rangeWords(s string) string {
	if s == "any" {
		return "any number of"
	}
	if low, high, ok := strings.Cut(s, ".."); ok {
		if !strings.ContainsAny(s, "<>") {
			return rangeWords(low) + " to " + rangeWords(high)
		}
		return bound(low, ">=") + " and " + bound(high, "<=")
	}
	for _, c := range comparisons {
		if number, ok := strings.CutPrefix(s, c.sign); ok {
			return c.words + figures(strings.TrimSpace(number))
		}
	}
	return figures(strings.TrimSpace(s))
}

// bound reads out one end of a range; a bare number counts as if sign stood before it.
func bound(s, sign string) string {
	if strings.ContainsAny(s, "<>") {
		return rangeWords(s)
	}
	return rangeWords(sign + s)
}

// optionList is a record's options on an issue in words, each set apart.
func optionList(i *graph.Issue, options []string) string {
	return JoinOr(mapped(options, func(o string) string { return quoted(optionWords(i, o)) }))
}

// patternWords says what a package looks like that matches a pattern: for each issue its title and options.
func patternWords(s *graph.Snapshot, p graph.Pattern) string {
	var parts []string
	for _, key := range p.Issues() {
		title, options := key, JoinOr(mapped(p[key], quoted))
		if i, ok := graph.Get[*graph.Issue](s, key); ok {
			title, options = i.Title, optionList(i, p[key])
		}
		parts = append(parts, title+": "+options)
	}
	return strings.Join(parts, ", together with ")
}

// patternsWords says what packages match one of the patterns.
func patternsWords(s *graph.Snapshot, patterns graph.Patterns) string {
	return strings.Join(mapped([]graph.Pattern(patterns), func(p graph.Pattern) string { return patternWords(s, p) }), "; or ")
}
