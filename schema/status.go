package schema

import "parley/graph"

func statusTypes() []definition {
	type state = seen[*graph.Snapshot]
	return []definition{
		object{name: "Status", doc: "What this server runs on and how far its graph has come.", fields: []field{
			{name: "version", typ: "String!", doc: "The program's version.", resolve: get(func(s state) any { return s.req.api.Version })},
			{name: "time", typ: "DateTime!", doc: "The server's clock.", resolve: get(func(s state) any { s.req.passing = true; return instant(s.req.now) })},
			{name: "sequence", typ: "BigInt!", doc: "The number of the last change; 0 for an empty graph.",
				resolve: get(func(s state) any { return s.it.Head().Seq })},
			{name: "changedAt", typ: "DateTime", doc: "When the last change was recorded; null for an empty graph.", resolve: get(func(s state) any {
				if s.it.Head().Seq == 0 {
					return nil
				}
				return instant(s.it.Time())
			})},
			{name: "datasetHash", typ: "String!", doc: "SHA-256 that seals the last change and all before it, in hexadecimal: two graphs with the same hash have the same history.",
				resolve: get(func(s state) any { return s.it.Head().Hash.String() })},
			{name: "counts", typ: "[KindCount!]!", doc: "How many records there are of each kind.", resolve: get(func(s state) any {
				counts := []kindCount{}
				for _, k := range graph.Kinds() {
					counts = append(counts, kindCount{string(k.Kind), s.it.Count(k.Kind)})
				}
				return counts
			})},
		}},
		object{name: "KindCount", doc: "How many records there are of one kind.", fields: []field{
			{name: "kind", typ: "RecordKind!", doc: "The kind.", resolve: get(func(k kindCount) any { return k.kind })},
			{name: "count", typ: "Int!", doc: "How many.", resolve: get(func(k kindCount) any { return k.count })},
		}},
	}
}

type kindCount struct {
	kind  string
	count int
}

func statusField() field {
	return field{name: "status", typ: "Status!", doc: "The server and its graph as they are now.", resolve: func(c *call) (any, error) {
		l, err := c.lens()
		return see(l, c.snap), err
	}}
}
