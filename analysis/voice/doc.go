// Package voice tells who speaks for a party on a day and with what authority, what each voice said last, and where a
// lower voice departs from a higher one.
//
// [Of] lists the voices of a party; [Departures] where they part. Both read what is on record and change nothing: the
// party's position is what the graph says it is, whoever spoke last.
//
// The authority of words is that of the office the speaker held with the party on the day they were said, whatever was
// held before or since.
package voice
