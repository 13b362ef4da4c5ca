package schema

import (
	"context"

	"parley/schema/exec"
)

// execute runs a plan; it is the one place that knows who does. It returns when the work has ended.
func (a *API) execute(ctx context.Context, p *exec.Plan, variables map[string]any) *Result {
	values, errs := p.Coerce(variables)
	if len(errs) > 0 {
		return &Result{Errors: refused(errs, CodeBadInput)}
	}
	res := p.Run(withRequest(ctx, a.newRequest(ctx)), values, nil, exec.Options{Limits: limits, Errors: maxErrors, Explain: a.explain})
	return &Result{Data: res.Data, Errors: errorsOf(res.Errors)}
}

// explain says what the caller is told of an error of a field.
func (a *API) explain(ctx context.Context, err error) (string, map[string]any) {
	e := a.problem(ctx, err)
	return e.Message, e.Extensions
}

// refused are the first errors of a request that did not run.
func refused(list []exec.Error, code string) []Error {
	errs := errorsOf(list[:min(len(list), maxErrors)])
	for i := range errs {
		errs[i].Message, errs[i].Extensions = shorten(errs[i].Message), map[string]any{"code": code}
	}
	return errs
}

func errorsOf(list []exec.Error) []Error {
	var errs []Error
	for _, e := range list {
		out := Error{Message: e.Message, Path: e.Path, Extensions: e.Extensions}
		for _, l := range e.Locations {
			out.Locations = append(out.Locations, Location(l))
		}
		errs = append(errs, out)
	}
	return errs
}
