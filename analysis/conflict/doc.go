// Package conflict finds where the positions of parties cannot all be met.
//
// [Find] runs every [Detector] over a [graph.View]. A [Conflict] is one for each kind, set of parties and issue, or
// set of issues where red lines clash across several; its sides are all the positions and red lines it rests on, and those carry the evidence. [Filter] and [Sort]
// choose among conflicts, [Groups] shows them by bloc, [NewMatrix] counts them, and [Stances] lists where every
// party stands on every option, silence included.
//
// # What counts
//
// All of a party's demands on an issue are united, and so is what it prefers, what it opposes and what its red
// lines on the issue alone rule out, as far as the view's reading goes. Demands, preferences and red lines are
// compared as said, whatever rules exclude. Only the options that the scenario supposes away are off the table,
// for every kind: in that what-if nobody conflicts over them, and a demand of which nothing is left conflicts
// with nothing.
//
// Red lines clash if with the rules they leave no package of what the scenario leaves. Each minimal set of such lines,
// a core, is one conflict on each minimal set of issues on which they do: see package core. Where they are all one
// party's it contradicts itself, and where rules and suppositions leave nothing by themselves no red line is to blame.
//
// On the view's day only what has been said by then is heard: it makes up [Conflict.Evidence], and shows that two
// voices of a party differ. A vague date counts from its first day.
//
// Silence is never a side of a conflict, and never agreement: [NewMatrix] lists it apart.
package conflict
