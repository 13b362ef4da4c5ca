package exec

import (
	"strings"
	"testing"
)

// TestOneOf gives an input object of one member literals with variables in them.
func TestOneOf(t *testing.T) {
	f := newFixture(t, parties(3))
	refuses := func(doc, want string) {
		if _, err := f.ours.Compile(parse(t, doc), ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", doc, err, want)
		}
	}
	refuses("{echo(just:{})}", "none is given")
	refuses("{echo(just:[{a:1 b:{least:1}}])}", "not 2: a, b")
	refuses("query($x:Int){echo(just:{a:$x b:{least:1}})}", "not 2: a, b")

	const doc = "query($x:Int){echo(just:{a:$x})}"
	for _, tt := range []struct {
		given map[string]any
		want  string
	}{{map[string]any{"x": 1}, ""}, {map[string]any{"x": nil}, "Just.a must not be null"}, {nil, "none is given"}} {
		r := f.run(t, doc, tt.given, Options{})
		if got := len(r.Errors) > 0; got != (tt.want != "") || got && !strings.Contains(r.Errors[0].Message, tt.want) {
			t.Errorf("%v: %v %s, want %q", tt.given, r.Errors, r.Data, tt.want)
		}
	}
	if err := f.ours.OneOf("Filter", "Kind"); err == nil {
		t.Error("an enum is no input object")
	}
}
