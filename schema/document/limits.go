package document

// The limits on documents, in the order in which they act.
var (
	limitDocument = &Limit{
		Name: "document", Default: 32 << 10, Unit: UnitBytes, Doc: "A document.",
		Code: CodeTooLarge, Says: "the document has", Hint: "put long values into variables",
	}
	limitTokens = &Limit{
		Name: "tokens", Default: 2000, Unit: "words and signs", Doc: "Words and signs of a document; comments and commas are none.",
		Code: CodeTooLarge, Says: "the document has", Hint: "split it, or put lists into variables",
	}
	limitDepth = &Limit{
		Name: "depth", Default: 24, Unit: UnitLevels, Doc: "Brackets within brackets of a document, and fields within fields once its fragments are put in place. GraphiQL's own question needs 15.",
		Code: CodeTooDeep, Says: "the document nests", Hint: "ask for what is further down by its key or id",
	}
	limitName = &Limit{
		Name: "name", Default: 256, Unit: "letters", Doc: "A name or a number of a document.",
		Code: CodeTooLarge, Says: "the document has a name or number of", Hint: "shorten it",
	}
	limitDirectives = &Limit{
		Name: "directives", Default: 50, Unit: "directives", Doc: "Directives of a document.",
		Code: CodeTooComplex, Says: "the document has", Hint: "put what shares a condition into one fragment",
	}
	limitOperations = &Limit{
		Name: "operations", Default: 10, Unit: "operations", Doc: "Operations of a document.",
		Code: CodeTooLarge, Says: "the document has", Hint: "send those that are asked for",
	}
	limitFragments = &Limit{
		Name: "fragments", Default: 100, Unit: "fragments", Doc: "Fragments of a document.",
		Code: CodeTooLarge, Says: "the document has", Hint: "send those that are asked for",
	}
	limitVariables = &Limit{
		Name: "variables", Default: 100, Unit: "variables", Doc: "Variables of an operation.",
		Code: CodeTooLarge, Says: "an operation of the document has", Hint: "put them into lists or input objects",
	}
	limitAliases = &Limit{
		Name: "aliases", Default: 50, Unit: "aliases", Doc: "Aliases of a document.",
		Code: CodeTooComplex, Says: "the document has", Hint: "ask several times, or for a list",
	}
	limitSelections = &Limit{
		Name: "selections", Default: 5000, Unit: "fields", Doc: "Fields an operation or a fragment selects once the fragments in it are put in place.",
		Code: CodeTooComplex, Says: "the document selects, once its fragments are put in place,", Hint: "split it",
	}
	limitIntrospection = &Limit{
		Name: "introspection", Default: 3, Unit: "lists", Doc: "Lists of the schema's own description within one another.",
		Code: CodeTooComplex, Says: "introspection asks, within one another, for", Hint: "ask for one type by __type(name:), or read /schema.graphql",
	}
)

// LimitList lists every limit on documents.
func LimitList() []*Limit {
	return []*Limit{
		limitDocument, limitTokens, limitDepth, limitName, limitDirectives,
		limitOperations, limitFragments, limitVariables, limitAliases, limitSelections, limitIntrospection,
	}
}
