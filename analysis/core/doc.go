// Package core says which red lines of a view cannot stand together.
//
// A core is a minimal set of red lines that, with the rules in force, leaves no package. [Number] turns a view into the
// plain numbers that package nogood works on, [Numbers.Basis] tells what of a core's patterns and of the rules it takes,
// and [Numbers.Cores] lists cores with the issues on which they clash, those on fewest issues first.
//
// # Issues
//
// Red lines clash on a set of issues if their patterns that name no other issue leave, with the rules that name no
// other, no way to settle these issues; and on none of its subsets. A term that lists all options of its issue says
// nothing, and its issue is not named. A core clashes on one set of issues at least, and on each that it does it counts.
//
// # Method
//
// On an issue where a clash takes place every option is in some pattern that names no other issues than the clash does:
// a package could have the option that is in none, and then no pattern on the issue would matter. So issues with such an
// option are left out, one after the other. What remains falls into parts, most of which red lines leave something of.
//
// Of a part that is not too large package nogood lists all cores, and each is tried on sets of issues. Where that takes
// too long, sets of issues that patterns tie together are taken by size instead: if every option on them is covered, the
// minimal sets of lines that leave nothing of them are listed, and those are dropped that leave nothing of fewer issues
// or hold a smaller core. On one issue that is to list minimal covers of a set of options.
//
// There can be very many cores. The search takes a number of steps, never a time, so that the same view always gives the
// same list, and says on which issues there may be more.
package core
