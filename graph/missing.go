package graph

import "fmt"

// missing says that a record is not there, with the key most like its own.
func (s *Snapshot) missing(r Ref) string {
	d := directory{Snapshot: s}
	return d.missing(r)
}

// directory words what is missing from a snapshot. It gathers the keys of a kind once, and suggests none any more
// when it has compared very many: a long list of faults is not held up by the hints in it.
type directory struct {
	*Snapshot
	keys     map[Kind][]string
	compared int // keys
}

const maxCompared = 1 << 20

func (d *directory) missing(r Ref) string {
	info, ok := r.Kind.Info()
	if !ok {
		return fmt.Sprintf("there is no kind of record %q", r.Kind)
	}
	return unknown(Ref{info.Kind, r.Key}, d.nearest(r))
}

func unknown(r Ref, near string) string {
	if near != "" {
		return fmt.Sprintf("unknown %s %q (did you mean %q?)", r.Kind, r.Key, near)
	}
	return fmt.Sprintf("unknown %s %q", r.Kind, r.Key)
}

// outside words that an issue or a scenario is none of a negotiation's.
func (s *Snapshot) outside(r Ref, negotiation string) string {
	if rec, ok := s.Record(r); ok {
		return fmt.Sprintf("%s %s belongs to negotiation %s, not to %s", r.Kind, r.Key, s.NegotiationOf(rec), negotiation)
	}
	var keys []string
	for rec := range s.Referring(Ref{KindNegotiation, negotiation}, r.Kind) {
		keys = append(keys, rec.Ref().Key)
	}
	return unknown(r, Nearest(r.Key, keys)) + " in negotiation " + negotiation
}

func (d *directory) nearest(r Ref) string {
	if d.compared >= maxCompared {
		return ""
	}
	keys, ok := d.keys[r.Kind]
	if !ok {
		for rec := range d.Records(r.Kind) {
			keys = append(keys, rec.Ref().Key)
		}
		if d.keys == nil {
			d.keys = map[Kind][]string{}
		}
		d.keys[r.Kind] = keys
	}
	d.compared += len(keys)
	return Nearest(r.Key, keys)
}
