package graph

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// This file guesses what the author of a refused date meant. Speed does not
// matter here, and nothing here decides what is accepted.

const dateExample = "2025-08-18"

// dateExplain returns what to tell about s, which failed to parse with err: what
// to write instead if that can be guessed, err otherwise.
func dateExplain(s string, err error) error {
	if hint := dateHint(s); hint != "" {
		return errors.New(hint)
	}
	from, to, _ := strings.Cut(s, "/")
	for _, side := range []struct{ name, text string }{{"start", from}, {"end", to}} {
		if side.text == s || side.text == ".." || side.text == "" {
			continue
		}
		if _, err := dateParse(side.text); err == nil {
			continue // what is wrong is that it stands in an interval
		}
		if hint := dateHint(side.text); hint != "" {
			return fmt.Errorf("its %s %q: %s", side.name, side.text, hint)
		}
	}
	return err
}

// dateExplainDay is dateExplain for s that should have been one day; err is what
// dateParseCalendar found wrong with it, and may be nil.
func dateExplainDay(s string, err error) error {
	hint := dateHint(s)
	span, notDate := dateParse(s)
	switch {
	case notDate == nil && span.first < span.last:
		return fmt.Errorf("it is vaguer than one day, and %s is one", dateExample)
	case notDate == nil && Date{s, span}.IsDay() && !strings.HasPrefix(s, "-"):
		return fmt.Errorf("write %v", span.first)
	case strings.Contains(hint, "write the day as "):
		return errors.New(hint)
	case err != nil && len(s) == len(dateForm):
		return err
	}
	return fmt.Errorf("such as %s", dateExample)
}

// dateHint returns advice on s, or "".
func dateHint(s string) string {
	if hint := dateAdvise(dateCleaner.Replace(s)); hint != "" {
		return hint
	}
	numbered := dateNumberMonths(s)
	for _, g := range dateGuesses() {
		m := g.match.FindStringSubmatchIndex(numbered)
		if m == nil {
			continue
		}
		if len(g.write) == 0 {
			return g.note
		}
		var texts []string
		for _, template := range g.write {
			text := string(g.match.ExpandString(nil, template, numbered, m))
			texts = append(texts, dateLoneDigit.ReplaceAllString(text, "0$1"))
		}
		if hint := dateAdvise(texts...); hint != "" {
			return g.note + hint
		}
	}
	return ""
}

// dateAdvise advises to write one of the texts, passing over those that are no
// dates either; it returns "" if none is.
func dateAdvise(texts ...string) string {
	advice := ""
	for _, text := range texts {
		span, err := dateParse(text)
		switch {
		case err != nil || strings.Contains(advice, text):
		case advice != "":
			advice += " or " + text
		case span.first == span.last && len(text) == len(dateForm):
			advice = "write the day as " + text
		default:
			advice = "write " + text
		}
	}
	return advice
}

// dateCleaner undoes blanks, typographic hyphens, lower case, and the u that
// stood for X in the EDTF draft of 2012.
var dateCleaner = strings.NewReplacer(
	" ", "", "\t", "", "\n", "", "\r", "", "\u00a0", "",
	"‐", "-", "‑", "-", "–", "-", "—", "-", "−", "-",
	"x", "X", "u", "X", "U", "X", "y", "Y", "t", "T", "z", "Z",
)

// dateGuess is a way to write dates that is not ours.
type dateGuess struct {
	match *regexp.Regexp // on the text after dateNumberMonths
	write []string       // templates of what was meant; the guess fails if none is a date
	note  string         // comes before the advice, or is the advice if write is empty
}

