package exec

import (
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
)

// Null is the literal null, which the library's syntax tree has no node for: its parser does not know it.
type Null struct{ Loc *ast.Location }

var _ ast.Value = (*Null)(nil)

func (n *Null) GetKind() string       { return kinds.EnumValue }
func (n *Null) GetLoc() *ast.Location { return n.Loc }
func (n *Null) GetValue() any         { return "null" }
