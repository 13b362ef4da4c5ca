package conflict

var demandOpposed = pairwise(Detector{
	Kind:     DemandOpposed,
	Severity: Serious,
	Weight:   55,
	Doc: "A party has said that it opposes every option another demands on an issue. " +
		"Example: one demands membership, the other is against membership without calling it a red line.",
	gist: "what is demanded is opposed",
}, refusal(demands, opposes, false))
