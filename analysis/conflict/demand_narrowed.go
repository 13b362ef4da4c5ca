package conflict

var demandNarrowed = pairwise(Detector{
	Kind:     DemandNarrowed,
	Severity: Moderate,
	Weight:   35,
	Doc: "A party's red lines on an issue rule out some, but not all, of the options another demands there. " +
		"Example: one demands a guarantee by treaty or by law, the other will have no treaty.",
	gist: "part of what is demanded is ruled out",
}, refusal(demands, forbids, true))