// dateGuesses lists the guesses; the first that succeeds counts.
var dateGuesses = sync.OnceValue(func() []dateGuess {
	guess := func(match, note string, write ...string) dateGuess {
		return dateGuess{regexp.MustCompile(match), write, note}
	}
	return []dateGuess{
		// figures in another order, or with other marks between
		guess(`^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$`, "", "$3-$2-$1"),
		guess(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$`, "countries differ on whether day or month comes first: ", "$3-$2-$1", "$3-$1-$2"),
		guess(`^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$`, "", "$1-$2-$3"),
		guess(`^(\d{4})(\d\d)(\d\d)$`, "", "$1-$2-$3"),
		guess(`^(\d{4})[-./ ](\d{1,2})$`, "", "$1-$2"),
		guess(`^(\d{4})(\d\d)$`, "", "$1-$2"),
		guess(`^(\d{1,2})[-./ ](\d{4})$`, "", "$2-$1"),

		// months and seasons by name
		guess(`^(\d{1,2})(?:st|nd|rd|th)?[-. ]+(?:of )?m(\d+)[-.,' ]+(\d{4})$`, "", "$3-$2-$1"),
		guess(`^m(\d+)[. ]+(\d{1,2})(?:st|nd|rd|th)?[, ]+(\d{4})$`, "", "$3-$1-$2"),
		guess(`^(\d{4})[-., ]+m(\d+)[-. ]+(\d{1,2})$`, "", "$1-$2-$3"),
		guess(`^m(\d+)[-.,' ]+(?:of )?(\d{4})$`, "", "$2-$1"),
		guess(`^(\d{4})[-., ]+m(\d+)$`, "", "$1-$2"),

		// vague dates in words or in another draft of EDTF
		guess(`^(\d{3})0'?s$`, "", "${1}X"),
		guess(`^(?i:circa|ca?\.?|about|around|approx\.?|approximately) ?(.+)$`, "", "$1~"),
		guess(`^(.+)(?:\?~|~\?)$`, "", "$1%"),
		guess(`^([?~%])(.+)$`, "a qualifier before a part of a date is EDTF level 2, after the whole date level 1: ", "$2$1"),
		guess(`[?~%]-|-[?~%]`, "a qualifier on a part of a date is EDTF level 2: put ? ~ or % at the end, for the whole date"),

		// intervals
		guess(`^(\S+?)(?: - | ?(?:–|—|to|until|\.\.) ?)(\S+)$`, "an interval has a slash: ", "$1/$2"),
		guess(`^(\d{4}|\d{4}-\d\d-\d\d)-(\d{4}|\d{4}-\d\d-\d\d)$`, "an interval has a slash: ", "$1/$2"),
		guess(`^(.+)/\.\.(.+)$`, "an open end is .. alone: ", "$1/$2"),
		guess(`^(.+)\.\./(.+)$`, "an open start is .. alone: ", "$1/$2"),
		guess(`^(?i:since|from|after) (.+)$`, "", "$1/.."),
		guess(`^(?i:until|till|before|by) (.+)$`, "", "../$1"),
		guess(`^(.+?)(?:/(?i:open|now|present|today|ongoing)|\.\.|-)$`, "", "$1/.."),
		guess(`^(?:open/|\.\.)(.+)$`, "", "../$1"),
		guess(`^(.+)/unknown$`, "", "$1/"),
		guess(`^unknown/(.+)$`, "", "/$1"),

		// times
		guess(`^(\S{10})[ Tt](\d?\d:\d\d)(:\d\d)?(?:[.,]\d+)? ?(Z|[-+]\d\d(?::\d\d)?)?$`, "", "${1}T$2$3$4", "${1}T$2:00$4"),
		guess(`^(\S{10}T\S{8}[-+]\d\d)(\d\d)$`, "", "$1:$2"),
		guess(`^(\S{10}T\S+)[?~%]$`, "a date-time takes no qualifier: ", "$1"),

		// years
		guess(`^(-?\d{5,})$`, "", "Y$1"),
		guess(`^[Y+](-?\d{4}(?:-.*)?)$`, "", "$1"),
		guess(`(?i)\d ?(?:BCE?|B\.C\.)$`, "write years before 0001 as 0000 (1 BC), -0001 (2 BC) and so on"),

		// what EDTF has at level 2, and ISO 8601 has but EDTF leaves out
		guess(`^[\[{]`, "sets are EDTF level 2: write an interval such as 2025/2026"),
		guess(`^Y-?\d+E\d+`, "exponential years are EDTF level 2: write the year with all its digits"),
		guess(`^Y?-?\d+(?:E\d+)?S\d+$`, "significant digits are EDTF level 2: write 201X, 20XX or an interval of years"),
		guess(`^\d{4}-?W\d`, "EDTF has no week numbers: write an interval of days"),
		guess(`^\d{4}-\d{3}$`, "EDTF has no days of the year: write the day as YYYY-MM-DD"),
		guess(`(?:^|/)P\d`, "EDTF has no durations: write the start and the end, such as 2025-08/2025-10"),
		guess(`^(?i:today|now|yesterday|tomorrow)$`, "write the day itself as YYYY-MM-DD"),
	}
})

var (
	dateWord      = regexp.MustCompile(`[A-Za-z]{3,}\.?`)
	dateLoneDigit = regexp.MustCompile(`\b(\d)\b`)
)

// dateNames are months at their number and seasons at their EDTF code.
var dateNames = [...]string{
	1: "january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december",
	21: "spring", "summer", "autumn", "winter",
}

// dateNumberMonths replaces the English names of months and seasons, whole or cut
// short, by m and their number: "18 Aug. 2025" becomes "18 m8 2025".
func dateNumberMonths(s string) string {
	return dateWord.ReplaceAllStringFunc(s, func(word string) string {
		lower := strings.ToLower(strings.TrimSuffix(word, "."))
		if lower == "fall" {
			lower = "autumn"
		}
		for i, name := range dateNames {
			if strings.HasPrefix(name, lower) {
				return fmt.Sprintf("m%d", i)
			}
		}
		return word
	})
}
