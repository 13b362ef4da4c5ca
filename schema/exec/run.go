package exec

import (
	"cmp"
	"context"
	"encoding/json"
	"runtime/debug"
	"slices"

	"github.com/graphql-go/graphql"
)

const defaultErrors = 20

// Options of a run. The zero value works.
type Options struct {
	// Limits is what the run may cost at most, member by member; 0 means no limit.
	Limits Cost
	// Errors is how many errors are listed at most; 0 means 20. One more then counts those left out.
	Errors int
	// Explain says what is told of an error: a resolver's, a *Panic, an *Exceeded, ctx's own, or an *Error where the
	// request itself is wrong. Nil means its text, and the extensions of a gqlerrors.ExtendedError; nothing of a panic.
	Explain func(context.Context, error) (message string, extensions map[string]any)
	// Buffer is what the data is appended to; nil means a new one.
	Buffer []byte
}

// Cost is what a run took.
type Cost struct {
	Fields int `json:"fields"` // resolved
	Rows   int `json:"rows"`   // of lists
	Bytes  int `json:"bytes"`  // of data
}

// Result is what came of a run. Data is nil where it was given up, because the context was done or a limit passed;
// there is one error then, since part of an answer would look like a whole one.
type Result struct {
	Data   json.RawMessage
	Errors []Error
	Cost   Cost
	Buffer []byte // that of the options with the data behind it; nil where Data is
}

// run is one run of a plan.
type run struct {
	*Plan
	Options
	ctx     context.Context
	done    <-chan struct{}
	values  *Values
	source  any // of the root fields
	buf     []byte
	start   int // of the data in buf
	path    []at
	cost    Cost
	errs    []Error
	dropped int              // errors beyond those listed
	stopped error            // why the run was given up
	chosen  [][]*node        // by the slot of a set that waits for variables: its nodes
	filled  []map[string]any // by the slot of arguments that wait for variables: their values
}

// at is a step of the way to a value: a key, or an index where that is "".
type at struct {
	node  *node
	index int
	made  *graphql.ResponsePath // to here, once somebody asked
}

// Run runs the plan on the root value with variables from Coerce of the same plan. It returns when all is done, or
// soon after ctx is.
func (p *Plan) Run(ctx context.Context, v *Values, root any, o Options) *Result {
	r := p.begin(ctx, v, root, o)
	if !r.object(p.root, r.source) {
		r.buf = append(r.buf[:r.start], "null"...)
	}
	if r.stopped == nil {
		r.cost.Bytes = len(r.buf) - r.start
		r.stopped = r.exceeded()
		p.bytes.Store(int64(r.cost.Bytes))
	}
	if r.stopped != nil {
		return &Result{Errors: []Error{r.explain(r.stopped)}, Cost: r.cost}
	}
	if r.dropped > 0 {
		most := r.Options.Errors
		r.errs = append(r.errs, r.explain(&Exceeded{Errors, most, most + r.dropped, r.cost}))
	}
	return &Result{r.buf[r.start:], r.errs, r.cost, r.buf}
}

func (p *Plan) begin(ctx context.Context, v *Values, root any, o Options) *run {
	r := &run{Plan: p, Options: o, ctx: ctx, done: ctx.Done(), values: v, source: root, buf: o.Buffer, start: len(o.Buffer)}
	if root == nil {
		r.source = map[string]any{}
	}
	r.Options.Errors = cmp.Or(r.Options.Errors, defaultErrors)
	if r.Explain == nil {
		r.Explain = explain
	}
	r.chosen, r.filled = make([][]*node, p.sets), make([]map[string]any, p.args)
	return r
}

// object writes what a set asks of a source. It returns false where a null must take the object's place.
func (r *run) object(s *set, source any) bool {
	r.buf = append(r.buf, '{')
	for i, n := range r.nodes(s) {
		if i > 0 {
			r.buf = append(r.buf, ',')
		}
		if !r.field(n, source) {
			return false
		}
	}
	r.buf = append(r.buf, '}')
	return true
}

// nodes are those of a set that are asked for under the run's variables.
func (r *run) nodes(s *set) []*node {
	if s.steps == nil {
		return s.nodes
	}
	if r.chosen[s.slot] == nil {
		met := make([]bool, len(s.nodes))
		nodes := make([]*node, 0, len(s.nodes))
		for _, step := range s.steps {
			if !met[step.node] && step.when.holds(r.values) {
				met[step.node], nodes = true, append(nodes, s.nodes[step.node])
			}
		}
		r.chosen[s.slot] = nodes
	}
	return r.chosen[s.slot]
}

