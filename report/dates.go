package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/graph"
)

// DayWords writes a day out: 19 August 2025.
func DayWords(d graph.Day) string {
	if d == graph.MinDay || d == graph.MaxDay {
		return "a day not on record"
	}
	t := d.Time()
	return fmt.Sprintf("%d %s %s", t.Day(), t.Month(), yearWords(t.Year()))
}

// InstantWords writes an instant out in UTC, to the minute.
func InstantWords(t time.Time) string {
	t = t.UTC()
	return DayWords(graph.DayOf(t)) + t.Format(", 15:04 UTC")
}

// DateWords writes a date out as vaguely as it was stated: "19 August 2025", "July 2025", "about 19 August
// 2025", "perhaps 2024", "18 to 19 August 2025", "from 2 March 2025 on".
func DateWords(d graph.Date) string {
	if d.IsZero() {
		return "date not stated"
	}
	if from, to, ok := strings.Cut(d.String(), "/"); ok {
		return intervalWords(from, to)
	}
	return qualifier(d) + plainDate(d)
}

func intervalWords(from, to string) string {
	switch {
	case from == "..":
		return "by " + sideWords(to)
	case to == "..":
		return "from " + sideWords(from) + " on"
	case from == "":
		return "from a day not known to " + sideWords(to)
	case to == "":
		return "from " + sideWords(from) + " to a day not known"
	}
	start, end := sideWords(from), sideWords(to)
	// What both sides end with is said once: 18 to 19 August 2025.
	for _, cut := range []string{monthYear(to), year(to)} {
		short, ok := strings.CutSuffix(start, " "+cut)
		if ok && cut != "" && year(from) != "" {
			return short + " to " + end
		}
	}
	return start + " to " + end
}

func sideWords(s string) string {
	d, err := graph.ParseDate(s)
	if err != nil {
		return s
	}
	return DateWords(d)
}

// monthYear is the end of a day written out, "August 2025", or empty if s is no plain day.
func monthYear(s string) string {
	d, err := graph.ParseDate(s)
	if err != nil || !d.IsDay() || qualifier(d) != "" {
		return ""
	}
	_, rest, _ := strings.Cut(DayWords(d.Earliest()), " ")
	return rest
}

// year is the end of any date of one year written out, "2025", or empty if it is vaguer or qualified.
func year(s string) string {
	d, err := graph.ParseDate(s)
	if err != nil || qualifier(d) != "" || d.Earliest().Time().Year() != d.Latest().Time().Year() {
		return ""
	}
	return yearWords(d.Earliest().Time().Year())
}

func qualifier(d graph.Date) string {
	switch {
	case d.Uncertain() && d.Approximate():
		return "perhaps about "
	case d.Uncertain():
		return "perhaps "
	case d.Approximate():
		return "about "
	}
	return ""
}

var seasons = map[string]string{"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}

// plainDate writes a single date out, whatever its qualifier.
func plainDate(d graph.Date) string {
	if d.IsDay() {
		return DayWords(d.Earliest())
	}
	s := strings.TrimRight(d.String(), "?~%")
	if strings.Contains(s, "X") {
		return someDay(s, d)
	}
	if y, err := strconv.Atoi(strings.TrimPrefix(s, "Y")); err == nil {
		return yearWords(y)
	}
	first := d.Earliest().Time()
	if season, ok := seasons[s[len(s)-2:]]; ok {
		return season + " " + yearWords(first.Year())
	}
	return first.Month().String() + " " + yearWords(first.Year())
}

// someDay writes out a date of which some digits are not known.
func someDay(s string, d graph.Date) string {
	first, last := d.Earliest().Time(), d.Latest().Time()
	switch {
	case strings.HasSuffix(s, "-XX-XX"):
		return "some day of " + yearWords(first.Year())
	case strings.HasSuffix(s, "-XX") && strings.Count(s, "-") > 1:
		return "some day of " + first.Month().String() + " " + yearWords(first.Year())
	case strings.HasSuffix(s, "-XX"):
		return "some month of " + yearWords(first.Year())
	}
	return "some year from " + yearWords(first.Year()) + " to " + yearWords(last.Year())
}

// yearWords writes a year; the calendar of dates has a year 0, which is 1 BC.
func yearWords(y int) string {
	if y <= 0 {
		return fmt.Sprintf("%d BC", 1-y)
	}
	return strconv.Itoa(y)
}
