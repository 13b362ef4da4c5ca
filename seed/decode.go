package seed

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"

	"parley/graph"
)

var (
	dateType      = reflect.TypeFor[graph.Date]()
	patternType   = reflect.TypeFor[graph.Pattern]()
	patternsType  = reflect.TypeFor[graph.Patterns]()
	quotationType = reflect.TypeFor[graph.Quotation]()
)

// certainty lists the words for confidence.
var certainty = []struct {
	word  string
	value float64
}{{"high", 0.9}, {"medium", 0.6}, {"low", 0.3}}

// decoder fills a record from its node, following the fields of the record's type.
type decoder struct{ *entry }

// decode reads a record. What cannot be read is reported and left out.
func decode(f *file, kind graph.KindInfo, n *yaml.Node) *entry {
	d := decoder{&entry{record: kind.New(), kind: kind.Kind, file: f, spots: map[string]spot{}}}
	d.fields(n, reflect.ValueOf(d.record).Elem(), nil)
	d.made = d.record.Ref().Key == ""
	graph.WithKey(d.record)
	return d.entry
}

func (d decoder) mark(n *yaml.Node, path []any) {
	d.spots[graph.Fault{Path: path}.Field()] = spot{n.Line, n.Column}
}

// fault reports a value that cannot be read.
func (d decoder) fault(n *yaml.Node, path []any, format string, args ...any) {
	d.bad = append(d.bad, path)
	msg := fmt.Sprintf(format, args...)
	if len(path) > 0 {
		msg = graph.Fault{Path: path}.Field() + ": " + msg
	}
	d.file.faultf(n.Line, n.Column, "%s", msg)
}

// is reports whether a node is of the kind wanted, and a fault if it is not.
func (d decoder) is(n *yaml.Node, kind yaml.Kind, path []any, want string) bool {
	d.mark(n, path)
	msg := unplain(n)
	if msg == "" && n.Kind != kind {
		msg = fmt.Sprintf("is %s where %s expected", kindName(n), want)
	}
	if msg != "" {
		d.fault(n, path, "%s", msg)
	}
	return msg == ""
}

// unplain says what of YAML a node uses that files must not: what would make a value stand elsewhere, or be
// something else, than a reader sees.
func unplain(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.AliasNode:
		return "aliases (*" + n.Value + ") are not read: write the value out"
	case n.Anchor != "":
		return "anchors (&" + n.Anchor + ") are not read: write the value out wherever it is meant"
	case n.Style&yaml.TaggedStyle != 0 && n.Tag != "!!str":
		return "tags (" + n.Tag + ") are not read: write the value alone"
	}
	return ""
}

func kindName(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case absent(n):
		return "empty"
	}
	return "a single value"
}

// absent reports whether a field was given no value.
func absent(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style&yaml.TaggedStyle == 0
}

// pairs yields the names and values of a mapping, reporting names that are there twice.
func (d decoder) pairs(n *yaml.Node, path []any, each func(name, value *yaml.Node)) {
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if name.Kind != yaml.ScalarNode || unplain(name) != "" {
			d.file.faultf(name.Line, name.Column, "a name must be a plain word")
			continue
		}
		if line, twice := seen[name.Value]; twice {
			d.file.faultf(name.Line, name.Column, "%q is there twice, first in line %d", name.Value, line)
			continue
		}
		seen[name.Value] = name.Line
		each(name, value)
	}
}

func (d decoder) fields(n *yaml.Node, v reflect.Value, path []any) {
	if !d.is(n, yaml.MappingNode, path, "a mapping of fields is") {
		return
	}
	fields := graph.Fields(v.Type())
	d.pairs(n, path, func(name, value *yaml.Node) {
		i := slices.IndexFunc(fields, func(f graph.Field) bool { return f.Name == name.Value })
		switch {
		case i < 0:
			d.unknownField(name, fields, path)
		case !absent(value):
			d.field(value, fields[i], v.Field(fields[i].Index), step(path, name.Value))
		}
	})
}

// unknownField reports a field that does not exist. The one meant counts as there, but not readable.
func (d decoder) unknownField(name *yaml.Node, fields []graph.Field, path []any) {
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	if meant := graph.Nearest(name.Value, names); meant != "" {
		d.bad = append(d.bad, step(path, meant))
	}
	of := string(d.kind)
	if len(path) > 0 {
		of = graph.Fault{Path: path}.Field()
	}
	d.file.faultf(name.Line, name.Column, "%s", graph.UnknownWord("field of "+of, name.Value, names))
}

// step is path with one more step, in memory of its own.
func step(path []any, next any) []any { return append(path[:len(path):len(path)], next) }

func (d decoder) field(n *yaml.Node, f graph.Field, v reflect.Value, path []any) {
	switch t := v.Type(); {
	case t == dateType:
		d.date(n, v, path)
	case t == patternsType:
		d.patterns(n, v, path)
	case t == patternType:
		v.Set(reflect.ValueOf(d.pattern(n, path)))
	case t.Kind() == reflect.String:
		v.SetString(d.text(n, path))
	case t.Kind() == reflect.Map:
		d.words(n, v, path)
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		v.Set(reflect.ValueOf(d.list(n, path)))
	case t.Kind() == reflect.Slice && f.Rule == "keyed" && n.Kind == yaml.MappingNode:
		d.keyed(n, v, path)
	case t.Kind() == reflect.Slice:
		d.structs(n, v, path)
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct:
		d.pointed(n, v, path)
	default:
		d.number(n, f, v, path)
	}
}

