package schema

import (
	"slices"

	"parley/graph"
)

// definitions lists every type of the API. Unions come after their members.
func definitions() []definition {
	return slices.Concat(
		pageTypes(), enumTypes(), inputTypes(),
		queryTypes(), negotiationTypes(), partyTypes(), personTypes(), voiceTypes(), issueTypes(), positionTypes(), redLineTypes(),
		proposalTypes(), comparisonTypes(), amendmentTypes(), evidenceTypes(), disputeTypes(), supportTypes(), sourceImpactTypes(), contextTypes(), ledgerTypes(), sequenceTypes(), scenarioTypes(), assessmentTypes(), termTypes(), termPartTypes(),
		conflictTypes(), natureTypes(), membersTypes(), []definition{contestType()}, tableTypes(), gapTypes(), nextQuestionTypes(), commonGroundTypes(), timelineTypes(), shiftTypes(), effectTypes(), whatIfTypes(), deltaTypes(),
		settlementTypes(), dealTypes(), coreTypes(), certificateTypes(),
		changeTypes(), searchTypes(), statusTypes(), watchTypes(), mutationTypes(),
	)
}

// docs returns the descriptions of a record type's fields as package graph words them, by the name in files.
// A name that does not exist is a mistake in this package, met by the first test that builds the schema.
func docs[T any]() func(string) string {
	byName := map[string]string{}
	for _, f := range graph.Fields(typeFor[T]()) {
		byName[f.Name] = f.Doc
	}
	return func(name string) string {
		doc, ok := byName[name]
		if !ok {
			panic("schema: no field " + name + " in " + typeFor[T]().String())
		}
		return doc
	}
}
