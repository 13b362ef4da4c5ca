// Package change looks at a view along time and across parties: what happened when ([Timeline]), how positions and red
// lines moved ([Shifts]), on what the parties already agree ([FindCommonGround]), what differs between any two views
// ([FindEffect]), and between two days of one view, with the records that made it so ([FindDelta]).
//
// Silence is reported of its kind and never counts as consent or refusal; vague dates stay as vague as they were
// stated; what is planned never looks as if it had been held.
package change
