// Package evidence tells how well what is on record is supported: from how many independent origins, by which grades, and
// what would fall with a source.
package evidence
