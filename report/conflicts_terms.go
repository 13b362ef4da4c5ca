package report

import (
	"context"
	"slices"

	"parley/analysis/term"
	"parley/graph"
)

// findTerms settles each word that parties use in different senses, or agree on only while it stays open.
func (r *conflicts) findTerms(ctx context.Context) error {
	for _, t := range term.Terms(r.v) {
		f, err := term.Find(ctx, r.v, t, r.deal.cache)
		if err != nil {
			return err
		}
		if len(f.Agreements) > 0 || len(term.Differences(r.v, t)) > 0 {
			r.senses = append(r.senses, f)
		} else {
			r.alike++
		}
	}
	return nil
}

// differentSenses tells who means what by a word, and what would come of settling it in each sense.
func (r *conflicts) differentSenses() {
	if len(r.senses) == 0 {
		return
	}
	r.heading(3, "Words used in different senses")
	open := r.senses[0].Open // whatever the word, nothing is supposed of it
	words := "The answers are those on a deal for " + r.askedWords() + ", with the word settled in the sense given, on a narrow and on a broad reading of red lines; " +
		"with all left open they are " + string(open.Narrow) + " and " + string(open.Broad) + ". A word left open is no fault: it can be what lets parties sign, and what they will quarrel over."
	if r.alike > 0 {
		words += " Recorded with several senses, but not as used in different ones by " + DayWords(r.v.AsOf) + ": " + Count(r.alike, "more word", "") + "."
	}
	r.say(words)
	var rows [][]Text
	var hold []Text
	for _, f := range r.senses {
		rows = append(rows, r.senseRows(f)...)
		for _, a := range f.Agreements {
			hold = append(hold, text(strong(f.Term.Title+":"), " "+a.Explanation, r.accepting(a)))
		}
	}
	r.table([]Column{{Title: "Word"}, {Title: "Sense"}, {Title: "Used so by"}, {Title: "Narrow reading"}, {Title: "Broad reading"}}, rows)
	if len(hold) > 0 {
		r.say("Agreement that holds only while the word stays open:")
		r.list(hold)
	}
}

// senseRows has a row for each sense.
func (r *conflicts) senseRows(f *term.Finding) [][]Text {
	return mapped(f.Senses, func(s term.Settled) []Text {
		narrow, broad := string(s.Narrow), string(s.Broad)
		if s.Unjudged != "" {
			narrow, broad = s.Unjudged, none
		}
		return []Text{text(quoted(f.Term.Title)), text(s.Label), r.users(s.Uses), text(narrow), text(broad)}
	})
}

// users names who uses a word in a sense.
func (r *conflicts) users(uses []term.Use) Text {
	if len(uses) == 0 {
		return text("nobody ", unsourced)
	}
	return joined(mapped(uses, func(u term.Use) Text {
		return text(u.Party.Name, r.cite(mapped(u.Statements, func(st *graph.Statement) string { return st.Key })))
	}), "; ")
}

// accepting cites what the parties of an agreement hold on the issues of the senses that they accept.
func (r *conflicts) accepting(a term.Agreement) Text {
	var records []graph.Record
	for _, x := range a.Accepts {
		for _, sense := range x.Senses {
			for _, key := range sense.Means.Issues() {
				if i, ok := r.v.Issue(key); ok {
					records = append(records, r.takes(x.Party, i, sense.Means[key])...)
				}
			}
		}
	}
	return r.behind(records...)
}

// takes lists the positions by which a party demands, prefers or accepts one of the options of an issue.
func (r *conflicts) takes(p *graph.Party, i *graph.IssueView, options []string) []graph.Record {
	var list []graph.Record
	for _, pos := range r.v.Positions {
		committed := slices.Contains([]graph.Stance{graph.StanceDemands, graph.StancePrefers, graph.StanceAccepts}, pos.Stance)
		if pos.Party == p.Key && pos.Issue == i.Key && committed && i.Set(pos.Options)&i.Set(options) != 0 {
			list = append(list, pos)
		}
	}
	return list
}
