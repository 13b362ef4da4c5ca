// Package schema answers GraphQL requests about a graph: the types of the API, their resolvers, and the
// limits that keep a hostile document from hurting the process.
//
// [New] builds the API over a [Graph]; [API.Do] answers one request and returns only when all work for it
// has ended. A request reads one snapshot from start to end. Objects carry the lens they are seen through
// (which snapshot, which day, which negotiation's view), so that whatever hangs below a negotiation is seen
// the same way.
//
// A document passes, in this order: the scan of its raw text (scan.go), the parser (parse.go), the limits on its
// syntax tree (document.go), and validation (rules.go). None takes time that grows faster than the document. What
// passes becomes a plan, kept for the next request like it (plans.go), and is run by package exec (execute.go), which
// counts what the answer holds. Every limit is an entry of one list (limits.go). Types are declared as data, one file
// for each part of the model, and built into a graphql-go schema by build.go.
package schema