// field writes a field with its key.
func (r *run) field(n *node, source any) bool {
	r.cost.Fields++
	if !r.goes() {
		return false
	}
	r.buf = append(r.buf, n.lead...)
	if n.typename != nil {
		r.buf = append(r.buf, n.typename...)
		return true
	}
	r.path = append(r.path, at{node: n})
	v, err := r.resolve(n, source)
	ok := r.value(n, n.shape, v, err)
	r.path = r.path[:len(r.path)-1]
	return ok
}

// goes reports whether the run may go on; once it may not, r.stopped says why.
func (r *run) goes() bool {
	if r.stopped != nil {
		return false
	}
	select {
	case <-r.done:
		r.stopped = r.ctx.Err()
	default:
		r.room()
		r.cost.Bytes = len(r.buf) - r.start
		r.stopped = r.exceeded()
	}
	return r.stopped == nil
}

// room doubles a large buffer that is nearly full: append would grow it by a quarter, and copy it the more often.
func (r *run) room() {
	if n := cap(r.buf); n >= 1<<20 && n-len(r.buf) < n/64 {
		r.buf = slices.Grow(r.buf, n)
	}
}

func (r *run) exceeded() error {
	most := &r.Limits
	switch {
	case most.Fields > 0 && r.cost.Fields > most.Fields:
		return &Exceeded{Fields, most.Fields, r.cost.Fields, r.cost}
	case most.Rows > 0 && r.cost.Rows > most.Rows:
		return &Exceeded{Rows, most.Rows, r.cost.Rows, r.cost}
	case most.Bytes > 0 && r.cost.Bytes > most.Bytes:
		return &Exceeded{Bytes, most.Bytes, r.cost.Bytes, r.cost}
	}
	return nil
}

// resolve calls a field's resolver.
func (r *run) resolve(n *node, source any) (v any, err error) {
	args := n.args.known
	if n.args.waiting != nil {
		if args, err = r.arguments(n); err != nil {
			return nil, err
		}
	}
	defer func() {
		if x := recover(); x != nil {
			v, err = nil, &Panic{x, debug.Stack()}
		}
	}()
	if n.resolver != nil {
		return n.resolver.ResolveField(Field{r.ctx, source, args, n, r})
	}
	resolve := n.def.Resolve
	if resolve == nil {
		resolve = graphql.DefaultResolveFn
	}
	return resolve(graphql.ResolveParams{Source: source, Args: args, Info: r.info(n), Context: r.ctx})
}

// arguments fills those that wait for variables, once for a run.
func (r *run) arguments(n *node) (map[string]any, error) {
	if args := r.filled[n.args.slot]; args != nil {
		return args, nil
	}
	args, err := fillAll(n.args.waiting, r.values)
	if err != nil {
		return nil, &Error{Message: "argument " + err.Error()}
	}
	r.filled[n.args.slot] = args
	return args, nil
}

func (r *run) info(n *node) graphql.ResolveInfo {
	return graphql.ResolveInfo{
		FieldName: n.def.Name, FieldASTs: n.fields, Path: r.responsePath(), ReturnType: n.def.Type, ParentType: n.parent,
		Schema: r.schema.types, Fragments: r.fragments, RootValue: r.source, Operation: r.operation, VariableValues: r.values.named,
	}
}

// responsePath is where the run is, in the library's form.
func (r *run) responsePath() *graphql.ResponsePath {
	var path *graphql.ResponsePath
	for i := range r.path {
		if r.path[i].made == nil {
			r.path[i].made = path.WithKey(r.path[i].key())
		}
		path = r.path[i].made
	}
	return path
}

func (a at) key() any {
	if a.node == nil {
		return a.index
	}
	return a.node.key
}

// fail lists an error of the field the run is at. Once the context is done, whatever fails is a part of that.
func (r *run) fail(n *node, err error) {
	if r.stopped != nil || !r.goes() {
		return
	}
	if len(r.errs) >= r.Options.Errors {
		r.dropped++
		return
	}
	e := r.explain(err)
	e.Locations = locations(n.fields...)
	for _, a := range r.path {
		e.Path = append(e.Path, a.key())
	}
	r.errs = append(r.errs, e)
}

func (r *run) explain(err error) Error {
	message, extensions := r.Explain(r.ctx, err)
	return Error{Message: message, Extensions: extensions}
}
