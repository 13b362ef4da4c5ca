package report

import (
	"fmt"

	"parley/analysis/conflict"
)

// gravestIssues is of how many issues the bottom line names the gravest conflict.
const gravestIssues = 3

// bottomLine answers in three lines: how many conflicts, which are gravest, what is not known.
func (r *conflicts) bottomLine() {
	r.heading(2, "1. Bottom line")
	lines := []Text{r.howMany()}
	if len(r.groups) > 0 {
		lines = append(lines, r.gravest())
	}
	r.list(append(lines, r.notKnown()))
}

func (r *conflicts) howMany() Text {
	if len(r.found) == 0 {
		return text("No conflict is on record in this view. That is no sign of agreement: it means that nothing on record clashes.")
	}
	return text(fmt.Sprintf("%s on record, on %s: %s.", Sentence(Count(len(r.found), "conflict is", "conflicts are")),
		Count(len(r.contested()), "issue", ""), bySeverity(r.found, func(c *conflict.Conflict) conflict.Severity { return c.Severity })))
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
	c := r.gaps.Counts
	held := Count(c.Records, "position and red line", "positions and red lines")
	resting := "each of the " + held + " in force rests on a source"
	if n := len(r.gaps.NoEvidence); n > 0 {
		resting = fmt.Sprintf("of %s in force, %s on no source", held, Count(n, "rests", "rest"))
	}
	return text(fmt.Sprintf("Not known: for %s of %s of a party and an issue nothing on record says where the party stands; %s. Silence is not flexibility.",
		Number(c.Silent), Count(c.Cells, "pair", ""), resting))
}
