package conflict_test

import (
	"slices"

	"parley/graph"
)

// oracleDay is one issue on one day.
type oracleDay struct {
	*oracle
	issue     string
	day       graph.Day
	supposed  words // what the scenario leaves
	left      words // of that, what no rule excludes
	positions []*graph.Position
	lines     []*graph.RedLine
	cores     []oracleCore // of the day, on whichever issues
	found     map[string]*verdict
}

func (o *oracleDay) named(party string, stances ...graph.Stance) words {
	w := words{}
	for _, p := range o.positions {
		if p.Party == party && slices.Contains(stances, p.Stance) {
			w = w.add(wordsOf(p.Options))
		}
	}
	return w
}

func (o *oracleDay) forbidden(party string) words {
	w := words{}
	for _, r := range o.lines {
		if r.Party == party {
			w = w.add(o.forbids(r, o.issue))
		}
	}
	return w
}

func (o *oracleDay) enter(kind string, options words, parties ...string) *verdict {
	v := &verdict{kind: kind, parties: wordsOf(parties), issue: o.issue, severity: severities[kind], sides: map[string]graph.Record{}, options: options}
	if known := o.found[v.id()]; known != nil {
		known.options = known.options.add(options)
		return known
	}
	o.found[v.id()] = v
	return v
}

func (o *oracleDay) sidePositions(v *verdict, party string, options words, stances ...graph.Stance) {
	for _, p := range o.positions {
		if p.Party == party && slices.Contains(stances, p.Stance) && len(wordsOf(p.Options).and(options)) > 0 {
			v.sides[p.Ref().String()] = p
		}
	}
}

func (o *oracleDay) sideLines(v *verdict, party string, options words) {
	for _, r := range o.lines {
		if r.Party == party && len(o.forbids(r, o.issue).and(options)) > 0 {
			v.sides[r.Ref().String()] = r
		}
	}
}

// covers lists every minimal set of red lines that leaves nothing, by looking at every set of them.
func (o *oracleDay) covers(parties words) [][]*graph.RedLine {
	var lines []*graph.RedLine
	var sets []words
	for _, r := range o.lines {
		if parties == nil || parties[r.Party] {
			lines = append(lines, r)
			sets = append(sets, o.forbids(r, o.issue))
		}
	}
	leaves := func(set int, without int) bool {
		w := words{}
		for n := range lines {
			if set>>n&1 == 1 && n != without {
				w = w.add(sets[n])
			}
		}
		return !o.left.in(w)
	}
	var covers [][]*graph.RedLine
	for set := 1; set < 1<<len(lines); set++ {
		minimal := !leaves(set, -1)
		var chosen []*graph.RedLine
		for n, r := range lines {
			if set>>n&1 == 1 {
				minimal = minimal && leaves(set, n)
				chosen = append(chosen, r)
			}
		}
		if minimal && len(o.left) > 0 {
			covers = append(covers, chosen)
		}
	}
	return covers
}

func (o *oracleDay) self(p string) {
	for _, lines := range o.covers(words{p: true}) {
		v := o.enter("self-contradiction", o.left, p)
		v.severity = "blocking"
		for _, r := range lines {
			v.sides[r.Ref().String()] = r
		}
	}
	if demanded := o.named(p, graph.StanceDemands).and(o.supposed); len(demanded) > 0 && demanded.in(o.forbidden(p)) {
		v := o.enter("self-contradiction", demanded, p)
		o.sidePositions(v, p, demanded, graph.StanceDemands)
		o.sideLines(v, p, demanded)
	}
	for _, a := range o.positions {
		for _, b := range o.positions {
			if a.Party == p && b.Party == p && a.Key < b.Key && o.voicesDiffer(a, b) {
				if at := o.contradictory(a, b); len(at) > 0 {
					v := o.enter("self-contradiction", at, p)
					v.sides[a.Ref().String()], v.sides[b.Ref().String()] = a, b
				}
			}
		}
	}
}

func (o *oracleDay) contradictory(a, b *graph.Position) words {
	x, y := wordsOf(a.Options).and(o.supposed), wordsOf(b.Options).and(o.supposed)
	asks := map[graph.Stance]bool{graph.StanceDemands: true, graph.StancePrefers: true}
	if asks[a.Stance] && asks[b.Stance] && len(x) > 0 && len(y) > 0 && len(x.and(y)) == 0 {
		return x.add(y)
	}
	stands := map[graph.Stance]bool{graph.StanceDemands: true, graph.StancePrefers: true, graph.StanceAccepts: true}
	if a.Stance == graph.StanceOpposes && stands[b.Stance] || b.Stance == graph.StanceOpposes && stands[a.Stance] {
		return x.and(y)
	}
	return nil
}

