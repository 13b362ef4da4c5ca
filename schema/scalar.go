package schema

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"parley/graph"
	"parley/schema/exec"
)

// textScalar is one that travels as a string. Whether that says something is checked where it is used, so that the error
// can say what is wrong. Other makes what it will of the digits of a whole number, or of "" where none is given.
func textScalar(name, doc string, other func(digits string) any) *graphql.Scalar {
	return graphql.NewScalar(graphql.ScalarConfig{
		Name: name, Description: doc, Serialize: serializeText,
		ParseValue: func(v any) any {
			if s, ok := v.(string); ok {
				return s
			}
			return other(wholeNumber(v))
		},
		ParseLiteral: func(v ast.Value) any {
			switch v := v.(type) {
			case *ast.StringValue:
				return v.Value
			case *ast.IntValue:
				return other(v.Value)
			}
			return other("")
		},
	})
}

func scalars() []*graphql.Scalar {
	return []*graphql.Scalar{
		textScalar("Date", "A day, month or year as stated, EDTF level 1 (ISO 8601-2): 2025-08-18, 2025-08, 2025, 2025-08~, 2025?. Arguments that name a view's day take exactly a day.", asDate),
		textScalar("DateTime", "An instant, RFC 3339, in UTC in answers: 2025-08-19T09:30:00Z.", nothing),
		textScalar("BigInt", "A whole number without bound, in decimal digits, as a string.", asInteger),
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

func nothing(string) any { return nil }

// asInteger takes numbers too: what is sent needs no string where its digits arrive.
func asInteger(digits string) any {
	if digits == "" {
		return exec.Hint(`write "3"`)
	}
	return digits
}

// asDate takes no number, and says how to write one that may be meant for a year.
func asDate(digits string) any {
	if _, err := graph.ParseDate(digits); err != nil {
		return nil
	}
	return exec.Hint(fmt.Sprintf("write %q", digits))
}

// wholeNumber returns the digits of a whole number as encoding/json decodes it; none where some may be lost.
func wholeNumber(v any) string {
	switch v := v.(type) {
	case json.Number:
		if strings.Trim(v.String(), "-0123456789") == "" {
			return v.String()
		}
		if f, err := v.Float64(); err == nil {
			return wholeNumber(f)
		}
	case int:
		return strconv.Itoa(v)
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return strconv.FormatInt(int64(v), 10)
		}
	}
	return ""
}
