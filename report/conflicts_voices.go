package report

import (
	"parley/analysis/voice"
)

// departures lists where a voice of a party says what cannot stand beside the words of a higher one.
func (r *conflicts) departures() {
	var rows [][]Text
	for _, p := range r.byName() {
		for _, d := range voice.Departures(r.v, p, "") {
			rows = append(rows, []Text{text(p.Name), text(d.Issue.Title), text(d.Explanation), r.cite([]string{d.Lower.Statement.Key, d.Higher.Statement.Key})})
		}
	}
	if len(rows) == 0 {
		return
	}
	r.heading(3, "Where a lower voice departs from a higher one")
	r.say("Authority is that of the office held on the day of the words. A lower voice changes nothing of what its party is taken to hold.")
	r.table([]Column{{Title: "Party"}, {Title: "Issue"}, {Title: "What was said"}, {Title: "Sources"}}, rows)
}
