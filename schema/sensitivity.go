package schema

import (
	"parley/analysis/settle"
	"parley/graph"
)

func sensitivityField() field {
	return field{
		name: "sensitivity", typ: "[Sensitivity!]!", doc: "What the verdict hangs on: the same question under the other reading, under each grade of evidence, and without each source in turn.",
		resolve: with(func(c *call, s seen[*settle.Settlement]) (any, error) {
			list, err := s.it.Sensitivity(c.ctx)
			return seeAll(s.lens, list), err
		}),
	}
}

func sensitivityType() definition {
	type variant = settle.Sensitivity
	return object{name: "Sensitivity", doc: "The verdict on the same question asked otherwise.", fields: fieldList(
		plain("change", "String!", "What is otherwise, in words.", func(x variant) any { return x.Change }),
		plain("verdict", "Verdict!", "The verdict then.", func(x variant) any { return string(x.Verdict) }),
		plain("differs", "Boolean!", "Whether it is another than the verdict as asked.", func(x variant) any { return x.Differs }),
		plain("reading", "Reading", "The reading, where that is otherwise.", func(x variant) any { return opt(string(x.Reading)) }),
		plain("reliability", "String", "The worst grade of a source admitted, where the floor of the evidence is otherwise.",
			ofFloor(func(f *graph.Floor) any { return opt(string(f.Reliability)) })),
		plain("credibility", "Int", "The worst grade of a statement admitted, where the floor of the evidence is otherwise.",
			ofFloor(func(f *graph.Floor) any {
				if f.Credibility == 0 {
					return nil
				}
				return f.Credibility
			})),
		field{name: "without", typ: "Source", doc: "The source left out, where that is otherwise.", resolve: get(func(s seen[variant]) any {
			if s.it.Without == nil {
				return nil
			}
			return see(s.lens, s.it.Without)
		})},
		plain("withoutKey", "String", "The key of the source left out.", func(x variant) any {
			if x.Without == nil {
				return nil
			}
			return x.Without.Key
		}),
	)}
}

// ofFloor reads the floor of a variant that has one.
func ofFloor(read func(*graph.Floor) any) func(settle.Sensitivity) any {
	return func(x settle.Sensitivity) any {
		if x.Floor == nil {
			return nil
		}
		return read(x.Floor)
	}
}
