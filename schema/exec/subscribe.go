package exec

import (
	"context"
	"fmt"
	"iter"
)

// Opener is a resolver of a subscription's field. Its ResolveField gets each event as its source.
type Opener interface {
	Resolver
	// OpenField returns the events. The sequence waits for each as long as it takes, and ends soon after the field's
	// context is done; after an error it ends.
	OpenField(Field) (iter.Seq2[any, error], error)
}

// Subscribe opens the events of a subscription, as the [Opener] of its one field gives them (specification, 6.2.3).
// Each event becomes an answer by Run with the event as root.
func (p *Plan) Subscribe(ctx context.Context, v *Values, o Options) (iter.Seq2[any, error], *Error) {
	r := p.begin(ctx, v, nil, o)
	nodes := r.nodes(p.root)
	if len(nodes) != 1 {
		return nil, &Error{Message: fmt.Sprintf("a subscription asks for one field, not %d", len(nodes)), Locations: locations(p.operation)}
	}
	n := nodes[0]
	r.path = append(r.path, at{node: n})
	events, err := r.open(n)
	if err != nil {
		r.fail(n, err)
		if r.stopped != nil {
			r.errs = []Error{r.explain(r.stopped)}
		}
		return nil, &r.errs[0]
	}
	return events, nil
}

func (r *run) open(n *node) (iter.Seq2[any, error], error) {
	opener, ok := n.resolver.(Opener)
	if !ok {
		return nil, &Error{Message: fmt.Sprintf("field %s.%s cannot be subscribed to", n.parent, n.def.Name)}
	}
	opening := *n
	opening.resolver = opens{opener}
	v, err := r.resolve(&opening, r.source)
	if err != nil {
		return nil, err
	}
	return v.(iter.Seq2[any, error]), nil
}

// opens is a resolver whose value is the events themselves.
type opens struct{ Opener }

func (o opens) ResolveField(f Field) (any, error) { return o.OpenField(f) }
