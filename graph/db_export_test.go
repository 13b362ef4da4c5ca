package graph

// Reseal makes e, whatever its content, the well-sealed entry after prev.
func Reseal(e *Entry, prev Head) {
	e.Seq, e.Prev = prev.Seq+1, prev.Hash
	e.Hash = e.digest()
}
