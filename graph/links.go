package graph

// CheckLinks reports what would be wrong between the records, were they put on top of the snapshot, and what
// they name: records that do not exist, options an issue does not have, circles, quotations that are not in
// their source's text. Unlike With it also tells this of records that are not valid taken alone, so that every
// fault of a folder can be told at once. Where two records have one key, the later counts as there.
func (s *Snapshot) CheckLinks(records []Record) []Fault {
	next := s.successor()
	for _, r := range records {
		next.set(r.Ref(), r, ChangeInfo{})
	}
	var faults []Fault
	for _, r := range records {
		faults = append(faults, next.crossCheck(r)...)
	}
	return faults
}
