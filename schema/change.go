package schema

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/google/uuid"

	"parley/graph"
)

func changeTypes() []definition {
	return []definition{
		connection{of: "Change", doc: "changes, newest first."},
		object{name: "Change", node: true, doc: "One change to the graph: records put and retired together, sealed with all changes before it.", fields: []field{
			changeField("sequence", "BigInt!", "Its number; counts from 1 without gaps.", func(c graph.ChangeInfo) any { return c.Seq }),
			changeField("id", "ID!", "Its id, a UUIDv7.", func(c graph.ChangeInfo) any { return c.ID.String() }),
			changeField("time", "DateTime!", "When it was recorded.", func(c graph.ChangeInfo) any { return instant(c.Time) }),
			changeField("actor", "String!", "Who made it.", func(c graph.ChangeInfo) any { return c.Actor }),
			changeField("reason", "String!", "Why.", func(c graph.ChangeInfo) any { return c.Reason }),
			changeField("scope", "String", "The curated folder it applied, if any.", func(c graph.ChangeInfo) any { return opt(c.Scope) }),
			changeField("hash", "String!", "SHA-256 that seals it and all before it, in hexadecimal.", func(c graph.ChangeInfo) any { return c.Hash.String() }),
			changeField("operationCount", "Int!", "How many records it put or retired.", func(c graph.ChangeInfo) any { return c.Count }),
			{name: "operations", typ: "[ChangeOperation!]!", doc: "What it did, record by record, in the order it was asked for; at most 500, see operationCount.",
				args:    []arg{{"first", "Int", "How many of them: 1 to 500. Default: 500."}},
				resolve: with(func(c *call, s seen[graph.ChangeInfo]) (any, error) { return resolveOperations(c, s.it) })},
		}},
		object{name: "ChangeOperation", doc: "What a change did to one record.", fields: []field{
			operationField("action", "ChangeAction!", "Added, changed or retired.", func(o operation) any { return o.action() }),
			operationField("kind", "RecordKind!", "The kind of record.", func(o operation) any { return string(o.ref.Kind) }),
			operationField("key", "String!", "The record's key.", func(o operation) any { return o.ref.Key }),
			operationField("recordId", "ID!", "The record's global id.", func(o operation) any { return o.ref.ID().String() }),
			operationField("fields", "[FieldChange!]!", "The fields that changed, in the order of the record; all of them where it was added or retired.", func(o operation) any { return graph.Diff(o.before, o.after) }),
		}},
		object{name: "RecordVersion", doc: "One version of a record.", fields: []field{
			versionField("sequence", "BigInt!", "The change that made it.", func(v version) any { return v.Change.Seq }),
			versionField("time", "DateTime!", "When it was recorded.", func(v version) any { return instant(v.Change.Time) }),
			versionField("actor", "String!", "Who made it.", func(v version) any { return v.Change.Actor }),
			versionField("reason", "String!", "Why.", func(v version) any { return v.Change.Reason }),
			versionField("retired", "Boolean!", "Whether the record was retired.", func(v version) any { return v.Record == nil }),
			versionField("fields", "[FieldChange!]!", "The fields that changed from the version before, in the order of the record; all that are set in the first.", func(v version) any { return graph.Diff(v.before, v.Record) }),
		}},
		object{name: "FieldChange", doc: "One field of a record before and after a change.", fields: []field{
			{name: "field", typ: "String!", doc: "The field, as curated files name it.", resolve: get(func(f graph.FieldChange) any { return f.Field })},
			{name: "old", typ: "String", doc: "What it held: text as it is, anything else as JSON. Null if nothing.",
				resolve: get(func(f graph.FieldChange) any { return opt(f.Old) })},
			{name: "new", typ: "String", doc: "What it holds since, likewise.", resolve: get(func(f graph.FieldChange) any { return opt(f.New) })},
		}},
		enum{"ChangeAction", "What a change did to a record.", []graph.EnumValue{
			{Word: "added", Doc: "Put where there was none."},
			{Word: "changed", Doc: "Put in place of another version."},
			{Word: "retired", Doc: "Hidden from later views; still there for knownAt."},
		}},
	}
}

func changeField(name, typ, doc string, read func(graph.ChangeInfo) any) field {
	return plain(name, typ, doc, read)
}

func operationField(name, typ, doc string, read func(operation) any) field {
	return field{name: name, typ: typ, doc: doc, resolve: get(read)}
}

