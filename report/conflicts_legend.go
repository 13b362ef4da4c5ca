package report

import (
	"fmt"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// legend says what the words of the report mean. It names no party.
func (r *conflicts) legend() {
	r.begin(legendSection)
	r.say("Everything here is relative to the record named at the head: to the words collected, as coded, on the day given. ",
		"It says what parties were reported to have said, not what they think. Silence is not flexibility: where nothing is on record, ",
		"nothing is assumed, neither consent nor refusal. Outsiders’ judgements are not counted: "+dealSection.String()+" sets those on ",
		"whether there is a deal beside the answer.")
	r.say("The answers to whether there is a deal:")
	r.terms(settle.VerdictOpen.Values())
	r.say("Two sides conflict where what they have said cannot all be met at once. The kinds of conflict, gravest first:")
	r.table([]Column{{Title: "Kind"}, {Title: "When"}, {Title: "Severity"}, {Title: "Weight", Align: Right}},
		mapped(conflict.Detectors(), func(d *conflict.Detector) []Text {
			return []Text{text(kindWords[d.Kind]), text(d.Doc), text(string(d.Severity)), text(fmt.Sprint(d.Weight))}
		}))
	r.say("The severities:")
	r.terms(conflict.Blocking.Values())
	r.say("The score runs from 0 to 100: the weight of the kind, times the geometric mean of what the matter means to each side ",
		"(its salience, from 0 to 100; 50 where not stated) over 100, times the lowest confidence of the coding (1 where not stated). ",
		"Severity follows from the kind alone, never from counting. Parties whose side is the same on an issue are shown together.")
	r.say("Firmness of a red line:")
	r.terms(graph.Absolute.Values())
	r.say("Grades are those of the Admiralty code and stay a pair: a letter for how far the source can be relied on, a figure from ",
		"1 (confirmed by others) to 6 (cannot be judged) for how far the item is confirmed. The letters:")
	r.terms(graph.Reliability("").Values())
	r.say("Where one statement stands for several, it is the best of those made by the day of this report: official words before personal ones, ",
		"these before what somebody else reports and what a reporter infers; among equals the latest. ",
		"What is not the party’s own word is marked “(reported by somebody else)” or “(a reporter’s inference)”. In which capacity words were said:")
	r.terms(graph.AttributionOfficial.Values())
}

// terms explains words.
func (r *conflicts) terms(values []graph.EnumValue) {
	r.list(mapped(values, func(e graph.EnumValue) Text { return text(strong(Sentence(e.Word)+":"), " "+e.Doc) }))
}
