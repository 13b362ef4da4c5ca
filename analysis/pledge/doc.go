// Package pledge keeps the ledger of a negotiation's threats and promises.
//
// [Ledger] lists the commitments of a view, each with what became of it by the view's day: its status, whether a recorded
// event meets its trigger, and whether its deadline has passed with nothing on record of the outcome.
//
// A trigger is met by the events that somebody recorded as meeting it, and by nothing else: that something happened before
// a commitment was carried out does not make it the cause.
package pledge