func (o *oracleDay) voicesDiffer(a, b *graph.Position) bool {
	for _, s := range a.Evidence {
		for _, t := range b.Evidence {
			x, y := o.said[s], o.said[t]
			if o.ownWords(x, a.Party) && o.ownWords(y, a.Party) && x.Said == y.Said && (x.Speaker != y.Speaker || x.Voice != y.Voice) {
				return true
			}
		}
	}
	return false
}

// ownWords holds for words of a voice of the party's own, spoken by then on a day written in full; the generator
// writes days in one way only.
func (o *oracleDay) ownWords(s *graph.Statement, party string) bool {
	if len(s.Said.String()) != len("2025-01-01") || o.day < day(s.Said.String()) || s.Party != "" && s.Party != party {
		return false
	}
	switch s.Attribution {
	case graph.AttributionOfficial:
		return s.Speaker+s.Voice != ""
	case graph.AttributionPersonal:
		return s.Speaker != "" && o.serves(o.people[s.Speaker], party, day(s.Said.String()))
	}
	return false
}

func (o *oracleDay) serves(p *graph.Person, party string, d graph.Day) bool {
	for _, office := range p.Offices {
		if first, last := bounds(office.From, office.To); office.Party == party && first <= d && d <= last {
			return true
		}
	}
	return false
}

func (o *oracleDay) pair(p, q string) {
	before := len(o.found)
	for _, way := range [][2]string{{p, q}, {q, p}} {
		a, b := way[0], way[1]
		demanded, preferred := o.named(a, graph.StanceDemands).and(o.supposed), o.named(a, graph.StancePrefers).and(o.supposed)
		forbidden := o.forbidden(b)
		if len(demanded) > 0 && demanded.in(forbidden) {
			v := o.enter("demand-crosses-red-line", demanded, a, b)
			o.sidePositions(v, a, demanded, graph.StanceDemands)
			o.sideLines(v, b, demanded)
		}
		if len(preferred) > 0 && preferred.in(forbidden) {
			v := o.enter("preference-crosses-red-line", preferred, a, b)
			o.sidePositions(v, a, preferred, graph.StancePrefers)
			o.sideLines(v, b, preferred)
		}
		if hit := demanded.and(forbidden); len(hit) > 0 && len(hit) < len(demanded) {
			v := o.enter("demand-narrowed", hit, a, b)
			o.sidePositions(v, a, demanded, graph.StanceDemands)
			o.sideLines(v, b, hit)
		}
		if len(demanded) > 0 && demanded.in(o.named(b, graph.StanceOpposes)) {
			v := o.enter("demand-opposed", demanded, a, b)
			o.sidePositions(v, a, demanded, graph.StanceDemands)
			o.sidePositions(v, b, demanded, graph.StanceOpposes)
		}
		if other := o.named(b, graph.StanceDemands).and(o.supposed); len(demanded) > 0 && len(other) > 0 && len(demanded.and(other)) == 0 {
			v := o.enter("demands-differ", demanded.add(other), a, b)
			o.sidePositions(v, a, demanded, graph.StanceDemands)
			o.sidePositions(v, b, other, graph.StanceDemands)
		}
	}
	another := len(o.found) > before
	for _, c := range o.cores {
		another = another || c.issues == o.issue && sorted(c.parties()) == p+","+q
	}
	if another {
		return
	}
	for _, way := range [][2]string{{p, q}, {q, p}} {
		wanted := o.named(way[0], graph.StanceDemands, graph.StancePrefers).and(o.supposed)
		preferred := o.named(way[1], graph.StancePrefers).and(o.supposed)
		if len(wanted) > 0 && len(preferred) > 0 && len(wanted.and(preferred)) == 0 {
			v := o.enter("preferences-differ", wanted.add(preferred), p, q)
			o.sidePositions(v, way[0], wanted, graph.StanceDemands, graph.StancePrefers)
			o.sidePositions(v, way[1], preferred, graph.StancePrefers)
		}
	}
}
