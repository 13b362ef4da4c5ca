package schema

import (
	"reflect"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

func typeFor[T any]() reflect.Type { return reflect.TypeFor[T]() }

func enumTypes() []definition {
	of := func(name, doc string, e graph.Enum) definition { return enum{name, doc, e.Values()} }
	return []definition{
		of("Role", "What a party is to a negotiation.", graph.Role("")),
		of("PartyKind", "What sort of party it is.", graph.PartyKind("")),
		of("Authority", "How far a voice binds its party.", graph.Authority("")),
		of("Scale", "Whether options have an order or a size.", graph.Scale("")),
		of("Stance", "How a party stands to options.", graph.Stance("")),
		of("Firmness", "How firmly a red line was drawn.", graph.Firmness("")),
		of("ProposalStatus", "What sort of document is on record.", graph.ProposalStatus("")),
		of("Answer", "How a party answered a proposal.", graph.Answer("")),
		of("CommitmentKind", "Whether a commitment is a threat or a promise.", graph.CommitmentKind("")),
		of("CommitmentStatus", "What became of a commitment.", graph.CommitmentStatus("")),
		of("DisputeOver", "In what versions of a dispute differ.", graph.DisputeOver("")),
		of("Attribution", "In which capacity something was said.", graph.Attribution("")),
		of("EventKind", "What sort of event it is.", graph.EventKind("")),
		of("EventStatus", "Whether an event was held.", graph.EventStatus("")),
		of("ClaimKind", "What an assessment claims.", graph.ClaimKind("")),
		of("Reading", "How far a red line's words are taken to reach.", graph.Reading("")),
		of("Attitude", "How an option stands toward a party.", graph.Attitude("")),
		of("SilenceKind", "The kinds of nothing on record. None of them means flexible.", graph.SilenceKind("")),
		of("ConflictKind", "The kinds of conflict.", conflict.Kind("")),
		of("Severity", "How grave a conflict is.", conflict.Severity("")),
		of("ConflictOrderField", "What to order conflicts by.", conflict.OrderField("")),
		of("MatrixAxes", "What the rows and columns of a conflict matrix are.", conflict.Axes("")),
		of("Outcome", "What a proposal does to a red line.", settle.Outcome("")),
		of("OpenCause", "Why an outcome stays open.", settle.Cause("")),
		of("Verdict", "Whether any deal respects every red line.", settle.Verdict("")),
		of("DealRank", "The orders of deals. Deals that are equal in an order come by option, issue by issue.", settle.DealRank("")),
		enum{"RecordKind", "The kinds of record.", kindValues()},
	}
}

func kindValues() []graph.EnumValue {
	var values []graph.EnumValue
	for _, k := range graph.Kinds() {
		values = append(values, graph.EnumValue{Word: string(k.Kind), Doc: k.Doc})
	}
	return values
}
