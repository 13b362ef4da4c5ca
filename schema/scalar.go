package schema

import (
	"strconv"

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
