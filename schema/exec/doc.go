// Package exec runs GraphQL operations over the types of graphql-go.
//
// The library keeps its type system, syntax tree and introspection resolvers; documents are parsed and validated by
// package document. Running is done here, as the specification of October 2021 lays down: selections (section 6.3) with members in the order of the query
// (6.3.2, 7.2.2), arguments and variables (6.1.2, 6.4.1) where null is not absent, values (6.4.3), nulls that
// spread to the nearest place that takes one (6.4.4), subscriptions (6.2.3).
//
// [New] makes a schema ready, [Schema.Compile] turns one operation of a validated document into a [Plan]. For
// each request [Plan.Coerce] checks the variables and [Plan.Run] writes the data.
//
// A plan holds, for each object type a selection can meet, its fields in order with their keys already written
// as JSON, their resolvers, and their arguments read as far as no variable is in them. A run is one goroutine that
// writes straight into one buffer: no maps, no tree of results. Where a null spreads, the buffer is cut back to
// where the value began. So an answer is held whole until its last field is done, and its memory is bounded by
// [Options].Limits, not by streaming: a null may reach the root at the very end.
package exec
