package schema

import (
	"parley/analysis/voice"
	"parley/graph"
)

// voiceOf is a voice with its departures from higher ones.
type voiceOf struct {
	*voice.Voice
	departures []*voice.Departure
}

var onIssueArg = arg{"issue", "String", "Only words on this issue, by key: those that a position or red line of the party on it rests on. Default: whatever the subject."}

// partyVoicesFields are who speaks for a party, and where they part.
func partyVoicesFields() []field {
	return []field{
		{name: "voices", typ: "[Voice!]!", doc: "Who speaks for it on the day of the view, by authority, with the last words of each: office-holders, then former ones, commentators and voices without a name that are only reported. Outside a negotiation it is seen in the first one it takes part in.",
			args: []arg{onIssueArg}, resolve: with(func(c *call, s seen[*graph.Party]) (any, error) {
				v, err := c.voicesView(s.lens, s.it)
				if err != nil {
					return nil, err
				}
				return voicesOf(s.lens, v, s.it, c.text("issue")), nil
			})},
		{name: "departures", typ: "[Departure!]!", doc: "Where a lower voice's last words cannot stand beside a higher one's, by issue, then voices. They change nothing of what the party holds.",
			args: []arg{onIssueArg}, resolve: with(func(c *call, s seen[*graph.Party]) (any, error) {
				v, err := c.voicesView(s.lens, s.it)
				if err != nil {
					return nil, err
				}
				return seeAll(s.lens, voice.Departures(v, s.it, c.text("issue"))), nil
			})},
	}
}

// voicesFields are the same for all parties of a negotiation, or for one.
func voicesFields() []field {
	args := []arg{{"party", "String", "Only this party, by key. Default: every party of the view."}, onIssueArg}
	return []field{
		{name: "voices", typ: "[Voice!]!", doc: "Who speaks for the parties of the view on its day, by party, then authority.",
			args: args, resolve: overParties(func(c *call, s seen[negotiation], p *graph.Party) []seen[voiceOf] {
				return voicesOf(s.lens, s.frame.View, p, c.text("issue"))
			})},
		{name: "departures", typ: "[Departure!]!", doc: "Where lower voices of a party depart from higher ones, by party, issue, then voices.",
			args: args, resolve: overParties(func(c *call, s seen[negotiation], p *graph.Party) []seen[*voice.Departure] {
				return seeAll(s.lens, voice.Departures(s.frame.View, p, c.text("issue")))
			})},
	}
}

// overParties joins the lists of all parties asked about.
func overParties[T any](list func(*call, seen[negotiation], *graph.Party) []T) resolver {
	return with(func(c *call, s seen[negotiation]) (any, error) {
		only, given := c.args["party"].(string)
		if given {
			if err := s.known(graph.KindParty, "party", []string{only}); err != nil {
				return nil, err
			}
		}
		if err := c.issueIn(s.frame.Issues); err != nil {
			return nil, err
		}
		all := []T{}
		for _, p := range s.frame.Parties {
			if !given || p.Key == only {
				all = append(all, list(c, s, p)...)
			}
		}
		return all, nil
	})
}

// voicesView is the view in which the voices of a party are heard: that of the lens; outside a negotiation that of the
// issue asked about, or else of the first negotiation in which the party takes part.
func (c *call) voicesView(l *lens, p *graph.Party) (*graph.View, error) {
	if l.frame == nil {
		if i, ok := graph.Get[*graph.Issue](l.snap, c.text("issue")); ok {
			f, err := l.within(i.Negotiation)
			if err != nil {
				return nil, err
			}
			return f.View, nil
		}
	}
	views, err := l.views()
	if err != nil {
		return nil, err
	}
	// A party that takes part in nothing is seen on the day alone.
	v := &graph.View{ViewOptions: graph.ViewOptions{AsOf: l.asOf}, Snapshot: l.snap}
	for _, f := range views {
		if _, there := f.Party(p.Key); there || l.frame != nil {
			v = f.View
			break
		}
	}
	return v, c.issueIn(v.Issues)
}

// issueIn fails unless the issue asked about, if any, is one of the list.
func (c *call) issueIn(issues []*graph.IssueView) error {
	asked, given := c.args["issue"].(string)
	var keys []string
	for _, i := range issues {
		if i.Key == asked {
			return nil
		}
		keys = append(keys, i.Key)
	}
	if !given {
		return nil
	}
	return faultf(CodeNotFound, "issue: %s", graph.UnknownWord("issue of the view", shorten(asked), keys))
}

func voicesOf(l *lens, v *graph.View, p *graph.Party, issue string) []seen[voiceOf] {
	departures := voice.Departures(v, p, issue)
	var list []voiceOf
	for _, a := range voice.Of(v, p, issue) {
		of := voiceOf{Voice: a}
		for _, d := range departures {
			if d.Lower.Person == a.Person && d.Lower.Name == a.Name {
				of.departures = append(of.departures, d)
			}
		}
		list = append(list, of)
	}
	return seeAll(l, list)
}

