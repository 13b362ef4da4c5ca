package term

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/analysis/settle"
	"parley/graph"
)

func quoted(s string) string { return "“" + s + "”" }

// series joins words as prose does: a, b and c.
func series(words []string, and string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}

// capital begins the words with a capital.
func capital(words string) string {
	r, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[n:]
}

// possessive returns the party's name in the genitive.
func possessive(p *graph.Party) string {
	if name := p.InProse(); strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return p.InProse() + "'s"
}

func labels(senses []*graph.Sense, joint string) string {
	var list []string
	for _, s := range senses {
		list = append(list, quoted(s.Label))
	}
	return series(list, joint)
}

// explain tells who means what in one sentence.
func (d Difference) explain(t *graph.Term) string {
	return fmt.Sprintf("By %s %s means %s, and %s means %s.",
		quoted(t.Title), d.A.InProse(), quoted(d.AMeans.Label), d.B.InProse(), quoted(d.BMeans.Label))
}

// explain tells how the term is used and what hangs on it.
func (f *Finding) explain(differences []Difference) string {
	parts := []string{f.used(differences), f.hangs()}
	if len(f.Agreements) > 0 && f.Agreements[0].All {
		parts = append(parts, "Agreement of those asked about holds only while the term stays open.")
	}
	return strings.Join(parts, " ")
}

func (f *Finding) used(differences []Difference) string {
	var users, differing []string
	add := func(list []string, p *graph.Party) []string {
		if !slices.Contains(list, p.Key) {
			list = append(list, p.Key)
		}
		return list
	}
	for _, s := range f.Senses {
		for _, u := range s.Uses {
			users = add(users, u.Party)
		}
	}
	for _, d := range differences {
		differing = add(add(differing, d.A), d.B)
	}
	switch title := quoted(f.Term.Title); {
	case len(users) == 0:
		return "No use of " + title + " is on record by that day."
	case len(users) == 1:
		return "One party is on record as using " + title + "."
	case len(differing) == 0:
		return fmt.Sprintf("%d parties are on record as using %s, all in senses that come to the same.", len(users), title)
	default:
		return fmt.Sprintf("%d parties are on record as using %s; %d of them differ from another in what they mean.", len(users), title, len(differing))
	}
}

// hangs tells how the verdict moves with the sense, on the narrow reading.
func (f *Finding) hangs() string {
	text := "With the term left open the verdict is " + f.Open.words()
	by := map[Verdicts][]*graph.Sense{}
	var order []Verdicts
	for _, s := range f.Senses {
		if s.Unjudged != "" {
			continue
		}
		if by[s.Verdicts] == nil {
			order = append(order, s.Verdicts)
		}
		by[s.Verdicts] = append(by[s.Verdicts], s.Sense)
	}
	if len(order) == 1 && order[0] == f.Open {
		return text + "; settled in any one sense it is the same."
	}
	for _, v := range order {
		text += "; settled as " + labels(by[v], "or") + " it is " + v.words()
	}
	return text + "."
}

func (v Verdicts) words() string {
	if v.Narrow == v.Broad {
		return word(v.Narrow)
	}
	return word(v.Narrow) + " on a narrow and " + word(v.Broad) + " on a broad reading of red lines"
}

func word(v settle.Verdict) string { return strings.ToUpper(string(v)) }

// tell says who accepts which sense, and what each sense meets with.
func (f *Finding) tell(a Agreement) string {
	var accepts []string
	for _, x := range a.Accepts {
		accepts = append(accepts, x.Party.InProse()+" accepts it as "+series(f.accepted(x), "and"))
	}
	text := capital(strings.Join(accepts, "; ")) + "; in no one sense do they accept the same."
	for n := range f.Senses {
		if words := f.Senses[n].meets(a); words != "" {
			text += " " + words
		}
	}
	return text
}

// accepted names the senses that a party accepts, and of which it accepts only a part.
func (f *Finding) accepted(x Acceptance) []string {
	var words []string
	for n := range f.Senses {
		s := &f.Senses[n]
		if !slices.Contains(x.Senses, s.Sense) {
			continue
		}
		label := quoted(s.Label)
		if st, _ := s.stand(x.Party); st.Partly {
			label += " in part"
		}
		words = append(words, label)
	}
	return words
}

// meets says which of the parties stand against a sense that another accepts, or are silent on it.
func (s *Settled) meets(a Agreement) string {
	accepted := slices.ContainsFunc(a.Accepts, func(x Acceptance) bool { return slices.Contains(x.Senses, s.Sense) })
	if !accepted {
		return ""
	}
	var words []string
	for _, p := range a.Parties {
		if st, ok := s.stand(p); ok && st.Accepts == nil {
			words = append(words, st.words())
		}
	}
	if len(words) == 0 {
		words = []string{"each accepts other options of it"}
	}
	return "Settled as " + quoted(s.Label) + ", " + series(words, "and") + "."
}

// words says how the party stands to a sense that it does not accept.
func (st Stand) words() string {
	name := st.Party.InProse()
	switch st.Attitude {
	case graph.AttitudeForbidden:
		var lines []string
		for _, r := range st.RedLines {
			lines = append(lines, quoted(r.Title))
		}
		noun := " red line "
		if len(lines) > 1 {
			noun = " red lines "
		}
		return "it crosses " + possessive(st.Party) + noun + series(lines, "or")
	case graph.AttitudeOpposed:
		return name + " is opposed"
	case graph.AttitudeImpliedOpposed:
		return name + " demands something else"
	}
	return name + " is silent, which is no consent"
}

// each says of every party in what words it accepts.
func each(v *graph.View, accepts []*graph.Position, words func(*graph.View, *graph.Position) string) string {
	var list []string
	for _, p := range accepts {
		if party, ok := v.Party(p.Party); ok {
			if text := party.InProse() + " " + words(v, p); !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	return strings.Join(list, "; ")
}

func scope(_ *graph.View, p *graph.Position) string {
	if p.Scope == "" {
		return "without a scope of its own"
	}
	return "for " + quoted(p.Scope)
}

func onCondition(v *graph.View, p *graph.Position) string {
	if len(p.Condition) == 0 {
		return "without a condition"
	}
	var ways []string
	for _, c := range p.Condition {
		var terms []string
		for _, key := range c.Issues() {
			if i, ok := v.Issue(key); ok {
				terms = append(terms, i.Title+": "+series(i.Labels(i.Set(c[key])), "or"))
			}
		}
		ways = append(ways, quoted(strings.Join(terms, ", with ")))
	}
	return "only with " + series(ways, "or")
}
