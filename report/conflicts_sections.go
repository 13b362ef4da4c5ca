package report

import "fmt"

// section is one of the conflicts report's, numbered from 1 in the order in which they stand.
type section int

const (
	bottomSection section = iota + 1
	dealSection
	coreSection
	moveSection
	overviewSection
	detailSection
	pairSection
	lineSection
	proposalSection
	movedSection
	besidesSection
	unknownSection
	legendSection
	sourceSection
)

var sectionTitles = map[section]string{
	bottomSection:   "Bottom line",
	dealSection:     "Is there a deal?",
	coreSection:     "What cannot stand together",
	moveSection:     "The least that would have to move",
	overviewSection: "Where positions conflict",
	detailSection:   "The conflicts in detail",
	pairSection:     "Who conflicts with whom",
	lineSection:     "Red lines in force",
	proposalSection: "Proposals made so far",
	movedSection:    "What moved lately",
	besidesSection:  "What else bears on a deal",
	unknownSection:  "What is not known",
	legendSection:   "How to read this",
	sourceSection:   "Sources",
}

// String is how the text refers to a section: section 3.
func (s section) String() string { return fmt.Sprintf("section %d", int(s)) }

func (s section) heading() string { return fmt.Sprintf("%d. %s", int(s), sectionTitles[s]) }

func (r *conflicts) begin(s section) { r.heading(2, s.heading()) }
