package main

import (
	"fmt"
	"math/big"
	"strings"

	"parley/analysis/settle"
)

// cores lists sets of red lines that cannot stand together.
func (s *settled) cores() *table {
	t := &table{columns: []string{"#", "parties", "red lines", "why"}, sentence: true}
	for n, c := range s.Cores.Nodes {
		t.rows = append(t.rows, []any{n + 1, each(c.Parties, named.name), each(c.RedLines, redLine.key), c.Explanation})
	}
	return t
}

// concessions lists sets of red lines whose giving-up would leave a package, of which it shows the options on the
// issues that the cores are about.
func (s *settled) concessions() *table {
	t := &table{columns: []string{"#", "cost", "parties", "red lines", "opens", "example", "what it means"}, sentence: true}
	about := map[string]bool{}
	for _, c := range s.Cores.Nodes {
		for _, key := range c.IssueKeys {
			about[key] = true
		}
	}
	for n, c := range s.Concessions.Nodes {
		example := []string{}
		for _, choice := range c.Example.Choices {
			if about[choice.Issue.Key] {
				example = append(example, choice.Issue.Key+"="+choice.Option.Key)
			}
		}
		t.rows = append(t.rows, []any{n + 1, c.Cost, each(c.Parties, named.name), each(c.RedLines, redLine.key), figure(c.Opens), example, c.Explanation})
	}
	return t
}

// blame lists the parties with a share in what blocks, and by which red lines they have it.
func (s *settled) blame() *table {
	t := &table{columns: []string{"party", "share", "by red lines"}}
	for _, p := range s.Blame.Parties {
		if p.Share == 0 {
			continue
		}
		by := []string{}
		for _, l := range s.Blame.RedLines {
			if l.RedLine.Party.Key == p.Party.Key && l.Share > 0 {
				by = append(by, fmt.Sprintf("%s %.3f", l.RedLine.Key, l.Share))
			}
		}
		t.rows = append(t.rows, []any{p.Party.Name, fmt.Sprintf("%.3f", p.Share), by})
	}
	return t
}

// witness lists the package that decides.
func (s *settled) witness() *table {
	t := &table{columns: []string{"issue", "option", "silent toward", "opposed by"}}
	if s.Witness == nil {
		return t
	}
	on := func(cells []cellOf, issue string) []string {
		list := []string{}
		for _, c := range cells {
			if c.Issue.Key == issue {
				list = append(list, c.Party.Name)
			}
		}
		return list
	}
	for _, c := range s.Witness.Choices {
		t.rows = append(t.rows, []any{c.Issue.Title, c.Option.Label, on(s.Witness.Silences, c.Issue.Key), on(s.Witness.Opposed, c.Issue.Key)})
	}
	return t
}

// silences lists the first cells of which nothing is known.
func (s *settled) silences(first int) *table {
	t := &table{columns: []string{"party", "issue", "silence", "removes"}}
	for _, x := range s.Silences[:min(first, len(s.Silences))] {
		t.rows = append(t.rows, []any{x.Party.Name, x.Issue.Title, string(x.Kind), figure(x.Removes)})
	}
	return t
}

// forced lists the options that every deal has.
func (s *settled) forced() *table {
	t := &table{columns: []string{"issue", "option"}}
	for _, o := range s.Options {
		if o.Forced {
			t.rows = append(t.rows, []any{o.Option.Issue.Title, o.Option.Label})
		}
	}
	return t
}

// impossible lists the options that no deal has, where there are deals.
func (s *settled) impossible() *table {
	t := &table{columns: []string{"issue", "option", "ruled out, among others, by"}}
	for _, o := range s.Options {
		if s.Verdict == "blocked" || o.Possible {
			continue
		}
		by := o.RuledOutByKeys
		for _, key := range o.RuleKeys {
			by = append(by, "rule "+key)
		}
		if o.Supposed {
			by = []string{"what is supposed"}
		}
		t.rows = append(t.rows, []any{o.Option.Issue.Title, o.Option.Label, by})
	}
	return t
}

// sensitivity lists the ways to ask that have another verdict.
func (s *settled) sensitivity() *table {
	t := &table{columns: []string{"asked otherwise", "verdict"}}
	for _, x := range s.Sensitivity {
		if x.Differs {
			t.rows = append(t.rows, []any{x.Change, strings.ToUpper(string(x.Verdict))})
		}
	}
	return t
}

// claims lists outside judgements with Parley's own verdict.
func claims(list []assessment) *table {
	t := &table{columns: []string{"date", "by", "parties", "Parley's verdict", "judgement"}, sentence: true}
	for _, x := range list {
		var by []string
		if x.By != nil {
			by = append(by, x.By.Name)
		}
		if x.Institution != "" {
			by = append(by, x.Institution)
		}
		t.rows = append(t.rows, []any{x.Date, by, each(x.Claim.Parties, named.name), x.Claim.verdict(), x.Text})
	}
	return t
}

// verdict is Parley's own, and which way it points beside the claim.
func (c *claim) verdict() string {
	agrees := "neither way"
	if c.Holds != nil {
		agrees = map[bool]string{true: "points the same way", false: "points the other way"}[*c.Holds]
	}
	return strings.ToUpper(string(c.Settlement.Verdict)) + ": " + agrees
}

// parts is one tidy table of what cannot stand together, what would open it and what is not known, beneath the verdict.
func (s *settled) parts(first int) *table {
	t := &table{columns: []string{"part", "rank", "verdict", "parties", "issues", "red lines", "rules", "cost", "deals", "silence", "removes", "explanation"}}
	row := func(part string, rank any, parties, issues, lines, rules []string, cost any, deals, silence, removes, words string) {
		t.rows = append(t.rows, []any{part, rank, string(s.Verdict), parties, issues, lines, rules, cost, deals, silence, removes, words})
	}
	row("verdict", nil, each(s.Parties, named.key), s.IssueKeys, each(s.RedLines, redLine.key), each(s.Rules, rule.key), nil, s.DealCount, "", "", s.Explanation)
	for n, c := range s.Cores.Nodes {
		row("core", n+1, each(c.Parties, named.key), c.IssueKeys, each(c.RedLines, redLine.key), each(c.Rules, rule.key), nil, "", "", "", c.Explanation)
	}
	for n, c := range s.Concessions.Nodes {
		row("concession", n+1, each(c.Parties, named.key), nil, each(c.RedLines, redLine.key), nil, c.Cost, c.Opens, "", "", c.Explanation)
	}
	for n, x := range s.Silences[:min(first, len(s.Silences))] {
		row("silence", n+1, []string{x.Party.Key}, []string{x.Issue.Key}, nil, nil, nil, "", string(x.Kind), x.Removes, x.Explanation)
	}
	return t
}

// each reads a word of everything in a list.
func each[T any](list []T, word func(T) string) []string {
	words := make([]string, 0, len(list))
	for _, it := range list {
		words = append(words, word(it))
	}
	return words
}

// figure writes a whole number for people: with commas, or roughly where it has many digits.
func figure(digits string) string {
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		return digits
	}
	return settle.Figure(n)
}

// grouped writes a whole number with commas.
func grouped(digits string) string {
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
