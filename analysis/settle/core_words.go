package settle

import (
	"context"
	"math/big"
	"slices"
	"strings"

	"parley/analysis/core"
	"parley/analysis/nogood"
	"parley/graph"
)

// CoreWords says in a sentence or two why the red lines of a core cannot stand together.
func (s *Settlement) CoreWords(c Core) string {
	rules := s.rulesWords(c.Rules)
	if len(c.RedLines) == 0 {
		return "The rules alone leave no package (" + rules + "); no giving-up of red lines would help."
	}
	var said []string
	for _, r := range c.RedLines {
		said = append(said, s.named(r)+" rules out "+s.excluded(c.basis, r))
	}
	words := capital(strings.Join(said, "; "))
	if rules != "" {
		words += "; by rule, never relaxed: " + rules
	}
	if len(c.RedLines) == 1 {
		return words + ". " + capital(s.given()+"that line alone leaves no package.")
	}
	return words + ". " + capital(s.given()+"together they leave no package; without any one of them some would be left.")
}

// given recalls that issues are supposed settled.
func (s *Settlement) given() string {
	if len(s.View.Supposed.Assumes) == 0 {
		return ""
	}
	return "with what is supposed, "
}

// named names a red line with its party, and with a mark if it is supposed or has no source.
func (s *Settlement) named(r *graph.RedLine) string {
	words := s.words().whose(r)
	switch {
	case s.View.Supposes(r):
		words += " (supposed, not on record)"
	case len(r.Evidence) == 0:
		words += " (no source on record)"
	case r.Strength() == graph.Implied:
		words += " (implied, never said as a refusal)"
	}
	return words
}

// excluded says which of what the line rules out the basis rests on. What it rules out of one issue alone is united.
func (s *Settlement) excluded(b core.Basis, r *graph.RedLine) string {
	var ways []nogood.Nogood
	broad := ""
	narrow := s.numbers.Numbered(r.Forbids)
	for _, c := range b.Clauses {
		if c.Line != r {
			continue
		}
		if !slices.ContainsFunc(narrow, func(n nogood.Nogood) bool { return slices.Equal(n, c.Nogood) }) {
			broad = " (in part on the broad reading only)"
		}
		same := func(n nogood.Nogood) bool { return len(n) == 1 && len(c.Nogood) == 1 && n[0].Var == c.Nogood[0].Var }
		if at := slices.IndexFunc(ways, same); at >= 0 {
			ways[at] = nogood.Nogood{{Var: c.Nogood[0].Var, Set: ways[at][0].Set | c.Nogood[0].Set}}
			continue
		}
		ways = append(ways, c.Nogood)
	}
	var words []string
	for _, n := range ways {
		var terms []string
		for _, t := range n {
			terms = append(terms, s.words().labels(t.Var, t.Set)+" on "+quoted(s.words().title(t.Var)))
		}
		words = append(words, strings.Join(terms, " together with "))
	}
	return strings.Join(words, ", and ") + broad
}

func (s *Settlement) rulesWords(rules []*graph.Rule) string {
	var reasons []string
	for _, r := range rules {
		reasons = append(reasons, strings.TrimSuffix(r.Reason, "."))
	}
	return strings.Join(reasons, "; ")
}

// ConcessionWords says who would have to give up what, and what that opens. It fails as Deals does.
func (s *Settlement) ConcessionWords(ctx context.Context, c Concession) (string, error) {
	opens, err := c.Opens(ctx)
	if err != nil {
		return "", err
	}
	verdict, err := c.Verdict(ctx)
	if err != nil {
		return "", err
	}
	var given []string
	for _, p := range c.Parties {
		var titles []string
		for _, r := range c.RedLines {
			if r.Party == p.Key {
				titles = append(titles, quoted(r.Title))
			}
		}
		given = append(given, p.InProse()+" gave up "+plural(len(titles), "its red line", "its red lines")+" "+series(titles, "and"))
	}
	words := "If " + series(given, "and") + ", " + packages(opens) + " would be left"
	switch {
	case verdict == VerdictOpen:
	case opens.Cmp(big.NewInt(1)) == 0:
		words += ", though it rests on silence"
	default:
		words += ", though each rests on silence"
	}
	return words + ".", nil
}

// OptionWords says why no deal has an option, or that all have it; empty where some have it and some do not.
func (s *Settlement) OptionWords(o OptionVerdict, r RuledOut) string {
	what := quoted(o.Option.Label) + " on " + quoted(o.Issue.Title)
	switch {
	case o.Forced:
		return "Every deal has " + what + "."
	case o.Possible:
		return ""
	case o.Supposed:
		return "No deal has " + what + ": it is supposed that the issue is settled otherwise."
	}
	var lines []string
	for _, line := range r.RedLines {
		lines = append(lines, s.named(line))
	}
	verb := " rules it out."
	if len(lines) != 1 || len(r.Rules) > 0 {
		verb = " together rule it out."
	}
	because := series(lines, "and")
	switch rules := s.rulesWords(r.Rules); {
	case rules == "":
	case len(lines) == 0:
		because, verb = "the rules ("+rules+")", " rule it out."
	default:
		because += ", with the rules (" + rules + "),"
	}
	if r.Everything {
		return "No deal has " + what + ", nor anything else: with " + strings.TrimSuffix(because, ",") + " no package is left."
	}
	return "No deal has " + what + ": " + because + verb
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
