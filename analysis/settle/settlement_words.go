package settle

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"parley/analysis/nogood"
	"parley/graph"
)

// Explanation says in a paragraph what the verdict is, on what it rests, and relative to which record. It fails as
// Deals does.
func (s *Settlement) Explanation(ctx context.Context) (string, error) {
	said, err := s.reasons(ctx)
	if err != nil {
		return "", err
	}
	otherwise, err := s.readOtherwise(ctx)
	if err != nil {
		return "", err
	}
	return strings.Join(slices.Concat([]string{s.relative()}, said, []string{s.holders()}, otherwise), " "), nil
}

// relative says of which red lines the verdict holds.
func (s *Settlement) relative() string {
	v := s.View
	lines, supposed := s.drawn()
	words := fmt.Sprintf("%s: relative to %s as of %s for %s", capital(string(s.Verdict)), lines, v.AsOf, series(s.asked(), "and"))
	if supposed > 0 {
		words += ", with " + count(supposed, "red line") + " only supposed"
	}
	if n := len(v.Rules); n > 0 {
		words += ", and to " + count(n, "rule") + " that no party owns"
	}
	words += fmt.Sprintf(", on the %s reading", v.Reading)
	if !v.Floor.IsZero() || v.Without != "" {
		words += " and with part of the evidence only"
	}
	if len(v.Prefer) > 0 {
		words += " and on versions asked for where sources disagree"
	}
	if !v.Supposed.IsZero() {
		words += " and under the suppositions made"
	}
	return words + s.answerWords()
}

// drawn counts the red lines in force that are on record, in words, and those that are only supposed.
func (s *Settlement) drawn() (recorded string, supposed int) {
	for _, r := range s.View.RedLines {
		if s.View.Supposes(r) {
			supposed++
		}
	}
	switch n := len(s.View.RedLines) - supposed; n {
	case 0:
		return "no red line recorded", supposed
	case 1:
		return "the one red line recorded", supposed
	default:
		return "the " + count(n, "red line") + " recorded", supposed
	}
}

// asked names the parties asked about.
func (s *Settlement) asked() []string {
	var names []string
	for _, p := range s.View.Parties {
		names = append(names, p.InProse())
	}
	if len(names) == 0 {
		return []string{"nobody"}
	}
	return names
}

func (s *Settlement) answerWords() string {
	switch s.Verdict {
	case VerdictBlocked:
		return fmt.Sprintf(", nothing is left of %s (one option on %s): each crosses a red line or a rule.", packages(s.Packages), s.each())
	case VerdictOpen:
		return ", some package crosses none, and rests on no party's silence."
	}
	return ", packages remain that cross none, but each of them rests on silence."
}

func (s *Settlement) reasons(ctx context.Context) ([]string, error) {
	if s.Verdict == VerdictBlocked {
		return s.blockedBy(ctx)
	}
	deals, err := s.Deals(ctx)
	if errors.Is(err, nogood.ErrTooLarge) {
		return []string{capital(err.Error()) + "."}, nil
	}
	if err != nil {
		return nil, err
	}
	said := []string{fmt.Sprintf("Of %s (one option on %s), %s.", packages(s.Packages), s.each(), remain(deals))}
	witness, err := s.Witness(ctx)
	if err != nil {
		return nil, err
	}
	if s.Verdict == VerdictOpen {
		said = append(said, "Of those on which nobody is silent, the one with least opposition "+opposedWords(len(witness.Opposed))+". That it is not ruled out is no forecast.")
	} else {
		silences, err := s.Silences(ctx)
		if err != nil {
			return nil, err
		}
		said = append(said, fmt.Sprintf("Even the one with least silence needs %s, and silence is no consent. %s",
			count(len(witness.Silent), "answer")+" that "+s.nothing()+" gives", s.foremost(silences, deals)))
	}
	return said, nil
}

// blockedBy says what blocks, and what would open.
func (s *Settlement) blockedBy(ctx context.Context) ([]string, error) {
	const listed, budget = 500, time.Second
	cores, err := s.Cores(ctx, 1, budget)
	if err != nil || len(cores.Cores) == 0 {
		return nil, err
	}
	said := []string{s.CoreWords(cores.Cores[0])}
	if cores.Found > 1 || !cores.Complete {
		said = append(said, "It is not the only set of red lines that cannot stand together.")
	}
	concessions, err := s.Concessions(ctx, listed, budget)
	if err != nil || len(concessions.Concessions) == 0 {
		return said, err
	}
	words, err := s.ConcessionWords(ctx, concessions.Concessions[0])
	return append(said, words+s.furtherWays(concessions)), err
}

// furtherWays says how many further concessions there are, and how many of them cost as little.
func (s *Settlement) furtherWays(l ConcessionList) string {
	more := ""
	if !l.Complete {
		more = "at least "
	}
	n := len(l.Concessions) - 1
	if n == 0 {
		return ""
	}
	same := 0
	for _, c := range l.Concessions[1:] {
		if c.Cost == l.Concessions[0].Cost {
			same++
		}
	}
	ways := more + count(n, "other way")
	are := "are "
	if n == 1 && l.Complete {
		are = "is "
	}
	switch same {
	case n:
		return " There " + are + ways + " at the same cost."
	case 0:
		return " There " + are + ways + ", at a higher cost."
	}
	return fmt.Sprintf(" There %s%s, %d of them at the same cost.", are, ways, same)
}

