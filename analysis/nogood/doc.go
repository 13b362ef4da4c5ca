// Package nogood decides, counts, ranks and explains constraint problems in plain numbers.
//
// A [Space] has variables, each with some options, and nogoods: combinations that may not occur (Dechter, Constraint
// Processing, 2003, ch. 5-6). A [Problem] adds lines, sets of nogoods each of which can be given up as a whole: the red
// lines of a negotiation beside its rules. All answers are exact.
//
//   - [Space.Solve] finds a solution, as a box of options all of whose packages are solutions: it removes what a nogood
//     with one open term rules out, and splits on a term of an open nogood (Davis, Logemann and Loveland, 1962, lifted
//     from two values to sets of them).
//   - [Space.Compile] makes a [Diagram] of all solutions, which [Diagram.Tally] counts and [Diagram.Rank] lists, best
//     first.
//   - [Explain] tells why a problem has no solution: its cores (minimal unsatisfiable subsets of the lines) and
//     concessions (minimal correction sets), each the minimal hitting sets of the other (Reiter 1987; Liffiton and
//     Sakallah, Algorithms for computing minimal unsatisfiable subsets of constraints, JAR 40, 2008). The problem is
//     first cut down to its [kernel], then each list grows best first, asking for members of the other as it needs
//     them. A line of several nogoods is a group: it stands or falls as a whole.
//
// Why not a general solver: sets of up to 64 options fit a machine word, so that one step decides what a Boolean solver
// has to for each option; and the kernel of a negotiation is small. The tests hold the answers against brute force, a
// SAT solver and a binary decision diagram.
package nogood