func voiceTypes() []definition {
	return []definition{
		enum{"VoiceStanding", "What a voice is to a party on a day.", voice.Standing("").Values()},
		enum{"VoiceCapacity", "How words were said for a party.", voice.Capacity("").Values()},
		object{name: "Voice", doc: "Somebody who speaks for a party, with the authority of the view's day and the last words on record.", fields: fieldList(
			voiceFields(), latestFields(), voiceLinks(),
		)},
		object{name: "Departure", doc: "Where a lower voice's last words cannot stand beside a higher one's. A later change that the higher voice announces is none. It changes nothing of what the party holds.", fields: departureFields()},
		object{name: "VoiceSaid", doc: "What a voice said, with the authority of the day it was said, and what of the party's rests on it.", fields: saidFields()},
	}
}

func voiceFields() []field {
	return fieldList(
		plain("partyKey", "String!", "The key of the party.", func(a voiceOf) any { return a.Party.Key }),
		plain("personKey", "String", "The key of the person; null for a voice without a name.", func(a voiceOf) any { return personKey(a.Person) }),
		plain("name", "String!", "The person's name, or what the source calls the voice.", func(a voiceOf) any { return a.Name }),
		plain("standing", "VoiceStanding!", "What it is to the party on the day.", func(a voiceOf) any { return string(a.Standing) }),
		plain("office", "String", "The office held on the day, the strongest; of somebody who has left, the one left last.", func(a voiceOf) any {
			if a.Office == nil {
				return nil
			}
			return a.Office.Title
		}),
		plain("authority", "Authority", "How far its words bind the party on the day; null where no office does.", func(a voiceOf) any { return opt(string(a.Authority)) }),
		plain("since", "Date", "When the office was taken up.", func(a voiceOf) any { return a.Since() }),
		plain("until", "Date", "When the office ended or is to end; null where no end is on record.", func(a voiceOf) any { return a.Until() }),
		plain("basis", "String!", "What the authority rests on, in one sentence.", func(a voiceOf) any { return a.Basis }),
		plain("departs", "Boolean!", "Whether its last words depart from a higher voice's.", func(a voiceOf) any { return len(a.departures) > 0 }),
	)
}

// latestFields are what a voice said last, flat.
func latestFields() []field {
	of := func(name, typ, doc string, read func(seen[voiceOf], *graph.Statement) any) field {
		return field{name: name, typ: typ, doc: doc + " Null where nothing is on record.", resolve: get(func(s seen[voiceOf]) any {
			if s.it.Latest == nil {
				return nil
			}
			return read(s, s.it.Latest)
		})}
	}
	return []field{
		of("latestKey", "String", "The key of what it said last, in its own words.", func(_ seen[voiceOf], st *graph.Statement) any { return st.Key }),
		of("latestDate", "Date", "When it was said, as precisely as the source tells.", func(_ seen[voiceOf], st *graph.Statement) any { return st.Said }),
		of("latestParaphrase", "String", "What was said, in our own words.", func(_ seen[voiceOf], st *graph.Statement) any { return st.Paraphrase }),
		of("latestCapacity", "VoiceCapacity", "How it was said, by the office held on that day.", func(s seen[voiceOf], st *graph.Statement) any {
			return string(voice.WeightOf(s.snap, st, s.it.Party.Key).Capacity)
		}),
		of("latestAuthority", "Authority", "The authority of the office held on that day.", func(s seen[voiceOf], st *graph.Statement) any {
			return opt(string(voice.WeightOf(s.snap, st, s.it.Party.Key).Authority))
		}),
		of("latestReliability", "String", "How far its source can be relied on, A to F; null also where it is not graded.", func(s seen[voiceOf], st *graph.Statement) any { return reliabilityOf(s.lens, st) }),
		of("latestCredibility", "Int", "How far the item is confirmed, 1 to 6; null also where it is not graded.", func(_ seen[voiceOf], st *graph.Statement) any { return credibilityOf(st) }),
	}
}

func voiceLinks() []field {
	offices := func(name, doc string, pick func(voiceOf) []graph.Office) field {
		return field{name: name, typ: "[Office!]!", doc: doc, resolve: get(func(s seen[voiceOf]) any {
			var list []officeOf
			for _, o := range pick(s.it) {
				list = append(list, officeOf{o, s.it.Person.Key})
			}
			return seeAll(s.lens, list)
		})}
	}
	return []field{
		{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[voiceOf]) any { return see(s.lens, s.it.Party) })},
		linkOf("person", "Person", "The person; null for a voice without a name.", func(a voiceOf) graph.Record { return orNone(a.Person) }),
		offices("furtherOffices", "What other offices of the party it holds on the day, strongest first.", func(a voiceOf) []graph.Office { return a.Further }),
		offices("formerOffices", "What offices of the party it had left by the day, the one left last first. They lend its words no authority.", func(a voiceOf) []graph.Office { return a.Before }),
		linkOf("latest", "Statement", "What it said last, officially or personally; null where nothing is on record.", func(a voiceOf) graph.Record { return orNone(a.Latest) }),
		{name: "rivals", typ: "[Statement!]!", doc: "Statements of which nobody can tell whether they were later, or that were made on the same day.",
			resolve: get(func(s seen[voiceOf]) any { return seeAll(s.lens, s.it.Rivals) })},
		linkOf("claimed", "Statement", "The latest of what somebody else reports it to have said, never merged with its own words; null where there is none.", func(a voiceOf) graph.Record { return orNone(a.Claimed) }),
		{name: "departures", typ: "[Departure!]!", doc: "Where its last words depart from a higher voice's, by issue.",
			resolve: get(func(s seen[voiceOf]) any { return seeAll(s.lens, s.it.departures) })},
	}
}