// holders says how many of the red lines are whose.
func (s *Settlement) holders() string {
	drawn := map[string]int{}
	for _, r := range s.View.RedLines {
		drawn[r.Party]++
	}
	var words, none []string
	for _, p := range s.View.Parties {
		if n := drawn[p.Key]; n > 0 {
			words = append(words, fmt.Sprintf("%d of %s", n, p.InProse()))
		} else {
			none = append(none, p.InProse())
		}
	}
	if len(none) > 0 {
		words = append(words, "none of "+series(none, "or"))
	}
	return "Red lines in force: " + strings.Join(words, ", ") + "."
}

// readOtherwise says what the other reading of the red lines would give, if that is another verdict.
func (s *Settlement) readOtherwise(ctx context.Context) ([]string, error) {
	other := graph.Broad
	if s.View.Reading == graph.Broad {
		other = graph.Narrow
	}
	o := s.View.ViewOptions
	o.Reading = other
	v, err := s.View.Snapshot.View(o)
	if err != nil {
		return nil, err
	}
	t, err := Settle(ctx, v, s.cache)
	if err != nil || t.Verdict == s.Verdict {
		return nil, err
	}
	return []string{fmt.Sprintf("On the %s reading the verdict is %s.", other, t.Verdict)}, nil
}

// foremost says on how many cells every deal rests, or on which most do.
func (s *Settlement) foremost(silences []Silence, deals *big.Int) string {
	const few = 3
	var all []Silence
	for _, x := range silences {
		if x.Removes.Cmp(deals) == 0 {
			all = append(all, x)
		}
	}
	slices.SortStableFunc(all, func(a, b Silence) int { return cmp.Compare(s.bearing(b.Issue), s.bearing(a.Issue)) })
	var cells []string
	for _, x := range all[:min(few, len(all))] {
		cells = append(cells, quoted(x.Issue.Title)+" ("+x.Party.InProse()+")")
	}
	switch n := len(all) - len(cells); {
	case len(all) == 0:
		return fmt.Sprintf("Most hangs on %s (%s): %s remaining packages rest on it.", quoted(silences[0].Issue.Title), silences[0].Party.InProse(), Figure(silences[0].Removes))
	case n == 0:
		return "Every remaining package rests on silence on " + series(cells, "and") + "."
	default:
		return "Every remaining package rests on silence on " + strings.Join(cells, ", ") + " and " + count(n, "further cell") + "."
	}
}

// bearing counts the red lines that name the issue.
func (s *Settlement) bearing(i *graph.IssueView) int {
	n := 0
	for _, r := range s.View.RedLines {
		if slices.ContainsFunc(s.View.Forbids(r), func(p graph.Pattern) bool { return p[i.Key] != nil }) {
			n++
		}
	}
	return n
}

// SilenceWords says what is not known of a cell, and what hangs on it.
func (s *Settlement) SilenceWords(x Silence) string {
	words := fmt.Sprintf("%s says how %s stands to ", capital(s.nothing()), x.Party.InProse())
	st, _ := x.Issue.Stand(x.Party.Key)
	if silent := st.Silent() & x.Issue.Assumed; silent != 0 && silent != x.Issue.Assumed {
		words += s.words().labels(s.numbers.Variable[x.Issue.Key], silent) + " on "
	}
	return words + quoted(x.Issue.Title) + silenceWords[x.Kind] + " A red line there could remove " + upTo(x.Removes) + "."
}

var silenceWords = map[graph.SilenceKind]string{
	graph.SilenceNotResearched: "; no search is on record either.",
	graph.SilenceNotFound:      ", though somebody looked.",
	graph.SilenceUnclear:       ": it spoke, and left it open or ambiguous.",
	graph.SilenceDeclined:      ": it was asked and would not say.",
	graph.SilenceDenied:        ": it denies the position ascribed to it.",
	graph.SilenceOtherOptions:  ": what it has said is of other options, has ended, holds only on a condition, or is left out by the evidence asked for.",
}

func opposedWords(n int) string {
	if n == 0 {
		return "meets none"
	}
	return "still has a party against the option taken in " + count(n, "case")
}

func remain(deals *big.Int) string {
	if deals.Cmp(big.NewInt(1)) == 0 {
		return "1 crosses no red line and no rule"
	}
	return Figure(deals) + " cross no red line and no rule"
}

func upTo(n *big.Int) string {
	if n.Cmp(big.NewInt(1)) == 0 {
		return "1 remaining package"
	}
	return "up to " + Figure(n) + " remaining packages"
}

func packages(n *big.Int) string {
	if n.Cmp(big.NewInt(1)) == 0 {
		return "1 package"
	}
	return Figure(n) + " packages"
}

// count counts things in figures: 1 red line, 2 red lines.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return Figure(big.NewInt(int64(n))) + " " + what + "s"
}

// Figure writes a number with commas, or roughly where it has more than 15 digits.
func Figure(n *big.Int) string {
	digits := n.String()
	if len(digits) > 15 {
		mantissa, exponent, _ := strings.Cut(new(big.Float).SetInt(n).Text('e', 1), "e+")
		return "about " + mantissa + " × 10" + raised.Replace(strings.TrimLeft(exponent, "0"))
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

func (s *Settlement) words() numbering { return numbering{s.numbers.Numbering} }

// nothing names what is not there: nothing on record, or of it nothing that the view admits.
func (s *Settlement) nothing() string {
	if s.View.Floor.IsZero() && s.View.Without == "" {
		return "nothing on record"
	}
	return "nothing in the evidence admitted"
}

// each names the issues of a package.
func (s *Settlement) each() string {
	if len(s.View.Issues) == 1 {
		return "the one issue"
	}
	return "each of " + count(len(s.View.Issues), "issue")
}
