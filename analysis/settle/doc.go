// Package settle says what a text would settle, and whom it would cross.
//
// [Judge] holds a [graph.Proposal] against every red line and every party of a view. What the text leaves
// unsaid is neither a breach nor a consent: a completion is a package that fills the gaps within what the text
// and the rules allow, and a red line is crossed if every completion crosses it, respected if none does, and
// open otherwise.
//
// # What a text says
//
// The options of a text on an issue are those of all provisions there, united; several leave the text
// ambiguous. A provision without an issue or without options says nothing. One with a condition applies only in
// packages that match the condition; where no provision on an issue applies, the issue is free. So a completion
// is a package of the view that takes, on every issue with a provision that applies to the package, one of the
// options of those provisions, and obeys every rule. A package of the view keeps to what its scenario supposes.
// An issue is silent if no provision chooses an option of it, under a condition or without one. A pattern that
// names an issue outside the view cannot be judged: it is left out of rules, red lines and conditions, and a
// condition left without patterns is never met.
//
// # Method
//
// A red line, a rule or a condition is a set of nogoods: forbidden combinations of option sets (Dechter,
// Constraint Processing, 2003, ch. 5-6). A condition becomes one more variable that tells whether a package
// matches it, tied to its pattern by nogoods (Tseitin, On the complexity of derivation in propositional
// calculus, 1968). A search then shrinks sets of options rather than trying packages: it removes what a nogood
// with one open term rules out, and splits on a term of an open nogood (Davis, Logemann and Loveland, 1962,
// lifted from two values to sets of them). It answers with a box, all of whose packages are solutions.
//
// Whether an open line stays open however silent issues are filled is a question with two quantifiers. It is
// answered by counterexample: guess a filling under which every completion falls on one side, refute it by a
// completion on the other, and demand of the next guess that this completion fail (Janota, Klieber, Marques-Silva
// and Clarke, Solving QBF with counterexample guided refinement, SAT 2012). Only issues linked to the line take
// part. All answers are exact.
package settle
