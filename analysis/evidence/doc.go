// Package evidence tells how well what is on record is supported, and what would fall with a source.
//
// [Of] gives what one record rests on in a view: its statements with their pairs of grades, their independent origins,
// whether the words quoted still stand in their source. [FindThinIce] lists where that is weak, by what depends on it.
// [HangsOn] names the sources without which a set of red lines would fall, [ImpactOf] what rests on a source, [Corrections]
// how one was corrected, [Versions] what sources tell differently. Grades are never made into one figure, and copies of one
// report count once.
package evidence
