// Package conflict finds where the positions of parties cannot all be met.
//
// [Find] runs every [Detector] over a [graph.View]. A [Conflict] is one for each kind, set of parties and issue;
// its sides are all the positions and red lines it rests on, and those carry the evidence. [Filter] and [Sort]
// choose among conflicts, [Groups] shows them by bloc, [NewMatrix] counts them, and [Stances] lists where every
// party stands on every option, silence included.
//
// # What counts
//
// All of a party's demands on an issue are united, and so is what it prefers, what it opposes and what its red
// lines on the issue alone rule out, as far as the view's reading goes. The options that a rule on the issue
// alone excludes, and those that the scenario supposes away, are off the table: nobody conflicts over them, and a
// demand of which nothing is left on the table conflicts with nothing. Only what a party says against itself is
// taken as said, whatever is on the table.
//
// Red lines clash on one issue if with the rules they leave nothing of what the scenario leaves; each minimal set
// of such lines is one conflict. Where they are all one party's it contradicts itself, and where rules or
// suppositions leave nothing by themselves no red line is to blame. Clashes across issues are not looked for.
//
// Silence is never a side of a conflict, and never agreement: [NewMatrix] lists it apart.
package conflict
