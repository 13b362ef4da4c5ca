package schema

import (
	"maps"
	"slices"

	"parley/analysis/change"
	"parley/analysis/evidence"
	"parley/graph"
)

// disputed is one version of a dispute, as the view of its negotiation sees it.
type disputed struct {
	evidence.Version
	dispute *graph.Dispute
}

func disputesField() field {
	return field{
		name: "disputes", typ: "DisputeConnection!", doc: "Where sources disagree, each with all its versions, by key.", args: paged(),
		resolve: with(func(c *call, s seen[negotiation]) (any, error) {
			return c.page(s.owner(), keyed(s.lens, referring[*graph.Dispute](s)))
		}),
	}
}

func disputeTypes() []definition {
	doc := docs[graph.Dispute]()
	type dispute = *graph.Dispute
	return []definition{
		connection{of: "Dispute", doc: "disputes, by key."},
		object{name: "Dispute", node: true, doc: "Versions of one thing on which sources disagree, side by side. Nothing is averaged, and none is deleted: statements of a version not taken count for nothing in the view, and stay on record.", fields: fieldList(
			idField[dispute](), keyField[dispute](doc("key")),
			plain("negotiationKey", "String!", "The key of the case it belongs to.", func(d dispute) any { return d.Negotiation }),
			plain("title", "String!", doc("title"), func(d dispute) any { return d.Title }),
			plain("over", "DisputeOver!", doc("over"), func(d dispute) any { return string(d.Over) }),
			field{name: "versions", typ: "[DisputeVersion!]!", doc: doc("versions"), resolve: with(func(_ *call, s seen[dispute]) (any, error) {
				return disputeVersions(s)
			})},
			plain("preferredKey", "String", "The key of the version preferred on record; null: undecided, and the statements of every version count.", func(d dispute) any { return opt(d.Preferred) }),
			field{name: "takenKey", typ: "String", doc: "The key of the version the view takes: the one it was asked to prefer, or else the one preferred on record; null: the statements of every version count.",
				resolve: with(func(_ *call, s seen[dispute]) (any, error) {
					f, err := s.within(s.it.Negotiation)
					if err != nil {
						return nil, err
					}
					return opt(evidence.Taken(f.View, s.it)), nil
				})},
			plain("reason", "String", doc("reason"), func(d dispute) any { return opt(d.Reason) }),
			plain("decidedBy", "String", doc("decided-by"), func(d dispute) any { return opt(d.DecidedBy) }),
			plain("decided", "Date", doc("decided"), func(d dispute) any { return d.Decided }),
			plain("wouldChange", "String", doc("would-change"), func(d dispute) any { return opt(d.WouldChange) }),
			historyField[dispute](),
		)},
		disputeVersionType(), versionInput(), preferenceType(),
	}
}

func disputeVersionType() definition {
	return object{name: "DisputeVersion", doc: "One version of what sources disagree on.", fields: fieldList(
		plain("key", "String!", "Its key, unique within the dispute.", func(v disputed) any { return v.Key }),
		plain("label", "String!", "The version in a few words.", func(v disputed) any { return v.Label }),
		plain("preferred", "Boolean!", "Whether it is the one preferred on record.", func(v disputed) any { return v.Preferred }),
		plain("counts", "Boolean!", "Whether its statements count in the view: it is the one taken, or none is.", func(v disputed) any { return v.Counts }),
		backingFields("backings", "Its statements as evidence, newest first.", func(v disputed) []evidence.Backing { return v.Backings }),
		recordFields("origins", "originKeys", "[Source!]!", "The independent origins of its statements, by key: copies count once.", func(v disputed) []*graph.Source { return v.Origins }),
		field{name: "effect", typ: "ChangeEffect", doc: "What would move in the answer if the view took this version alone, as of the day of the view; null where it does.",
			resolve: with(func(c *call, s seen[disputed]) (any, error) { return c.taking(s) })},
	)}
}

func disputeVersions(s seen[*graph.Dispute]) (any, error) {
	f, err := s.within(s.it.Negotiation)
	if err != nil {
		return nil, err
	}
	list := []disputed{}
	for _, v := range evidence.Versions(f.View, s.it) {
		list = append(list, disputed{v, s.it})
	}
	return seeAll(s.into(f), list), nil
}

// taking tells what would move if the view took a version.
func (c *call) taking(s seen[disputed]) (any, error) {
	if evidence.Taken(s.frame.View, s.it.dispute) == s.it.Key {
		return nil, nil
	}
	o := s.frame.ViewOptions
	if o.Prefer = maps.Clone(o.Prefer); o.Prefer == nil {
		o.Prefer = map[string]string{}
	}
	o.Prefer[s.it.dispute.Key] = s.it.Key
	return c.otherwise(s.lens, o)
}

// otherwise tells what would move in the answer of the lens if it were asked for under other options.
func (c *call) otherwise(l *lens, o graph.ViewOptions) (any, error) {
	f, err := c.api.frames.of(l.snap, o)
	if err != nil {
		return nil, err
	}
	found, err := change.FindEffect(c.ctx, l.frame.View, f.View)
	if err != nil {
		return nil, err
	}
	c.whole(found.Complete)
	after := l.into(f)
	after.name += " otherwise"
	return effect{found, l, after}, nil
}

// versionInput names a version of a dispute.
func versionInput() definition {
	return input{"VersionInput", "Which version of a dispute to take.", []arg{
		{"dispute", "String!", "The dispute, by key."},
		{"version", "String", "The version, by its key within the dispute. Left out: none, so that the statements of every version count."},
	}}
}

// preferArg takes versions of disputes.
var preferArg = arg{"prefer", "[VersionInput!]", "Versions of disputes to take, whichever are preferred on record."}

// prefer reads the argument of that name.
func (c *call) prefer() (map[string]string, error) {
	list := objects(c.args["prefer"])
	if len(list) == 0 {
		return nil, nil
	}
	taken := map[string]string{}
	for _, m := range list {
		key, _ := m["dispute"].(string)
		if _, twice := taken[key]; twice {
			return nil, badInput("prefer: dispute %q is there twice: take one version of it", shorten(key))
		}
		taken[key], _ = m["version"].(string)
	}
	return taken, nil
}

// preferredHere lists what the view was asked to prefer, by dispute.
func preferredHere(f *frame) []preference {
	list := []preference{}
	for _, key := range slices.Sorted(maps.Keys(f.Prefer)) {
		list = append(list, preference{key, f.Prefer[key]})
	}
	return list
}

// preference is a version of a dispute that a view was asked to take.
type preference struct{ dispute, version string }

func preferenceType() definition {
	return object{name: "PreferredVersion", doc: "A version of a dispute that the view was asked to take.", fields: []field{
		own("disputeKey", "String!", "The key of the dispute.", func(p preference) any { return p.dispute }),
		own("versionKey", "String", "The key of the version; null: none, so that the statements of every version count.", func(p preference) any { return opt(p.version) }),
	}}
}
