package settle

import "parley/graph"

// Outcome is how a text stands to a red line.
type Outcome string

// The outcomes, worst first.
const (
	Crossed   Outcome = "crossed"
	Open      Outcome = "open"
	Respected Outcome = "respected"
)

// Values implements graph.Enum.
func (Outcome) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(Crossed), Doc: "Every way to complete the text crosses the red line."},
		{Word: string(Open), Doc: "Some ways to complete the text cross the red line, others do not."},
		{Word: string(Respected), Doc: "No way to complete the text crosses the red line."},
	}
}

// Cause is why an outcome is open; empty for the other outcomes.
type Cause string

// The causes.
const (
	Ambiguous Cause = "ambiguous"
	Silent    Cause = "silent"
)

// Values implements graph.Enum.
func (Cause) Values() []graph.EnumValue {
	return []graph.EnumValue{
		{Word: string(Ambiguous), Doc: "It stays open however the issues the text is silent on are filled."},
		{Word: string(Silent), Doc: "Some way to fill the issues the text is silent on decides it."},
	}
}
