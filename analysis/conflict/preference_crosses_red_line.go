package conflict

var preferenceCrossesRedLine = pairwise(Detector{
	Kind:     PreferenceCrossesRedLine,
	Severity: Serious,
	Weight:   65,
	Doc: "Every option that one party prefers on an issue is ruled out by another's red lines on that issue. " +
		"Example: one would rather have foreign troops, the other will have none.",
	gist: "what is preferred is ruled out",
}, refusal(prefers, forbids, false))