// text returns the words of a single value as the file has them, whatever type YAML would take them for.
func (d decoder) text(n *yaml.Node, path []any) string {
	if !d.is(n, yaml.ScalarNode, path, "text is") {
		return ""
	}
	return n.Value
}

func (d decoder) date(n *yaml.Node, v reflect.Value, path []any) {
	date, err := graph.ParseDate(d.text(n, path))
	if err == nil {
		v.Set(reflect.ValueOf(date))
	} else if !d.spoilt(path) {
		d.fault(n, path, "%v", err)
	}
}

// list reads a list of words; a single word is a list of one.
func (d decoder) list(n *yaml.Node, path []any) []string {
	if n.Kind == yaml.ScalarNode {
		d.mark(n, path)
		return []string{d.text(n, step(path, 0))}
	}
	if !d.is(n, yaml.SequenceNode, path, "a list of words is") {
		return nil
	}
	var words []string
	for i, item := range n.Content {
		at := step(path, i)
		words = append(words, d.text(item, at))
		if absent(item) && item.Value != "null" {
			d.fault(item, at, "is empty: write a word, or leave the line out")
		}
	}
	return words
}

// words reads a mapping of words to words. The place of one is that of its name.
func (d decoder) words(n *yaml.Node, v reflect.Value, path []any) {
	if !d.is(n, yaml.MappingNode, path, "a mapping of words is") {
		return
	}
	words := map[string]string{}
	d.pairs(n, path, func(name, value *yaml.Node) {
		at := step(path, name.Value)
		words[name.Value] = d.text(value, at)
		d.mark(name, at)
	})
	if len(words) > 0 {
		v.Set(reflect.ValueOf(words))
	}
}

// patterns reads a list of patterns; a single one is a list of one.
func (d decoder) patterns(n *yaml.Node, v reflect.Value, path []any) {
	items := []*yaml.Node{n}
	if n.Kind != yaml.MappingNode {
		if !d.is(n, yaml.SequenceNode, path, "a list of patterns is") {
			return
		}
		items = n.Content
	}
	d.mark(n, path)
	var list graph.Patterns
	for i, item := range items {
		list = append(list, d.pattern(item, step(path, i)))
	}
	v.Set(reflect.ValueOf(list))
}

func (d decoder) pattern(n *yaml.Node, path []any) graph.Pattern {
	if !d.is(n, yaml.MappingNode, path, "a mapping of issues to options is") {
		return nil
	}
	p := graph.Pattern{}
	d.pairs(n, path, func(name, value *yaml.Node) {
		at := step(path, name.Value)
		p[name.Value] = nil
		if !absent(value) {
			p[name.Value] = d.list(value, at)
		}
		d.mark(name, at)
	})
	if len(p) == 0 {
		return nil
	}
	return p
}

// keyed reads a list written as a mapping, in order: of each item's key to its label.
func (d decoder) keyed(n *yaml.Node, v reflect.Value, path []any) {
	if !d.is(n, yaml.MappingNode, path, "a mapping is") {
		return
	}
	d.pairs(n, path, func(name, value *yaml.Node) {
		at := step(path, v.Len())
		option := graph.Option{Key: name.Value}
		d.mark(name, at)
		d.mark(name, step(at, "key"))
		option.Label = d.text(value, step(at, "label"))
		v.Set(reflect.Append(v, reflect.ValueOf(option)))
	})
}

func (d decoder) structs(n *yaml.Node, v reflect.Value, path []any) {
	if !d.is(n, yaml.SequenceNode, path, "a list is") {
		return
	}
	if len(n.Content) == 0 {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.fields(item, v.Index(i), step(path, i))
	}
}

// pointed reads a struct that may be left out. A quotation may be its words alone.
func (d decoder) pointed(n *yaml.Node, v reflect.Value, path []any) {
	to := reflect.New(v.Type().Elem())
	v.Set(to)
	if n.Kind == yaml.ScalarNode && to.Elem().Type() == quotationType {
		d.mark(n, path)
		to.Interface().(*graph.Quotation).Exact = d.text(n, step(path, "exact"))
		return
	}
	d.fields(n, to.Elem(), path)
}

var (
	wholeNumber = regexp.MustCompile(`^[-+]?[0-9]+$`)
	number      = regexp.MustCompile(`^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$`)
)

// number reads an int, or a float or int behind a pointer that is nil if left out.
func (d decoder) number(n *yaml.Node, f graph.Field, v reflect.Value, path []any) {
	if !d.is(n, yaml.ScalarNode, path, "a number is") {
		return
	}
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	to := reflect.New(t)
	if t.Kind() == reflect.Float64 {
		x, ok := figure(n.Value)
		if !ok {
			d.fault(n, path, "%q is no number%s", n.Value, certaintyHint(f))
			return
		}
		to.Elem().SetFloat(x)
	} else {
		x, err := strconv.Atoi(n.Value)
		if err != nil || !wholeNumber.MatchString(n.Value) {
			d.fault(n, path, "%q is no whole number", n.Value)
			return
		}
		to.Elem().SetInt(int64(x))
	}
	if v.Kind() == reflect.Pointer {
		v.Set(to)
		return
	}
	v.Set(to.Elem())
	if v.IsZero() && f.Rule != "" { // zero would count as left out
		d.fault(n, path, "0 is out of range: %s", f.Rule)
	}
}

// figure reads a number, or one of the words for confidence.
func figure(s string) (float64, bool) {
	for _, c := range certainty {
		if s == c.word {
			return c.value, true
		}
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && number.MatchString(s)
}

func certaintyHint(f graph.Field) string {
	if f.Name != "confidence" {
		return ""
	}
	return ": write 0 to 1, or high, medium, low"
}
