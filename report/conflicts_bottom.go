package report

import (
	"fmt"

	"parley/analysis/conflict"
)

// gravestIssues is of how many issues the bottom line names the gravest conflict.
const gravestIssues = 3

// bottomLine answers in four lines: whether there is a deal, how many conflicts, which are gravest, what is not known.
func (r *conflicts) bottomLine() {
	r.begin(bottomSection)
	lines := []Text{r.verdict(), r.howMany()}
	if len(r.groups) > 0 {
		lines = append(lines, r.gravest())
	}
	r.list(append(lines, r.notKnown()))
}

func (r *conflicts) howMany() Text {
	if len(r.found) == 0 {
		return text("No conflict is on record in this view. That is no sign of agreement: it means that nothing on record clashes.")
	}
	severities := bySeverity(r.found, func(c *conflict.Conflict) conflict.Severity { return c.Severity })
	concerned := map[string]bool{}
	for _, c := range r.found {
		for _, i := range c.Issues {
			concerned[i.Key] = true
		}
	}
	issues := Count(len(concerned), "issue", "")
	if r.found[0].Severity == r.found[len(r.found)-1].Severity { // gravest first
		return text(fmt.Sprintf("%s on record, on %s.", Sentence(Count(len(r.found), severities+" conflict is", severities+" conflicts are")), issues))
	}
	return text(fmt.Sprintf("%s on record, on %s: %s.", Sentence(Count(len(r.found), "conflict is", "conflicts are")), issues, severities))
}

func (r *conflicts) gravest() Text {
	var parts []Text
	told := map[string]bool{}
	for _, g := range r.groups {
		title := issueTitles(g.Issues)
		if told[title] || len(told) == gravestIssues {
			continue
		}
		told[title] = true
		parts = append(parts, text(title+", ", r.blocs(g), fmt.Sprintf(" (%s, %s)", kindWords[g.Kind], g.Severity)))
	}
	return text("The gravest: ", joined(parts, "; "), ".")
}

func (r *conflicts) notKnown() Text {
	return text("Not known: " + r.silent() + "; " + r.resting() + ". Silence is not flexibility.")
}

// silent says of how much of the grid of parties and issues nothing is on record.
func (r *conflicts) silent() string {
	c := r.gaps.Counts
	switch {
	case c.Cells == 0:
		return "the view has no pair of a party and an issue"
	case c.Silent == 0:
		return "on no issue is the record wholly silent about a party, though it may be on some options"
	case c.Silent == c.Cells:
		return "on no issue does anything on record say where a party stands"
	}
	return fmt.Sprintf("for %s of %s of a party and an issue nothing on record says where the party stands", Number(c.Silent), Count(c.Cells, "pair", ""))
}

// resting says how much of what is in force rests on no source.
func (r *conflicts) resting() string {
	held, bare := r.gaps.Counts.Records, len(r.gaps.NoEvidence)
	switch {
	case held == 0:
		return "no position or red line is in force"
	case held == bare:
		return "no position or red line in force rests on a source"
	case held == 1:
		return "the only position or red line in force rests on a source"
	case bare == 0:
		return "each of the " + Number(held) + " positions and red lines in force rests on a source"
	}
	return fmt.Sprintf("of %s positions and red lines in force, %s on no source", Number(held), Count(bare, "rests", "rest"))
}
