package report

import (
	"parley/analysis/pledge"
)

// besides gathers what else bears on a deal. A part without anything on record is left out.
func (r *conflicts) besides() {
	r.begin(besidesSection)
	before := len(r.Blocks)
	r.pledges(pledge.Ledger(r.v))
	r.whatFirst()
	r.differentSenses()
	r.departures()
	if len(r.Blocks) == before {
		r.say("Nothing is on record of threats and promises, of who wants what first, of words used in different senses, or of voices of one party that part.")
	}
}
