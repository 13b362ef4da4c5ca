// Package term tells what comes of a word that parties use in different senses.
//
// [Meanings] lists what a [graph.Term] is taken to mean and who uses it so, by the words that count in a view and were said by
// its day; [Differences] tells which parties mean different things by it. [Find] settles the term in each of its senses in
// turn: how each party stands to what the sense comes to, whether a deal still respects every red line, which agreement
// holds only while the term stays open, and which texts leave it open. [Caveats] warns where an option that parties accept
// may be agreed in words only.
//
// An open term is no fault. It can be what lets parties sign; it can also be what they will quarrel over. The package says
// where it is open and what hangs on that, and leaves the rest to the reader.
//
// # Meaning
//
// A sense comes to a pattern: the packages that choose, on each issue it names, one of the options listed. To settle a term
// in a sense is to suppose that pattern, within what the view supposes; the question asked is then that of package settle.
//
// Toward a party, a package of a sense stands as the least favourable of its options on the issues of the sense does, and
// the sense as the most favourable of its packages that crosses no red line of the party and no rule. From least to most
// favourable that is: forbidden, where there is no such package; opposed; opposed by implication; silent; accepted. A party
// accepts a sense, so, if it demands, prefers or accepts some option on every issue of it. Silence is not consent.
//
// Parties agree in a sense if on each of its issues there is some option that all of them accept, and no one of them rules
// such packages out. An agreement holds only while the term is open if each of them accepts some sense and they agree in
// none.
package term
