// Package sequence finds who wants what before what, and where that goes round in a circle.
//
// [Find] reads the order of steps out of the options parties name: where every option that a position names, or every
// option that a party's red lines leave, lays down that one step comes before another, the party wants it so: a
// [Precedence]. A [Circle] is a round of precedences of two parties or more in which each step waits for the next:
// "you first". No order of the steps meets all of a circle, and some order meets all of it but any one pair.
//
// Only what options say counts. A party that names no option with an order has said nothing on it here.
package sequence
