// Package graph is Parley's heart: what a record is, when it holds, what supports it, and how the
// graph moves from one state to the next.
//
// A [Record] is one thing of the graph: a party, an issue, a red line, a statement. A [Change] puts
// and retires records; the [Log] keeps every change for ever, each sealed with the hash of the one
// before. A [DB] folds the log into a [Snapshot], the whole graph at one sequence number, which never
// changes once published. A [View] is a snapshot seen for one negotiation on one day: it says which
// positions and red lines are in force, and turns them into option bitmasks for the packages under
// analysis.
//
// Callers start with [Open], read [DB.Snapshot] and ask [Snapshot.View]; writers call [DB.Commit].
package graph
