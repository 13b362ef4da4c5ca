package schema

import (
	"encoding/json"
	"math"
	"strconv"
	"sync"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"parley/graph"
)

// text is how scalars that travel as strings are read: nothing but a string will do. Whether it says
// something is checked where it is used, so that the error can say what is wrong.
func textScalar(name, doc string) *graphql.Scalar {
	return graphql.NewScalar(graphql.ScalarConfig{
		Name: name, Description: doc, Serialize: serializeText, ParseValue: parseText, ParseLiteral: textLiteral,
	})
}

func scalars() []*graphql.Scalar {
	return []*graphql.Scalar{
		textScalar("Date", "A day, month or year as stated, EDTF level 1 (ISO 8601-2): 2025-08-18, 2025-08, 2025, 2025-08~, 2025?. Arguments that name a view's day take exactly a day."),
		textScalar("DateTime", "An instant, RFC 3339, in UTC in answers: 2025-08-19T09:30:00Z."),
		textScalar("BigInt", "A whole number without bound, in decimal digits, as a string."),
	}
}

// serializeText writes what resolvers return for scalars that travel as strings.
func serializeText(v any) any {
	switch v := v.(type) {
	case string:
		return v
	case graph.Day:
		if v == graph.MinDay || v == graph.MaxDay {
			return nil
		}
		return v.String()
	case graph.Date:
		if v.IsZero() {
			return nil
		}
		return v.String()
	case uint64:
		return strconv.FormatUint(v, 10)
	}
	return nil
}

func parseText(v any) any {
	if s, ok := v.(string); ok {
		return s
	}
	return nil
}

func textLiteral(v ast.Value) any {
	if s, ok := v.(*ast.StringValue); ok {
		return s.Value
	}
	return nil
}

// strict replaces the library's own scalars, which take "1", true and 1.5 for an Int and anything for a
// String, by ones that take what the specification says. They are variables of the library, so this is done
// once for the process.
var strict = sync.OnceFunc(func() {
	redo := func(s *graphql.Scalar, parse func(any) any, literal func(ast.Value) any) {
		old := *s
		*s = *graphql.NewScalar(graphql.ScalarConfig{
			Name: old.Name(), Description: old.Description(), Serialize: old.Serialize, ParseValue: parse, ParseLiteral: literal,
		})
	}
	redo(graphql.Int, parseInt, intLiteral)
	redo(graphql.Float, parseFloat, floatLiteral)
	redo(graphql.String, parseText, textLiteral)
	redo(graphql.ID, parseID, idLiteral)
	redo(graphql.Boolean, parseBool, boolLiteral)
})

func parseInt(v any) any {
	f, ok := parseFloat(v).(float64)
	if !ok || f != math.Trunc(f) || f < math.MinInt32 || f > math.MaxInt32 {
		return nil
	}
	return int(f)
}

// parseFloat takes the kinds of number that decoding JSON yields.
func parseFloat(v any) any {
	switch v := v.(type) {
	case float64:
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			return v
		}
	case int:
		return float64(v)
	case json.Number:
		if f, err := v.Float64(); err == nil {
			return f
		}
	}
	return nil
}

func parseID(v any) any {
	switch v := v.(type) {
	case string:
		return v
	case json.Number, float64, int:
		if n, ok := parseInt(v).(int); ok {
			return strconv.Itoa(n)
		}
	}
	return nil
}

func parseBool(v any) any {
	if b, ok := v.(bool); ok {
		return b
	}
	return nil
}

func intLiteral(v ast.Value) any {
	if n, ok := v.(*ast.IntValue); ok {
		if i, err := strconv.ParseInt(n.Value, 10, 32); err == nil {
			return int(i)
		}
	}
	return nil
}

func floatLiteral(v ast.Value) any {
	text := ""
	switch n := v.(type) {
	case *ast.IntValue:
		text = n.Value
	case *ast.FloatValue:
		text = n.Value
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil {
		return f
	}
	return nil
}

func idLiteral(v ast.Value) any {
	switch n := v.(type) {
	case *ast.StringValue:
		return n.Value
	case *ast.IntValue:
		return n.Value
	}
	return nil
}

func boolLiteral(v ast.Value) any {
	if b, ok := v.(*ast.BooleanValue); ok {
		return b.Value
	}
	return nil
}
