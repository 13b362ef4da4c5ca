package seed

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// Plan is what has to be done for a graph to say what a folder says.
//
// A folder speaks for the negotiations it declares: what an earlier apply of a folder for the same negotiations
// put and this one no longer has is retired; other records are left alone. So are records that the graph has
// word for word, whoever put them.
type Plan struct {
	Items []PlanItem // by kind, in the order of graph.Kinds, then by key

	scope string
	seq   uint64 // the graph's when the plan was made
}

// PlanItem is one record to add, change or retire.
type PlanItem struct {
	Ref      graph.Ref
	Action   Action
	Record   graph.Record  // as it will be; nil if it is retired
	Says     string        // the record in a few words: as it will be, or was
	Changes  []FieldChange // for ActionChange: what changes, in the order of the fields
	Previous graph.Record  // as it is; nil if it is added
	Owner    string        // for ActionChange: the other scope whose folder put the record as it is, if any
}

// Action is what is done to a record.
type Action string

// The actions.
const (
	ActionAdd    Action = "add"
	ActionChange Action = "change"
	ActionRetire Action = "retire"
)

// Values implements graph.Enum.
func (Action) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(ActionAdd), Doc: "The graph does not have the record."},
		{Word: string(ActionChange), Doc: "The graph has it with other values."},
		{Word: string(ActionRetire), Doc: "The folder had it before and has it no more."},
	}
}

// NewPlan compares a graph with a folder that has no faults.
func NewPlan(s *graph.Snapshot, f *Folder) *Plan {
	p := &Plan{scope: f.Scope(), seq: s.Head().Seq}
	names := namesIn(s, f)
	for _, r := range f.Records {
		old, ok := s.Record(r.Ref())
		switch {
		case !ok:
			p.Items = append(p.Items, PlanItem{Ref: r.Ref(), Action: ActionAdd, Record: r, Says: names.sentence(r)})
		case !same(old, r):
			p.Items = append(p.Items, PlanItem{
				Ref: r.Ref(), Action: ActionChange, Record: r, Previous: old,
				Says: names.sentence(r), Changes: fieldChanges(treeOf(old), treeOf(r)), Owner: otherScope(s.Owner(r.Ref()), p.scope),
			})
		}
	}
	for _, r := range dropped(s, f) {
		p.Items = append(p.Items, PlanItem{Ref: r.Ref(), Action: ActionRetire, Previous: r, Says: names.sentence(r)})
	}
	slices.SortFunc(p.Items, func(a, b PlanItem) int { return compareRefs(a.Ref, b.Ref) })
	return p
}

func compareRefs(a, b graph.Ref) int {
	return cmp.Or(cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)), strings.Compare(a.Key, b.Key))
}

// otherScope returns the owner of a record unless a folder with the scope speaks for it.
func otherScope(owner, scope string) string {
	if speaksFor(scope, owner) {
		return ""
	}
	return owner
}

// speaksFor reports whether a folder that declares the negotiations of scope speaks for what a folder that
// declared those of owner put.
func speaksFor(scope, owner string) bool {
	declared := strings.Split(scope, "+")
	return owner != "" && !slices.ContainsFunc(strings.Split(owner, "+"), func(n string) bool { return !slices.Contains(declared, n) })
}

// same compares canonical encodings. A record that cannot be encoded equals none.
func same(a, b graph.Record) bool {
	x, err1 := graph.Encode(a)
	y, err2 := graph.Encode(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

// dropped lists the records that the folder's scope owns and the folder does not have.
func dropped(s *graph.Snapshot, f *Folder) []graph.Record {
	scope := f.Scope()
	if scope == "" {
		return nil
	}
	var list []graph.Record
	for _, k := range graph.Kinds() {
		for r := range s.Records(k.Kind) {
			if _, kept := f.byRef[r.Ref()]; !kept && speaksFor(scope, s.Owner(r.Ref())) {
				list = append(list, r)
			}
		}
	}
	return list
}

// Empty reports whether nothing has to be done.
func (p *Plan) Empty() bool { return len(p.Items) == 0 }

// Draft is the plan as one change, for the graph as it was when the plan was made and no other.
func (p *Plan) Draft(actor, reason string) graph.Draft {
	d := graph.Draft{Actor: actor, Reason: reason, Scope: p.scope, Expect: new(p.seq)}
	for _, i := range p.Items {
		if i.Action == ActionRetire {
			d.Ops = append(d.Ops, graph.Op{Retire: i.Ref})
		} else {
			d.Ops = append(d.Ops, graph.Op{Put: i.Record})
		}
	}
	return d
}
