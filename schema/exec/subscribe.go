package exec

import (
	"context"
	"fmt"
)

// Subscribe opens the events of a subscription, as its one field's Subscribe function gives them (specification,
// 6.2.3): a channel of any, closed by whoever feeds it, at the latest when ctx is done. Each event becomes an answer
// by Run with the event as root.
func (p *Plan) Subscribe(ctx context.Context, v *Values, root any, o Options) (<-chan any, *Error) {
	r := p.begin(ctx, v, root, o)
	nodes := r.nodes(p.root)
	if len(nodes) != 1 {
		return nil, &Error{Message: fmt.Sprintf("a subscription asks for one field, not %d", len(nodes)), Locations: locations(p.operation)}
	}
	n := nodes[0]
	r.path = append(r.path, at{node: n})
	events, err := r.events(n)
	if err != nil {
		r.fail(n, err)
		if r.stopped != nil {
			r.errs = []Error{r.explain(r.stopped)}
		}
		return nil, &r.errs[0]
	}
	return events, nil
}

func (r *run) events(n *node) (<-chan any, error) {
	if n.def.Subscribe == nil {
		return nil, fmt.Errorf("field %s.%s cannot be subscribed to", n.parent, n.def.Name)
	}
	open := *n.def
	open.Resolve = open.Subscribe
	opener := *n
	opener.def, opener.resolver = &open, nil
	v, err := r.resolve(&opener, r.source)
	if err != nil {
		return nil, err
	}
	switch events := v.(type) {
	case chan any:
		return events, nil
	case <-chan any:
		return events, nil
	}
	return nil, fmt.Errorf("field %s.%s gave a %T, which is no channel of events", n.parent, n.def.Name, v)
}
