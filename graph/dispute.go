package graph

import "slices"

// Dispute sets versions of one thing side by side where sources disagree on what was said or done, by whom or when. Where
// one version is preferred, the statements of the others count for nothing in a view. They stay on record, and a view
// can take another version instead.
type Dispute struct {
	Key         string      `json:"key" is:"key" doc:"Short name of the dispute."`
	Negotiation string      `json:"negotiation" is:"required" ref:"negotiation" doc:"The case it belongs to."`
	Title       string      `json:"title" is:"required" doc:"What the sources disagree on, as a question."`
	Over        DisputeOver `json:"over" is:"required" doc:"In what the versions differ."`
	Versions    []Account   `json:"versions" is:"required" doc:"The versions, two or more."`
	Preferred   string      `json:"preferred,omitempty" doc:"The version preferred, by its key. Left out: undecided, and the statements of every version count."`
	Reason      string      `json:"reason,omitempty" doc:"Why that one is preferred."`
	DecidedBy   string      `json:"decided-by,omitempty" doc:"Who decided."`
	Decided     Date        `json:"decided,omitzero" doc:"When it was decided."`
	WouldChange string      `json:"would-change,omitempty" doc:"What would change the preference."`
}

// Account is one version of what sources disagree on.
type Account struct {
	Key        string   `json:"key" is:"key" doc:"Short name of the version, unique within the dispute."`
	Label      string   `json:"label" is:"required" doc:"The version in a few words."`
	Statements []string `json:"statements" is:"required" ref:"statement" doc:"The statements that tell it so."`
}

// Ref implements Record.
func (d *Dispute) Ref() Ref { return Ref{KindDispute, d.Key} }

func (d *Dispute) check(c *checker) {
	if len(d.Versions) == 1 {
		c.faultf([]any{"versions"}, "has one version: a dispute needs two or more")
	}
	seen, told := map[string]bool{}, map[string]string{}
	for n, a := range d.Versions {
		if seen[a.Key] {
			c.faultf([]any{"versions", n, "key"}, "version %q is there twice", a.Key)
		}
		seen[a.Key] = true
		for i, st := range a.Statements {
			if other, ok := told[st]; ok && other != a.Key {
				c.faultf([]any{"versions", n, "statements", i}, "statement %s tells version %s too: a statement tells one version", st, other)
			}
			told[st] = a.Key
		}
	}
	if d.Preferred != "" && !seen[d.Preferred] {
		c.unknown([]any{"preferred"}, "version", d.Preferred, d.VersionKeys())
	}
	if d.Preferred != "" && d.Reason == "" {
		c.faultf([]any{"reason"}, "is missing: say why %s is preferred", d.Preferred)
	}
}

// VersionKeys lists the keys of the versions, in order.
func (d *Dispute) VersionKeys() []string {
	var keys []string
	for _, a := range d.Versions {
		keys = append(keys, a.Key)
	}
	return keys
}

// Version returns a version by its key.
func (d *Dispute) Version(key string) (Account, bool) {
	n := slices.IndexFunc(d.Versions, func(a Account) bool { return a.Key == key })
	if n < 0 {
		return Account{}, false
	}
	return d.Versions[n], true
}

// DisputeOver is in what versions differ.
type DisputeOver string

// What versions may differ in.
const (
	OverWording     DisputeOver = "wording"
	OverFact        DisputeOver = "fact"
	OverAttribution DisputeOver = "attribution"
	OverDate        DisputeOver = "date"
)

// Values implements Enum.
func (DisputeOver) Values() []EnumValue {
	return []EnumValue{
		{string(OverWording), "In the words used."},
		{string(OverFact), "In what was said or done."},
		{string(OverAttribution), "In who said or did it."},
		{string(OverDate), "In when it was."},
	}
}

// dismiss notes the statements that tell versions the view does not take.
func (v *View) dismiss() error {
	for d := range Referring[*Dispute](v.Snapshot, v.Negotiation.Ref()) {
		taken := d.Preferred
		if key, asked := v.Prefer[d.Key]; asked {
			if _, ok := d.Version(key); !ok && key != "" {
				return Errorf(CodeNotFound, "prefer: %s", UnknownWord("version of dispute "+d.Key, key, d.VersionKeys()))
			}
			taken = key
		}
		for _, a := range d.Versions {
			for _, st := range a.Statements {
				if taken != "" && a.Key != taken {
					v.dismissed[st] = true
				}
			}
		}
	}
	for key := range v.Prefer {
		if d, ok := Get[*Dispute](v.Snapshot, key); !ok || d.Negotiation != v.Negotiation.Key {
			return Errorf(CodeNotFound, "prefer: %s", v.Snapshot.outside(Ref{KindDispute, key}, v.Negotiation.Key))
		}
	}
	return nil
}

// Dismissed reports whether a statement counts for nothing in the view because it tells a version not taken.
func (v *View) Dismissed(statement string) bool { return v.dismissed[statement] }
