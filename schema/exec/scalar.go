package exec

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// The scalars of the specification (3.5) take what it says and nothing else: the library's own take "1", true and
// 1.5 for an Int, and anything for a String. What does not fit gives nil.

// Hint is what a scalar of the schema's own makes of a value it does not take, where it knows what to write instead.
type Hint string

// taken reports whether a scalar made anything of a value.
func taken(made any) bool {
	_, refused := made.(Hint)
	return !refused && !isNull(made)
}

// hint is what a message adds of what a scalar made.
func hint(made any) string {
	if h, is := made.(Hint); is {
		return ": " + string(h)
	}
	return ""
}

// strictValue returns how a scalar takes a variable, if it is one of the specification's.
func strictValue(t *graphql.Scalar) (func(any) any, bool) {
	switch t {
	case graphql.Int:
		return takeInt, true
	case graphql.Float:
		return takeFloat, true
	case graphql.String:
		return take[string], true
	case graphql.Boolean:
		return take[bool], true
	case graphql.ID:
		return takeID, true
	}
	return nil, false
}

func take[T any](v any) any {
	if x, ok := v.(T); ok {
		return x
	}
	return nil
}

func takeFloat(v any) any {
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

func takeInt(v any) any {
	f, ok := takeFloat(v).(float64)
	if !ok || f != math.Trunc(f) || f < math.MinInt32 || f > math.MaxInt32 {
		return nil
	}
	return int(f)
}

// takeID takes strings, and whole numbers whatever their length.
func takeID(v any) any {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case json.Number:
		return wholeNumber(v.String())
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return strconv.FormatInt(int64(v), 10)
		}
	}
	return nil
}

func wholeNumber(text string) any {
	for i, c := range text {
		if (c < '0' || c > '9') && (i > 0 || c != '-') {
			return nil
		}
	}
	return text
}

// strictLiteral returns how a scalar takes a value of the document, if it is one of the specification's.
func strictLiteral(t *graphql.Scalar) (func(ast.Value) any, bool) {
	switch t {
	case graphql.Int:
		return intLiteral, true
	case graphql.Float:
		return floatLiteral, true
	case graphql.String:
		return stringLiteral, true
	case graphql.Boolean:
		return boolLiteral, true
	case graphql.ID:
		return idLiteral, true
	}
	return nil, false
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

func stringLiteral(v ast.Value) any {
	if s, ok := v.(*ast.StringValue); ok {
		return s.Value
	}
	return nil
}

func boolLiteral(v ast.Value) any {
	if b, ok := v.(*ast.BooleanValue); ok {
		return b.Value
	}
	return nil
}

func idLiteral(v ast.Value) any {
	if n, ok := v.(*ast.IntValue); ok {
		return n.Value
	}
	return stringLiteral(v)
}
