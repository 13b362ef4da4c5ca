package schema

import (
	"context"
	"maps"

	"github.com/graphql-go/graphql/language/ast"

	"parley/graph"
	"parley/schema/exec"
)

// answer answers a query or a mutation. Of a query that was asked before, and since when nothing changed, it repeats
// the answer.
func (a *API) answer(ctx context.Context, p *plan, r Request) *Result {
	req := a.newRequest(ctx, r)
	if p.Operation().Operation != ast.OperationTypeQuery {
		return a.coerced(p, req, r).shown(p, r)
	}
	asked := question{p.key, variablesKey(r.Variables), graph.DayOf(req.now)}
	res, ok := a.known.get(req.snap.Head(), asked)
	if !ok {
		res = a.coerced(p, req, r)
		if len(res.Errors) == 0 && !req.passing {
			a.known.put(req.snap.Head(), asked, res)
		}
	}
	return res.shown(p, r)
}

// coerced runs a plan with the variables of a request.
func (a *API) coerced(p *plan, req *request, r Request) *Result {
	values, errs := p.Coerce(r.Variables)
	if len(errs) > 0 {
		return &Result{Errors: a.refused(errs, CodeBadInput)}
	}
	return a.run(p, req, values, nil)
}

// run runs a plan with the root given, within the time an answer may take; it is the one place that knows who does. It
// returns when the work has ended.
func (a *API) run(p *plan, req *request, values *exec.Values, root any) *Result {
	ctx, cancel := context.WithTimeout(req.ctx, a.Limits.Time())
	defer cancel()
	req.ctx = ctx
	o := a.execOptions()
	o.Buffer = append(make([]byte, 0, len(opening)+p.Usual()+len("}\n")), opening...)
	res := p.Run(withRequest(req), values, root, o)
	return newResult(res).changed(req)
}

func (a *API) execOptions() exec.Options {
	return exec.Options{Limits: a.Limits.cost(), Errors: a.Limits.Of(limitErrors), Explain: a.explain}
}

// explain says what the caller is told of an error of a field.
func (a *API) explain(ctx context.Context, err error) (string, map[string]any) {
	e := a.problem(ctx, err)
	return e.Message, e.Extensions
}

// refused are the first errors of a request that did not run. Where there are more than are listed, they were not all
// looked for.
func (a *API) refused(list []exec.Error, code string) []Error {
	most := a.Limits.Of(limitErrors)
	errs := errorsOf(list[:min(len(list), most)])
	for i := range errs {
		extensions := map[string]any{"code": code}
		maps.Copy(extensions, errs[i].Extensions)
		errs[i].Message, errs[i].Extensions = shorten(errs[i].Message), extensions
	}
	if len(list) > most {
		errs = append(errs, a.Limits.Exceeded(limitErrors, len(list), false))
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
