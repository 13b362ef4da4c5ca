package seed

import (
	"regexp"
	"strings"

	"parley/graph"
)

// Labels name the subject in words that every party could use, since all of them read the same report. What a
// party calls it belongs in quotations and paraphrases, which are exempt, as is the text of provisions.

// loaded lists words that take a side, each with a way out. A word stands for its plural too.
var loaded = []struct{ word, instead string }{
	{"occupied", "say who controls it and since when"},
	{"occupier", "name the party"},
	{"occupation", "say who controls it and since when"},
	{"liberated", "say who controls it and since when"},
	{"liberation", "say who would control it"},
	{"aggressor", "name the party"},
	{"aggression", "name the act: attack, war"},
	{"invader", "name the party"},
	{"illegal", "name the norm or judgement it is measured by"},
	{"illegally", "name the norm or judgement it is measured by"},
	{"illegitimate", "say what is in dispute"},
	{"so-called", "use the name, or describe the thing"},
	{"regime", "write government, or name the party"},
	{"junta", "write government, or name the party"},
	{"puppet", "name the body and who set it up"},
	{"terrorist", "name the group or the act"},
	{"nazi", "name the group"},
	{"neo-nazi", "name the group"},
	{"denazification", "name what would change: laws, parties, offices"},
	{"special military operation", "write war, or name the act"},
	{"rightful", "say who claims it"},
	{"rightfully", "say who claims it"},
	{"traitor", "name the person or group"},
	{"criminal", "name the act"},
}

// fixed are terms in which such words take no side.
var fixed = regexp.MustCompile(`(?i)\b(` +
	`(arms|border|control|customs|export|inspection|legal|monitoring|non-proliferation|passport|safeguards|sanctions` +
	`|trade|transit|treaty|verification|visa)[ -](control )?regimes?` +
	`|crimes? of aggression|(international|special) criminal (court|tribunal)s?|criminal (law|code|court|procedure)s?` +
	`|(designated|listed) terrorist (group|organi[sz]ation)s?)\b`)

// outcomes are words that begin a wish, not a subject.
var outcomes = []string{
	"abolish", "abolition", "ban", "banning", "end", "ending", "halt", "halting", "liberate", "liberation", "lift",
	"lifting", "no", "prohibit", "prohibition", "reintegration", "rejection", "removal", "remove", "restoration",
	"restore", "return", "returning", "reunification", "stop", "stopping", "withdraw", "withdrawal",
}

var (
	loadedWord  = loadedPattern()
	outcomeWord = regexp.MustCompile(`(?i)^(` + strings.Join(outcomes, "|") + `)(\s|$)`)
)

func loadedPattern() *regexp.Regexp {
	var words []string
	for _, l := range loaded {
		words = append(words, regexp.QuoteMeta(l.word))
	}
	return regexp.MustCompile(`(?i)(^|[^\pL\pN-])(` + strings.Join(words, "|") + `)(s?)($|[^\pL\pN-])`)
}

// takesSide says which word of a label takes a side and what to write instead, or returns "".
func takesSide(label string) string {
	m := loadedWord.FindStringSubmatch(fixed.ReplaceAllString(label, " "))
	if m == nil {
		return ""
	}
	for _, l := range loaded {
		if strings.EqualFold(l.word, m[2]) {
			return `"` + m[2] + m[3] + `" takes a side: ` + l.instead
		}
	}
	return ""
}

// statesOutcome says that a title names a wished outcome, or returns "".
func statesOutcome(title string) string {
	m := outcomeWord.FindStringSubmatch(title)
	if m == nil {
		return ""
	}
	return `"` + m[1] + `..." states an outcome: name the subject, such as "Status of ..." or "Control of ..."; outcomes are options`
}

// labels reports titles and labels that are not neutral.
func (c *checker) labels() {
	for _, e := range c.entries {
		label := func(text string, path ...any) {
			if msg := takesSide(text); msg != "" {
				c.faultf(e, path, "%s", msg)
			}
		}
		switch r := e.record.(type) {
		case *graph.Negotiation:
			label(r.Title, "title")
		case *graph.Issue:
			label(r.Title, "title")
			label(r.Question, "question")
			for i, o := range r.Options {
				label(o.Label, "options", i, "label")
			}
			if msg := statesOutcome(r.Title); msg != "" {
				c.faultf(e, []any{"title"}, "%s", msg)
			}
		case *graph.RedLine:
			label(r.Title, "title")
		case *graph.Rule:
			label(r.Reason, "reason")
		case *graph.Scenario:
			label(r.Title, "title")
		case *graph.Dispute:
			label(r.Title, "title")
		}
	}
}
