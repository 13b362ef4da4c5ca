package graph

import (
	"slices"
	"strings"
)

// MaxOptions is the most options an issue can have, so that a set of them is one machine word.
const MaxOptions = 64

// Issue is something to be settled by choosing one of its options.
type Issue struct {
	Key         string   `json:"key" is:"key" doc:"Short name of the issue, unique among issues: crimea."`
	Negotiation string   `json:"negotiation" is:"required" ref:"negotiation" doc:"The case it belongs to."`
	Topic       string   `json:"topic,omitempty" doc:"The basket it is grouped in: security, territory."`
	Title       string   `json:"title" is:"required" doc:"The subject, never the wished outcome."`
	Question    string   `json:"question" is:"required" doc:"The question whose answers are the options."`
	Description string   `json:"description,omitempty" doc:"What belongs to it and what does not."`
	Scale       Scale    `json:"scale,omitempty" doc:"Whether the options have an order. Left out: nominal."`
	Unit        string   `json:"unit,omitempty" doc:"The unit of a quantity: troops, years."`
	Options     []Option `json:"options,omitempty" is:"keyed" doc:"The options, which exclude one another; in order if ordinal. A quantity needs none: its ranges are cut by the numbers on record."`
	StatusQuo   string   `json:"status-quo,omitempty" doc:"The option that holds today, of a quantity a range."`
	PAX         []string `json:"pa-x,omitempty" doc:"Codes of the PA-X peace agreements codebook."`
	Note        string   `json:"note,omitempty" doc:"A remark of the coder's."`
}

// Option is one way to settle an issue.
type Option struct {
	Key         string   `json:"key" is:"key" doc:"Short name of the option, unique within the issue."`
	Label       string   `json:"label" is:"required" doc:"The option in a few neutral words."`
	Description string   `json:"description,omitempty" doc:"What it covers."`
	Order       []string `json:"order,omitempty" doc:"The steps of the negotiation whose order it lays down, first to last: ceasefire, talks."`
}

// Ref implements Record.
func (i *Issue) Ref() Ref { return Ref{KindIssue, i.Key} }

// Measure returns the scale, Nominal where none is recorded.
func (i *Issue) Measure() Scale {
	if i.Scale == "" {
		return Nominal
	}
	return i.Scale
}

func (i *Issue) check(c *checker) {
	if i.Measure() == Quantity {
		if len(i.Options) > 0 {
			c.faultf([]any{"options"}, "a quantity has no options of its own: positions name ranges, such as \"<=600000\" or \"85000..100000\"")
		}
		if i.Unit == "" {
			c.faultf([]any{"unit"}, "a quantity needs a unit")
		}
		if _, err := ParseRange(i.StatusQuo); i.StatusQuo != "" && err != nil {
			c.faultf([]any{"status-quo"}, "%v", err)
		}
		return
	}
	if i.Unit != "" {
		c.faultf([]any{"unit"}, "only a quantity has a unit: say scale: quantity, or leave it out")
	}
	i.checkOptions(c)
}

// checkOptions checks the options of an issue that is no quantity.
func (i *Issue) checkOptions(c *checker) {
	switch {
	case len(i.Options) == 0:
		c.faultf([]any{"options"}, "an issue needs at least one option")
	case len(i.Options) > MaxOptions:
		c.faultf([]any{"options"}, "has %d options: at most %d", len(i.Options), MaxOptions)
	}
	seen, labels := map[string]bool{}, map[string]string{}
	for n, o := range i.Options {
		if seen[o.Key] {
			c.faultf([]any{"options", n, "key"}, "option %q is there twice", o.Key)
		}
		seen[o.Key] = true
		if len(o.Order) == 1 {
			c.faultf([]any{"options", n, "order"}, "names one step: an order needs two or more")
		}
		label := strings.ToLower(strings.TrimSpace(o.Label))
		if other, taken := labels[label]; taken {
			c.faultf([]any{"options", n, "label"}, "is that of option %s: nobody could tell the two apart", other)
		} else if label != "" {
			labels[label] = o.Key
		}
	}
	if i.StatusQuo != "" && !seen[i.StatusQuo] {
		c.unknown([]any{"status-quo"}, "option", i.StatusQuo, i.OptionKeys())
	}
}

// Scale says whether options have an order or a size.
type Scale string

// The scales.
const (
	Nominal  Scale = "nominal"
	Ordinal  Scale = "ordinal"
	Quantity Scale = "quantity"
)

// Values implements Enum.
func (Scale) Values() []EnumValue {
	return []EnumValue{
		{string(Nominal), "Options without an order."},
		{string(Ordinal), "Options in order, from one end to the other."},
		{string(Quantity), "Numbers with a unit; the options are ranges cut by the numbers on record."},
	}
}

// labels lists the labels of options that a record names; a range of a quantity is its own.
func (i *Issue) labels(options []string) []string {
	var labels []string
	for _, name := range options {
		n := slices.IndexFunc(i.Options, func(o Option) bool { return o.Key == name })
		if n < 0 {
			labels = append(labels, strings.TrimSpace(name+" "+i.Unit))
			continue
		}
		labels = append(labels, i.Options[n].Label)
	}
	return labels
}

// OptionKeys lists the keys of the issue's own options, in order.
func (i *Issue) OptionKeys() []string {
	var keys []string
	for _, o := range i.Options {
		keys = append(keys, o.Key)
	}
	return keys
}