func departureFields() []field {
	type departure = *voice.Departure
	return fieldList(
		plain("partyKey", "String!", "The key of the party.", func(d departure) any { return d.Party.Key }),
		plain("issueKey", "String!", "The key of the issue.", func(d departure) any { return d.Issue.Key }),
		plain("lowerName", "String!", "Who departs.", func(d departure) any { return d.Lower.Name }),
		plain("lowerCapacity", "VoiceCapacity!", "How the one who departs spoke.", func(d departure) any { return string(d.Lower.Weight.Capacity) }),
		plain("higherName", "String!", "From whom.", func(d departure) any { return d.Higher.Name }),
		plain("certain", "Boolean!", "Whether the higher voice is known to have spoken by then. If not, nobody can tell which came first.", func(d departure) any { return d.Certain }),
		plain("explanation", "String!", "In one sentence, with both voices and what they held.", func(d departure) any { return d.Explanation }),
		field{name: "party", typ: "Party!", doc: "The party.", resolve: get(func(s seen[departure]) any { return see(s.lens, s.it.Party) })},
		field{name: "issue", typ: "Issue!", doc: "The issue.", resolve: get(func(s seen[departure]) any { return see(s.lens, s.it.Issue.Issue) })},
		field{name: "options", typ: "[Option!]!", doc: "The options at odds, in the issue's order.",
			resolve: get(func(s seen[departure]) any { return optionsIn(s.lens, s.it.Issue, s.it.Issue.Pick(s.it.Options)) })},
		field{name: "lower", typ: "VoiceSaid!", doc: "What the lower voice said last.", resolve: get(func(s seen[departure]) any { return see(s.lens, s.it.Lower) })},
		field{name: "higher", typ: "VoiceSaid!", doc: "What the higher voice had said by then.", resolve: get(func(s seen[departure]) any { return see(s.lens, s.it.Higher) })},
	)
}

func saidFields() []field {
	type said = voice.Said
	return fieldList(
		plain("personKey", "String", "The key of the person; null for a voice without a name.", func(s said) any { return personKey(s.Person) }),
		plain("name", "String!", "The person's name, or what the source calls the voice.", func(s said) any { return s.Name }),
		plain("standing", "VoiceStanding!", "What it was to the party on the day it was said.", func(s said) any { return string(s.Weight.Standing) }),
		plain("capacity", "VoiceCapacity!", "How it was said.", func(s said) any { return string(s.Weight.Capacity) }),
		plain("office", "String", "The office held on that day, the strongest; of somebody who had left, the one left last.", func(s said) any {
			if s.Weight.Office == nil {
				return nil
			}
			return s.Weight.Office.Title
		}),
		plain("authority", "Authority", "How far the office bound the party; null where none was held.", func(s said) any { return opt(string(s.Weight.Authority)) }),
		plain("statementKey", "String!", "The key of the statement.", func(s said) any { return s.Statement.Key }),
		plain("date", "Date!", "When it was said, as precisely as the source tells.", func(s said) any { return s.Statement.Said }),
		plain("paraphrase", "String!", "What was said, in our own words.", func(s said) any { return s.Statement.Paraphrase }),
		field{name: "reliability", typ: "String", doc: "How far the source can be relied on, A to F; null where it is not graded.",
			resolve: get(func(s seen[said]) any { return reliabilityOf(s.lens, s.it.Statement) })},
		plain("credibility", "Int", "How far the item is confirmed, 1 to 6; null where it is not graded.", func(s said) any { return credibilityOf(s.Statement) }),
		plain("holdsKey", "String!", "The key of the position or red line that rests on it.", func(s said) any { return s.Holds.Ref().Key }),
		linkOf("person", "Person", "The person; null for a voice without a name.", func(s said) graph.Record { return orNone(s.Person) }),
		linkOf("statement", "Statement!", "The statement.", func(s said) graph.Record { return s.Statement }),
		linkOf("holds", "Holding!", "The position or red line that rests on it.", func(s said) graph.Record { return s.Holds }),
	)
}

func personKey(p *graph.Person) any {
	if p == nil {
		return nil
	}
	return p.Key
}

func reliabilityOf(l *lens, st *graph.Statement) any {
	src, ok := graph.Get[*graph.Source](l.snap, st.Source)
	if !ok {
		return nil
	}
	return opt(string(src.Reliability))
}

func credibilityOf(st *graph.Statement) any {
	if st.Credibility == 0 {
		return nil
	}
	return st.Credibility
}