func versionField(name, typ, doc string, read func(version) any) field {
	return field{name: name, typ: typ, doc: doc, resolve: get(read)}
}

// version is a version of a record and the record before it, nil if there was none.
type version struct {
	graph.Version
	before graph.Record
}

func versions(l *lens, r graph.Ref) []version {
	var list []version
	var before graph.Record
	for _, v := range l.snap.History(r) {
		list = append(list, version{v, before})
		before = v.Record
	}
	return list
}

// operation is what a change did to a record: before and after are nil where there was or is none.
type operation struct {
	ref           graph.Ref
	before, after graph.Record
}

func (o operation) action() string {
	switch {
	case o.after == nil:
		return "retired"
	case o.before == nil:
		return "added"
	}
	return "changed"
}

func resolveOperations(c *call, info graph.ChangeInfo) (any, error) {
	limit, err := c.size("first")
	if err != nil {
		return nil, err
	}
	if limit == 0 {
		limit = maxPage
	}
	refs, err := c.api.changed(c.ctx, info.Seq, limit)
	if err != nil {
		return nil, err
	}
	list := make([]operation, 0, len(refs))
	for _, r := range refs {
		o := operation{ref: r}
		for _, v := range c.snap.History(r) {
			if v.Change.Seq == info.Seq {
				o.after = v.Record
				break
			}
			o.before = v.Record
		}
		list = append(list, o)
	}
	return list, nil
}

// changed reads from the log which records a change was about, the first of them up to the limit.
func (a *API) changed(ctx context.Context, seq uint64, limit int) ([]graph.Ref, error) {
	for e, err := range a.graph.Log().Entries(ctx, seq-1) {
		if err != nil {
			return nil, err
		}
		if e.Seq != seq {
			break
		}
		var refs []graph.Ref
		for _, op := range e.Ops[:min(limit, len(e.Ops))] {
			refs = append(refs, op.Ref)
		}
		return refs, nil
	}
	return nil, graph.Errorf(graph.CodeDamaged, "change %d is not in the log", seq)
}

func changesField() field {
	return field{
		name: "changes", typ: "ChangeConnection!", doc: "The change log, newest first.",
		args: paged(
			arg{"record", "ID", "Only changes to this record, by its global id."},
			arg{"actor", "String", "Only changes made by this actor."},
			arg{"since", "DateTime", "Only changes recorded at this instant or later."},
		),
		resolve: func(c *call) (any, error) {
			seqs, err := c.changes()
			if err != nil {
				return nil, err
			}
			l, err := c.lens()
			if err != nil {
				return nil, err
			}
			// Sequence numbers are counted down from the largest, so that text order is newest first.
			position := func(seq uint64) string { return fmt.Sprintf("%020d", math.MaxUint64-seq) }
			return c.page("", listOf(seqs, func(seq uint64) any { info, _ := c.snap.Change(seq); return see(l, info) }, position))
		},
	}
}

// changes lists the sequence numbers of the changes asked for, newest first.
func (c *call) changes() ([]uint64, error) {
	seqs, err := c.candidates()
	if err != nil {
		return nil, err
	}
	actor, byActor := c.args["actor"].(string)
	since, bySince := c.args["since"].(string)
	if !byActor && !bySince {
		return seqs, nil
	}
	first := c.now
	if bySince {
		if first, err = parseInstant("since", since); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(seqs, func(seq uint64) bool {
		info, _ := c.snap.Change(seq)
		return byActor && info.Actor != actor || bySince && info.Time.Before(first)
	}), nil
}

// candidates lists all changes, or those to the record asked for.
func (c *call) candidates() ([]uint64, error) {
	var seqs []uint64
	id, given := c.args["record"].(string)
	if !given {
		for seq := c.snap.Head().Seq; seq > 0; seq-- {
			seqs = append(seqs, seq)
		}
		return seqs, nil
	}
	want, err := uuid.Parse(id)
	at, ok := c.api.ids.find(c.snap, want)
	if err != nil || !ok || at.change > 0 {
		return nil, faultf(CodeNotFound, "record: no record has the id %q; give the id, not the key", shorten(id))
	}
	for _, v := range c.snap.History(at.ref) {
		seqs = append(seqs, v.Change.Seq)
	}
	slices.Reverse(seqs)
	return seqs, nil
}
