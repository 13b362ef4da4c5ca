package schema

import (
	"context"
	"iter"

	"parley/schema/exec"
)

// event is something subscribers are told of.
type event struct {
	seq  uint64 // of the change it tells of
	show func(*call) (any, error)
}

// opener opens the events of a subscription's field.
type opener func(*call) (iter.Seq2[event, error], error)

// ResolveField implements exec.Resolver: its source is an event.
func (o opener) ResolveField(f exec.Field) (any, error) {
	return f.Source.(event).show(&call{requestOf(f.Context), f.Source, f.Args, f.Name()})
}

// OpenField implements exec.Opener.
func (o opener) OpenField(f exec.Field) (iter.Seq2[any, error], error) {
	if err := noEmptyLists("", f.Args); err != nil {
		return nil, err
	}
	events, err := o(&call{requestOf(f.Context), f.Source, f.Args, f.Name()})
	if err != nil {
		return nil, err
	}
	return func(yield func(any, error) bool) {
		for e, err := range events {
			if !yield(e, err) {
				return
			}
		}
	}, nil
}

// subscribe yields the answers of a subscription.
func (a *API) subscribe(ctx context.Context, p *plan, r Request, yield func(*Result) bool) {
	values, errs := p.Coerce(r.Variables)
	if len(errs) > 0 {
		yield(&Result{Errors: a.refused(errs, CodeBadInput)})
		return
	}
	r.Query, r.Variables = "", nil // a subscription may last: what is read of them is kept, and nothing else
	events, wrong := p.Subscribe(withRequest(a.newRequest(ctx, r)), values, a.execOptions())
	if wrong != nil {
		if wrong.Extensions == nil {
			wrong.Extensions = map[string]any{"code": CodeValidationFailed}
		}
		yield(&Result{Errors: errorsOf([]exec.Error{*wrong})})
		return
	}
	for e, err := range events {
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			yield(&Result{Errors: []Error{a.problem(ctx, err)}})
			return
		}
		e := e.(event)
		res := a.inTurn(ctx, r, func(ctx context.Context) *Result {
			return a.run(p, a.newRequest(ctx, r), values, e).shown(p, r)
		})
		res.Sequence = e.seq
		if ctx.Err() != nil || !yield(res) || res.Refused() {
			return
		}
	}
}
