package conflict

var demandCrossesRedLine = pairwise(Detector{
	Kind:     DemandCrossesRedLine,
	Severity: Blocking,
	Weight:   90,
	Doc: "Every option that one party demands on an issue is ruled out by another's red lines on that issue. " +
		"Example: one demands foreign troops, the other will have none.",
	gist: "what is demanded is ruled out",
}, refusal(demands, forbids, false))
