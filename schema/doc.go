// Package schema answers GraphQL requests about a graph: the types of the API, their resolvers, and the
// limits that keep a hostile document from hurting the process.
//
// [New] builds the API over a [Graph]; [API.Do] answers one request and returns only when all work for it
// has ended, [API.Stream] answers a subscription once for each event (subscribe.go). A query, and each event,
// reads one snapshot from start to end; of a mutation, each field that changes the graph moves the snapshot on
// (mutation.go). Objects carry the lens they are seen through (which snapshot, which day, which negotiation's
// view), so that whatever hangs below a negotiation is seen the same way.
//
// A document comes as text or by an id (persisted.go); a server may answer trusted ones alone (trusted.go). Package
// document scans, parses and validates it. What passes becomes a plan (plan.go) and is run by package exec (execute.go),
// which counts what the answer holds. Every limit is an entry of one list (limits.go). Documents, plans, views and
// answers are kept for the next request like it, as many as memory is set aside for (recent.go, answers.go).
//
// Types are declared as data, one file for each part of the model, and built into a graphql-go schema by build.go.
package schema
