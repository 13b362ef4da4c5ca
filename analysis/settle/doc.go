// Package settle says whether any deal respects every red line, and what a text would settle.
//
// [Settle] gives the verdict on a view: blocked, open or undetermined, with what proves it. [Settlement.Cores] lists the
// red lines that cannot stand together, [Settlement.Concessions] the least that would have to be given up,
// [Settlement.Silences] what is not known, [Settlement.Certificate] what lets any SAT solver check it. What is asked, of
// whom and under which suppositions, is a [Question].
//
// [Judge] holds a [graph.Proposal] against every red line and every party of a view, [Amend] looks for the fewest
// changes that would let it through, and [Compare] sets two side by side. What a text leaves unsaid is neither a breach
// nor a consent: a completion is a package that fills the gaps within what the text and the rules allow, and a red line
// is crossed if every completion crosses it, respected if none does, and open otherwise.
//
// # Settlement
//
// A package takes one option on every issue of the view, within what the view supposes; a deal is a package that crosses
// no red line and no rule. Toward a party an option is opposed, accepted, opposed by implication or silent, in this
// order, by the positions whose condition the package meets. The view is blocked if there is no deal, open if some deal
// is silent toward no party asked about, and undetermined otherwise. Nothing weighs against a red line, and silence
// counts as nothing but silence.
//
// Red lines, rules and attitudes become numbers, which package nogood decides, counts, ranks and explains. An attitude
// that hangs on a condition becomes a variable of its own, tied to option and condition by nogoods, so that every
// package still counts once. Answers are kept in a [Cache] by the numbers they rest on.
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
// A red line, a rule or a condition is a set of nogoods, which package nogood solves. A condition becomes one more
// variable that tells whether a package matches it.
//
// Whether an open line stays open however silent issues are filled is a question with two quantifiers. It is
// answered by counterexample: guess a filling under which every completion falls on one side, refute it by a
// completion on the other, and demand of the next guess that this completion fail (Janota, Klieber, Marques-Silva
// and Clarke, Solving QBF with counterexample guided refinement, SAT 2012). Only issues linked to the line take
// part. All answers are exact.
package settle
