// Package claim sets Parley's own answer beside what outsiders claim.
//
// An outsider's judgement is never evidence for what a party holds. Where it comes to a [graph.Claim], Parley can work out
// the same question from the record: [Check] does so on one day and reading, [CheckAll] on the day the judgement was made and
// on the day of the view, under both readings of red lines. The answer agrees, disagrees or cannot tell; neither proves the
// other. It is relative to what is on record, and says so.
package claim
