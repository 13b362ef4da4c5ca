package schema

import (
	"parley/graph"
)

// maxChanged is the most records of one change.
const maxChanged = 1000

func mutationTypes() []definition {
	return append(recordInputs(),
		object{name: "Mutation", doc: "What changes the graph. Fields run one after another, each on what the one before it left.", fields: []field{changeMutation()}},
		input{"OperationInput", "One operation of a change: a record put, as a whole, or one retired. Exactly one field is set.", operationInputs()},
		input{"RetireInput", "A record to be retired: hidden from later views, and still there for knownAt.", []arg{
			{"kind", "RecordKind!", "The kind of record."},
			{"key", "String!", "Its key."},
		}},
		object{name: "ChangePayload", doc: "What became of a change, or of a dry run.", fields: []field{
			{name: "change", typ: "Change", doc: "The change as it landed; null for a dry run, with userErrors, and where the graph says all of it already.",
				resolve: with(func(c *call, o *outcome) (any, error) { return o.change(c) })},
			own("plan", "[PlannedChange!]!", "What the change does, record by record, in the order of the operations. Records that are in the graph word for word are left out. Empty with userErrors.",
				func(o *outcome) any { return o.plan }),
			{name: "effects", typ: "[ChangeEffect!]!", doc: "How conflicts, verdict and cores of each negotiation move, as of today, by key. Empty where the plan is.",
				resolve: with(func(c *call, o *outcome) (any, error) { return o.effects(c) })},
			own("userErrors", "[UserError!]!", "Why the change was not made: all that is wrong, in the order of the operations, at most 100. Empty if it was made.", func(o *outcome) any { return o.errors }),
			own("sequence", "BigInt!", "The number of the last change in the graph: what expectedSequence takes next.", func(o *outcome) any { return o.graph.Head().Seq }),
			own("dryRun", "Boolean!", "Whether nothing was to be stored.", func(o *outcome) any { return o.dryRun }),
		}},
		object{name: "PlannedChange", doc: "What a change does to one record.", fields: []field{
			own("action", "ChangeAction!", "Added, changed or retired.", func(p planned) any { return p.action() }),
			own("kind", "RecordKind!", "The kind of record.", func(p planned) any { return string(p.ref.Kind) }),
			own("key", "String!", "The record's key.", func(p planned) any { return p.ref.Key }),
			own("recordId", "ID!", "The record's global id.", func(p planned) any { return p.ref.ID().String() }),
			own("fields", "[FieldChange!]!", "The fields that change, in the order of the record; all of them where it is added or retired.", func(p planned) any { return graph.Diff(p.before, p.after) }),
			own("explanation", "String!", "What is done to the record, in a sentence.", func(p planned) any { return p.explanation() }),
		}},
		object{name: "UserError", doc: "Why a change was not made, for the person who asked for it.", fields: []field{
			own("code", "String!", userErrorDoc(), func(e userError) any { return e.code }),
			own("field", "[String!]", `The input at fault, as a path of names and of places counted from 0: ["operations", "2", "putRedLine", "forbids", "0", "terms", "1", "options", "0"]. Null where no one input is.`, func(e userError) any { return e.path() }),
			own("message", "String!", "What is wrong, and what to do.", func(e userError) any { return shorten(e.message) }),
			own("operation", "Int", "The operation at fault, counted from 0; null where the change as a whole is.", func(e userError) any { return optional(e.operation) }),
			own("recordKind", "RecordKind", "The kind of the record at fault; null where the change as a whole is.", func(e userError) any { return opt(string(e.ref.Kind)) }),
			own("recordKey", "String", "The key of the record at fault, which with IN_USE is none of the change.", func(e userError) any { return opt(e.ref.Key) }),
		}},
	)
}

// operationInputs are the fields of OperationInput.
func operationInputs() []arg {
	var list []arg
	for _, k := range graph.Kinds() {
		list = append(list, arg{putName(k.Kind), inputName(k.Type()), "The " + noun(k.Kind) + " to put, in place of the one with its key if there is one."})
	}
	return append(list, arg{"retire", "RetireInput", "The record to retire."})
}

// putName is the field of OperationInput that puts a record of the kind.
func putName(k graph.Kind) string { return "put" + objectNames[k] }

func changeMutation() field {
	return field{
		name: "change", typ: "ChangePayload!",
		doc: "Makes all operations in one change, or none. Under an idempotencyKey it can be sent again without harm: a change that landed is not made twice.",
		args: []arg{
			{"operations", "[OperationInput!]!", "What to put and retire, at most 1000 records, each once. They may name one another in any order. None at all, like records the graph has word for word, make no change."},
			{"reason", "String!", "Why, for the change log, in a sentence or more."},
			{"expectedSequence", "BigInt", "Refuse with STALE unless the graph is at this sequence number: nothing has changed since it was read."},
			{"dryRun", "Boolean", "Whether to store nothing and only say what would come of it: the same plan, effects and userErrors. Default: false."},
			{"idempotencyKey", "String", "A name for this attempt, at most 200 bytes, kept for ever. The same operations sent again under it are answered with the change made then, whatever has changed since; the order and the reason do not matter."},
		},
		resolve: resolveChange,
	}
}

func resolveChange(c *call) (any, error) {
	a, err := c.attempt()
	if err != nil {
		return nil, err
	}
	for {
		now, newer := c.api.graph.Watch()
		o, err := a.make(c, now)
		if err == nil {
			c.moveOn(o.graph)
			return o, nil
		}
		if !a.overtaken(err) {
			return nil, err
		}
		select {
		case <-newer: // what came of the change is told there
		case <-c.ctx.Done():
			return nil, err
		}
	}
}

// moveOn makes what is answered from here on that of a newer snapshot.
func (r *request) moveOn(s *graph.Snapshot) {
	r.snap = s
	if s.Time().After(r.now) {
		r.now = s.Time()
	}
}
