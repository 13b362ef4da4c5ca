package settle

import (
	"strconv"
	"strings"

	"parley/graph"
)

// explain puts the reception into sentences; lines is how many red lines of the party were judged.
func (r *Reception) explain(lines int) string {
	words := []string{r.answered(), r.crossings(lines)}
	var missed, partly, silent []string
	for _, u := range r.Unmet {
		if u.Partly {
			partly = append(partly, u.Issue.Title)
		} else {
			missed = append(missed, u.Issue.Title)
		}
	}
	for _, s := range r.Silent {
		silent = append(silent, s.Issue.Title)
	}
	for _, part := range []struct {
		about  string
		titles []string
	}{
		{"Demands it does not meet: ", missed},
		{"Demands it leaves open: ", partly},
		{"No word of the party is on record on what it chooses here: ", silent},
	} {
		if len(part.titles) > 0 {
			words = append(words, part.about+strings.Join(unique(part.titles), "; ")+".")
		}
	}
	return strings.Join(words, " ")
}

var answers = map[graph.Answer]string{
	graph.AnswerAccepts:      "accepts the text",
	graph.AnswerReservations: "accepts the text with reservations",
	graph.AnswerRejects:      "rejects the text",
	graph.AnswerReview:       "is studying the text",
	graph.AnswerNone:         "was asked and has not answered",
}

func (r *Reception) answered() string {
	if r.Response == nil {
		return "No answer of " + r.Party.InProse() + " is on record."
	}
	words := capital(r.Party.InProse()) + " " + answers[r.Response.Answer]
	if !r.Response.Date.IsZero() {
		words += " (" + r.Response.Date.String() + ")"
	}
	return words + "."
}

// crossings counts the party's red lines by outcome.
func (r *Reception) crossings(lines int) string {
	if lines == 0 {
		return "The party has no red line on record here."
	}
	respected := lines - len(r.Crossed) - len(r.Open)
	var words []string
	for _, n := range []struct {
		verb  string
		count int
	}{{"crosses", len(r.Crossed)}, {"leaves open", len(r.Open)}, {"respects", respected}} {
		switch {
		case n.count > 0 && lines == 1:
			return "The text " + n.verb + " the party's only red line."
		case n.count > 0:
			words = append(words, n.verb+" "+strconv.Itoa(n.count))
		}
	}
	return "Of the party's " + strconv.Itoa(lines) + " red lines the text " + series(words, "and") + "."
}
