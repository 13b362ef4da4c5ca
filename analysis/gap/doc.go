// Package gap tells what the record of a view lacks ([Find]), which of it most hangs on ([Rank]), and what to ask next:
// which silence or doubtful word, put to whom, would most move the answer, with what each reply would do ([Next]).
//
// The kinds of nothing are kept apart, and none of them counts as consent, refusal or room to move.
package gap
