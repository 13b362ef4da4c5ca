package report

import (
	"context"
	"slices"
	"strings"

	"parley/analysis/evidence"
	"parley/graph"
)

// thinRows is how many weak records are listed one by one.
const thinRows = 10

var weaknessWords = map[evidence.Weakness]string{
	evidence.NoEvidence:   "nothing that counts",
	evidence.OrphanedWord: "words not found again",
	evidence.InferredOnly: "inference only",
	evidence.OthersOnly:   "others’ account only",
	evidence.LowGrades:    "low grades only",
	evidence.SingleOrigin: "a single origin",
	evidence.Stale:        "words more than a year old",
}

func (r *conflicts) findThinIce(ctx context.Context) (err error) {
	r.ice, err = evidence.FindThinIce(ctx, r.v)
	return err
}

// thinIce lists what is badly supported, that on which most depends first.
func (r *conflicts) thinIce() {
	r.heading(3, "On thin ice")
	list := r.ice.Records
	switch {
	case r.ice.InForce == 0:
		r.say("No position or red line is in force.")
		return
	case len(list) == 0:
		r.say("Every position and red line in force rests on the party’s own words from the last year, well graded and of more than one origin.")
		return
	}
	r.say("Positions and red lines in force that rest on little: "+Number(len(list))+" of "+Number(r.ice.InForce)+" in all, conditional ones included. ",
		"One can count in several rows.")
	r.table([]Column{{Title: "Rests on"}, {Title: "Meaning"}, {Title: "Positions and red lines", Align: Right}}, r.weaknessRows())
	words := "Those on which most depends come first: the answer on a deal, then sets of red lines that leave no package, then conflicts."
	if !r.ice.Complete {
		words += " Not all of these could be counted in the time given."
	}
	if rest := len(list) - thinRows; rest > 0 {
		words += " Listed are " + Number(thinRows) + "; there are " + Number(rest) + " more."
	}
	r.say(words)
	r.table([]Column{{Title: "Party"}, {Title: "Position or red line"}, {Title: "Rests on"}, {Title: "Decides the answer"}, {Title: "Sets", Align: Right}, {Title: "Conflicts", Align: Right}, {Title: "Sources"}},
		mapped(list[:min(thinRows, len(list))], r.thinRow))
}

// weaknessRows counts the records of each weakness there is.
func (r *conflicts) weaknessRows() [][]Text {
	var rows [][]Text
	for _, w := range evidence.NoEvidence.Values() {
		n := 0
		for _, t := range r.ice.Records {
			if slices.Contains(t.Weaknesses, evidence.Weakness(w.Word)) {
				n++
			}
		}
		if n > 0 {
			rows = append(rows, []Text{text(weaknessWords[evidence.Weakness(w.Word)]), text(w.Doc), text(digits(n))})
		}
	}
	return rows
}

func (r *conflicts) thinRow(t evidence.Thin) []Text {
	why := mapped(t.Weaknesses, func(w evidence.Weakness) string { return weaknessWords[w] })
	decides := none
	if t.Decides {
		decides = "yes"
	}
	return []Text{text(partyName(r.v.Snapshot, ownerOf(t.Record))), text(r.about(t.Record)), text(strings.Join(why, "; ")), text(decides),
		text(digits(t.Cores)), text(digits(len(t.Conflicts))), r.sources(t.Record)}
}

// about names the issue of a position with what it says, and a red line by its title.
func (r *conflicts) about(rec graph.Record) string {
	switch rec := rec.(type) {
	case *graph.Position:
		if i, ok := r.v.Issue(rec.Issue); ok {
			return i.Title + ": " + positionWords(r.v.Snapshot, rec)
		}
	case *graph.RedLine:
		return "red line " + quoted(rec.Title)
	}
	return rec.Ref().String()
}
