// Package document reads GraphQL documents as text that may mean harm, and holds them to a schema. It runs nothing.
//
// [Parse] takes a text to its [Tree] within [Limits]: the scan of the raw text (scan.go), the parser (parse.go), and the
// measure of what fragments come to once they are put in place (inspect.go). [Tree.Validate] holds the tree to a schema
// (rules.go), [Tree.Pick] finds the operation to run. None takes time that grows faster than the document, and each ends
// on every text; each is to be called in this order, on what the one before let pass.
//
// What is refused is a [Fault]: a code, a message that says what to do, and the place in the text.
package document
