package graph

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Supposition is a what-if, laid over the record in a view and never part of it.
type Supposition struct {
	Relaxes []string  // red lines supposed to be given up, by key
	Adds    []RedLine // red lines supposed to be drawn
	Assumes Pattern   // issues supposed to be settled, each with the options left
}

// IsZero reports whether nothing is supposed.
func (s Supposition) IsZero() bool {
	return len(s.Relaxes) == 0 && len(s.Adds) == 0 && len(s.Assumes) == 0
}

// suppose fills in what the view supposes. It returns the snapshot with the options' own suppositions among its
// records, as those of scenarios are: the numbers they name cut quantities too.
func (v *View) suppose() (*Snapshot, error) {
	if key := v.ViewOptions.Scenario; key != "" {
		sc, ok := Get[*Scenario](v.Snapshot, key)
		if !ok || sc.Negotiation != v.Negotiation.Key {
			return nil, Errorf(CodeNotFound, "%s", v.Snapshot.outside(Ref{KindScenario, key}, v.Negotiation.Key))
		}
		v.Scenario, v.Supposed = sc, sc.supposition()
	}
	if v.Suppose.IsZero() {
		return v.Snapshot, nil
	}
	asked := &Scenario{Key: "supposed", Negotiation: v.Negotiation.Key, Title: "Supposed",
		Relaxes: v.Suppose.Relaxes, Adds: v.named(v.Suppose.Adds), Assumes: v.Suppose.Assumes}
	laid := v.Snapshot.successor()
	laid.set(Ref{Kind: KindScenario}, asked, ChangeInfo{}) // where no record is: none has an empty key
	return laid, v.unite(laid, asked)
}

// named gives the lines that have no key or no title one.
func (v *View) named(lines []RedLine) []RedLine {
	named, n := slices.Clone(lines), 0
	for i := range named {
		l := &named[i]
		for l.Key == "" {
			n++
			if key := "supposed-" + strconv.Itoa(n); !v.taken(key, lines) {
				l.Key = key
			}
		}
		l.Title = cmp.Or(l.Title, v.Snapshot.subject(l.Forbids), l.Key)
	}
	return named
}

// taken reports whether a red line of that key is or was on record, or is supposed.
func (v *View) taken(key string, lines []RedLine) bool {
	return len(v.Snapshot.History(Ref{KindRedLine, key})) > 0 || hasKey(v.Supposed.Adds, key) || hasKey(lines, key)
}

func hasKey(lines []RedLine, key string) bool {
	return slices.ContainsFunc(lines, func(l RedLine) bool { return l.Key == key })
}

// subject writes patterns with titles and labels: Border: River or Ridge, with Water: Split; Border: Coast.
func (s *Snapshot) subject(patterns Patterns) string {
	var words []string
	for _, p := range patterns {
		var terms []string
		for _, key := range p.Issues() {
			if i, ok := Get[*Issue](s, key); ok {
				terms = append(terms, i.Title+": "+strings.Join(i.labels(p[key]), " or "))
			}
		}
		words = append(words, strings.Join(terms, ", with "))
	}
	return strings.Join(words, "; ")
}

// unite adds what the options suppose to what the scenario does, unless something is wrong with it.
func (v *View) unite(laid *Snapshot, asked *Scenario) error {
	if faults := Validate(asked); len(faults) > 0 {
		return refused(CodeInvalid, faults)
	}
	if faults := laid.checkLinks([]Record{asked}); len(faults) > 0 {
		if laid.lacksNamed(asked) {
			return refused(CodeNotFound, faults)
		}
		return refused(CodeInvalid, faults)
	}
	c := &checker{}
	v.checkAsked(c, asked)
	v.Supposed = Supposition{
		Relaxes: slices.Compact(slices.Sorted(slices.Values(slices.Concat(v.Supposed.Relaxes, asked.Relaxes)))),
		Adds:    slices.Concat(v.Supposed.Adds, asked.Adds),
		Assumes: v.assumeBoth(c, asked.Assumes),
	}
	if len(c.faults) > 0 {
		return refused(CodeInvalid, c.faults)
	}
	return nil
}

// lacksNamed reports whether r names a record that is not there.
func (s *Snapshot) lacksNamed(r Record) bool {
	return slices.ContainsFunc(references(r), func(ref reference) bool { _, ok := s.Record(ref.to); return !ok })
}

// arguments are what the fields of a supposition are called where one is asked for.
var arguments = map[any]any{"relaxes": "relax", "adds": "add", "assumes": "assume"}

// refused makes an error of faults found in what the options suppose.
func refused(code Code, faults []Fault) error {
	for n := range faults {
		f := &faults[n]
		f.Ref, f.Path[0] = Ref{}, arguments[f.Path[0]]
	}
	return &Error{Code: code, Faults: faults}
}

// checkAsked reports suppositions about parties and issues that were not asked about, and added lines under the
// key of one that the scenario adds.
func (v *View) checkAsked(c *checker, asked *Scenario) {
	issues := strings.Join(v.ViewOptions.Issues, ", ")
	for n, l := range asked.Adds {
		if !v.wants(l.Party) {
			c.faultf([]any{"adds", n}, "%s is not among the parties asked about: %s", l.Party, strings.Join(v.ViewOptions.Parties, ", "))
		}
		if !slices.ContainsFunc(slices.Concat(l.Forbids, l.MayForbid).issues(), v.asks) {
			c.faultf([]any{"adds", n}, "names none of the issues asked about: %s", issues)
		}
		if hasKey(v.Supposed.Adds, l.Key) {
			c.faultf([]any{"adds", n, "key"}, "scenario %s adds a red line %q: give this one its own key", v.Scenario.Key, l.Key)
		}
	}
	for _, issue := range asked.Assumes.Issues() {
		if !v.asks(issue) {
			c.faultf([]any{"assumes", issue}, "is not among the issues asked about: %s", issues)
		}
	}
}

// asks reports whether the options ask about an issue.
func (v *View) asks(issue string) bool {
	return v.ViewOptions.Issues == nil || slices.Contains(v.ViewOptions.Issues, issue)
}

// assumeBoth adds to what the scenario assumes. What both assume of an issue must hold.
func (v *View) assumeBoth(c *checker, asked Pattern) Pattern {
	both := Pattern{}
	maps.Copy(both, v.Supposed.Assumes)
	for _, key := range asked.Issues() {
		first, assumed := both[key]
		if both[key] = asked[key]; !assumed {
			continue
		}
		i, _ := Get[*Issue](v.Snapshot, key)
		if both[key] = i.shared(first, asked[key]); len(both[key]) == 0 {
			c.faultf([]any{"assumes", key}, "nothing is left of issue %s, of which scenario %s leaves only %s: assume some of that, or leave out the scenario",
				key, v.Scenario.Key, strings.Join(first, ", "))
		}
	}
	return both
}

// shared lists the options in both of two lists; of a quantity, the ranges that the lists have in common.
func (i *Issue) shared(a, b []string) []string {
	var all []string
	for _, x := range a {
		for _, y := range b {
			o, ok := x, x == y
			if i.Measure() == Quantity {
				o, ok = overlap(x, y)
			}
			if ok && !slices.Contains(all, o) {
				all = append(all, o)
			}
		}
	}
	return all
}

// Supposes reports whether a record is a red line that the view supposes to be drawn, and so not on record.
func (v *View) Supposes(r Record) bool {
	line, ok := r.(*RedLine)
	return ok && hasKey(v.Supposed.Adds, line.Key)
}
