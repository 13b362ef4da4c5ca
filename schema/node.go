package schema

import (
	"sync"

	"github.com/google/uuid"

	"parley/analysis/conflict"
	"parley/graph"
)

// objectNames names the object type of each kind of record.
var objectNames = map[graph.Kind]string{
	graph.KindNegotiation: "Negotiation", graph.KindParty: "Party", graph.KindPerson: "Person", graph.KindIssue: "Issue",
	graph.KindPosition: "Position", graph.KindRedLine: "RedLine", graph.KindInquiry: "Inquiry", graph.KindProposal: "Proposal",
	graph.KindResponse: "Response", graph.KindCommitment: "Commitment", graph.KindRule: "Rule", graph.KindSource: "Source",
	graph.KindStatement: "Statement", graph.KindEvent: "Event", graph.KindAssessment: "Assessment", graph.KindScenario: "Scenario",
	graph.KindDispute: "Dispute", graph.KindTerm: "Term",
}

// typeOf names the object type of a thing that an interface or union may hold.
func typeOf(it any) string {
	switch it := it.(type) {
	case graph.Record:
		return objectNames[it.Ref().Kind]
	case *conflict.Conflict:
		return "Conflict"
	case provision:
		return "Provision"
	case graph.ChangeInfo:
		return "Change"
	}
	return ""
}

// seeRecord shows a record of any kind through the lens, as the source of its object type; a negotiation in
// its own view. It returns null for a negotiation that cannot be viewed.
func seeRecord(l *lens, r graph.Record) any {
	switch r := r.(type) {
	case *graph.Negotiation:
		n, err := l.negotiation(r.Key)
		if err != nil {
			return nil
		}
		return n
	case *graph.Party:
		return see(l, r)
	case *graph.Person:
		return see(l, r)
	case *graph.Issue:
		return see(l, r)
	case *graph.Position:
		return see(l, r)
	case *graph.RedLine:
		return see(l, r)
	case *graph.Inquiry:
		return see(l, r)
	case *graph.Proposal:
		return see(l, r)
	case *graph.Response:
		return see(l, r)
	case *graph.Commitment:
		return see(l, r)
	case *graph.Rule:
		return see(l, r)
	case *graph.Source:
		return see(l, r)
	case *graph.Statement:
		return see(l, r)
	case *graph.Event:
		return see(l, r)
	case *graph.Assessment:
		return see(l, r)
	case *graph.Scenario:
		return see(l, r)
	case *graph.Dispute:
		return see(l, r)
	case *graph.Term:
		return see(l, r)
	}
	return nil
}

// node finds what has an id, in the default view: a record, a provision, a change, or a conflict of today. Null
// if nothing has it.
func (c *call) node(id string) (any, error) {
	want, err := uuid.Parse(id)
	if err != nil {
		return nil, nil
	}
	l, err := c.lens()
	if err != nil {
		return nil, err
	}
	if at, ok := c.api.ids.find(l.snap, want); ok {
		return at.see(l), nil
	}
	return c.conflictNode(l, want)
}

func (c *call) conflictNode(l *lens, want uuid.UUID) (any, error) {
	views, err := l.views()
	if err != nil {
		return nil, err
	}
	for _, f := range views {
		list, _, err := f.Conflicts(c.ctx)
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			if x.ID() == want {
				return see(l.into(f), x), nil
			}
		}
	}
	return nil, nil
}

// place is where the thing with an id is found: a record, one clause of a proposal, or a change.
type place struct {
	ref    graph.Ref
	clause int    // -1: the record itself
	change uint64 // not 0: this change, and no record
}

// see shows the thing through a lens, null where the graph does not have it any more.
func (at place) see(l *lens) any {
	if at.change > 0 {
		c, ok := l.snap.Change(at.change)
		if !ok {
			return nil
		}
		return see(l, c)
	}
	r, ok := l.snap.Record(at.ref)
	if !ok {
		return nil
	}
	if at.clause < 0 {
		return seeRecord(l, r)
	}
	if p := r.(*graph.Proposal); at.clause < len(p.Provisions) {
		return see(l, provision{p, at.clause})
	}
	return nil
}

// idIndex finds records, provisions and changes by id. An id never comes to mean another thing, so what was learnt
// of one snapshot stays true in all; a snapshot is only gone through again when it is a new one and lacks an id.
type idIndex struct {
	mu     sync.Mutex
	seq    uint64 // the newest snapshot gone through
	places map[uuid.UUID]place
}

func (x *idIndex) find(s *graph.Snapshot, id uuid.UUID) (place, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	at, ok := x.places[id]
	if !ok && s.Head().Seq > x.seq {
		x.fill(s)
		at, ok = x.places[id]
	}
	return at, ok
}

func (x *idIndex) fill(s *graph.Snapshot) {
	if x.places == nil {
		x.places = map[uuid.UUID]place{}
	}
	for ; x.seq < s.Head().Seq; x.seq++ {
		c, _ := s.Change(x.seq + 1)
		x.places[c.ID] = place{change: c.Seq}
	}
	for _, k := range graph.Kinds() {
		for ref := range s.Refs(k.Kind) {
			x.places[ref.ID()] = place{ref: ref, clause: -1}
		}
	}
	for p := range graph.All[*graph.Proposal](s) {
		for i := range p.Provisions {
			x.places[p.ProvisionID(i)] = place{ref: p.Ref(), clause: i}
		}
	}
}
