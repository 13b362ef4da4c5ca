package exec

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestCoerce gives variables of every kind to types of every kind: taken as what, or refused with which words.
func TestCoerce(t *testing.T) {
	f := newFixture(t, parties(3))
	for _, tt := range []struct{ typ, given, want string }{
		{"Int", `3`, `3`}, {"Int", `3.0`, `3`}, {"Int", `-2147483648`, `-2147483648`}, {"Int", `null`, `null`},
		{"Int", `"3"`, `Int is wanted, not "3"`}, {"Int", `true`, "not true"}, {"Int", `1.5`, "not 1.5"}, {"Int", `2147483648`, "Int is wanted"}, {"Int", `[1]`, "not [1]"}, {"Int", `1e999`, "Int is wanted"},
		{"Float", `3`, `3`}, {"Float", `0.5`, `0.5`}, {"Float", `"0.5"`, "Float is wanted"}, {"Float", `1e999`, "Float is wanted"},
		{"String", `"x"`, `"x"`}, {"String", `1`, "String is wanted"}, {"Boolean", `true`, `true`}, {"Boolean", `0`, "Boolean is wanted"}, {"Boolean", `"true"`, "Boolean is wanted"},
		{"ID", `"x"`, `"x"`}, {"ID", `7`, `"7"`}, {"ID", `99999999999999999999`, `"99999999999999999999"`}, {"ID", `1.5`, "ID is wanted"}, {"ID", `true`, "ID is wanted"},
		{"Kind", `"BLOC"`, `"bloc"`}, {"Kind", `"SEVEN"`, `7`}, {"Kind", `"bloc"`, "Kind is wanted"}, {"Kind", `1`, "Kind is wanted"},
		{"Day", `"x"`, `"x"`}, {"Day", `"never"`, "Day is wanted"},
		{"Int!", `null`, `Int! is wanted, not null`}, {"Int!", ``, "Int! is required"},
		{"[Int]", `[1,null]`, `[1,null]`}, {"[Int]", `1`, `[1]`}, {"[Int]", `[1,"x"]`, `$v[1]: Int`}, {"[Int]", `null`, `null`}, {"[Int!]", `[1,null]`, `$v[1]: Int! is wanted`},
		{"[[Int!]]", `[[1],2]`, `[[1],[2]]`}, {"[[Int!]]", `1`, `[[1]]`}, {"[[Int!]]", `[[null]]`, `$v[0][0]: `},
		{"Filter", `{"least":1}`, `{"least":1,"most":99}`}, {"Filter", `{"least":1,"most":null}`, `{"least":1,"most":null}`}, {"Filter", `{"least":1,"keys":"a"}`, `{"keys":["a"],"least":1,"most":99}`},
		{"Filter", `{}`, "least is required in Filter"}, {"Filter", `{"least":1,"wurst":2}`, `no member "wurst"`}, {"Filter", `{"least":null}`, `$v.least: Int! is wanted`},
		{"Filter", `{"least":1,"not":{"least":2,"keys":["a",{}]}}`, `$v.not.keys[1]: ID is`}, {"Filter", `"x"`, "an object"}, {"Filter", `[{"least":1}]`, "an object"},
		{"Just", `{"a":1}`, `{"a":1}`}, {"Just", `{"b":{"least":1}}`, `{"b":{"least":1,"most":99}}`}, {"Just", `{}`, "none is given"},
		{"Just", `{"a":1,"b":null}`, "not 2: a, b"}, {"Just", `{"a":null}`, "Just.a must not be null"}, {"[Just]", `[{"a":1},{}]`, "$v[1]: Just takes exactly one"},
	} {
		p := f.compile(t, "query($v:"+tt.typ+"){__typename}")
		for _, useNumber := range []bool{true, false} {
			if !useNumber && strings.Contains(tt.given, "999") {
				continue
			}
			variables := map[string]any{"other": 1}
			if tt.given != "" {
				dec := json.NewDecoder(strings.NewReader(`{"v":` + tt.given + `}`))
				if useNumber {
					dec.UseNumber()
				}
				if err := dec.Decode(&variables); err != nil {
					t.Fatal(err)
				}
			}
			values, errs := p.Coerce(variables)
			if len(errs) > 0 {
				if !strings.Contains(errs[0].Message, tt.want) || errs[0].Locations[0].Column != 7 || !strings.HasPrefix(errs[0].Message, "variable $v") {
					t.Errorf("%s %s: %v, want %q", tt.typ, tt.given, errs, tt.want)
				}
				continue
			}
			if got, _ := json.Marshal(values.named["v"]); string(got) != tt.want {
				t.Errorf("%s %s: %s, want %s", tt.typ, tt.given, got, tt.want)
			}
		}
	}
	p := f.compile(t, "query($v:Boolean=true,$a:Int!,$b:Int!){__typename @include(if:$v)}")
	if _, errs := p.Coerce(map[string]any{"v": nil}); len(errs) != 3 || !strings.Contains(fmt.Sprint(errs[0].Message), "true or false") {
		t.Error(errs)
	}
}
