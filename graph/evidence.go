package graph

import "slices"

// EvidenceOf returns the statements a record rests on, those of a proposal's provisions, a dispute's versions
// and a term's uses among them.
func EvidenceOf(r Record) []string {
	switch r := r.(type) {
	case *Position:
		return r.Evidence
	case *RedLine:
		return r.Evidence
	case *Response:
		return r.Evidence
	case *Commitment:
		return r.Evidence
	case *Assessment:
		return r.Evidence
	case *Event:
		return r.Evidence
	case *Rule:
		return r.Evidence
	case *Dispute:
		var all []string
		for _, a := range r.Versions {
			all = append(all, a.Statements...)
		}
		return all
	case *Term:
		var all []string
		for _, s := range r.Senses {
			for _, u := range s.Uses {
				all = append(all, u.Evidence...)
			}
		}
		return all
	case *Proposal:
		all := slices.Clone(r.Evidence)
		for _, c := range r.Provisions {
			all = append(all, c.Evidence...)
		}
		return all
	}
	return nil
}
