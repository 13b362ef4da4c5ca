package graph_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

// Every form of EDTF levels 0 and 1 is read, kept as written and not made more precise; every text one edit away from one
// is either such a form too, or refused with a reason, and what the refusal says to write instead is one. A second reader, made of the grammar as the Library of Congress
// writes it down, says which is which, and the first and last day.
func TestEveryFormOfDateAndItsNeighbours(t *testing.T) {
	seen := map[string]bool{}
	var forms, neighbours, refused int
	for _, form := range dateForms() {
		if _, ok := edtf(form); !ok {
			t.Fatalf("%q is no form of EDTF level 0 or 1", form)
		}
		forms++
		for _, text := range append(edits1(form), form) {
			if seen[text] {
				continue
			}
			seen[text] = true
			neighbours++
			if !agreed(t, text) {
				refused++
			}
		}
	}
	t.Logf("%d forms, %d neighbours, %d refused", forms, neighbours, refused)
	if forms < 100 || refused < neighbours/2 || refused > neighbours*99/100 {
		t.Errorf("%d forms, %d neighbours, %d refused: the test is too tame", forms, neighbours, refused)
	}
}

// agreed compares ParseDate with the second reader, and reports whether they took the text for a date.
func agreed(t *testing.T, text string) bool {
	t.Helper()
	want, is := edtf(text)
	d, err := graph.ParseDate(text)
	switch {
	case is != (err == nil):
		t.Errorf("%q is a date: %v; ParseDate says %v", text, is, err)
	case err != nil:
		reason, named := strings.CutPrefix(err.Error(), fmt.Sprintf("%q is not an EDTF date: ", text))
		if !d.IsZero() || !named || reason == "" {
			t.Errorf("%q is refused with %q", text, err)
		}
		for _, instead := range advised(reason) {
			if _, ok := edtf(instead); !ok {
				t.Errorf("%q is refused with the advice to write %q, which is no date", text, instead)
			}
		}
	case d.String() != text:
		t.Errorf("%q is kept as %q", text, d)
	case d.Earliest() != want.first || d.Latest() != want.last:
		t.Errorf("%q means %s to %s, want %s to %s", text, d.Earliest(), d.Latest(), want.first, want.last)
	case d.Earliest() > d.Latest():
		t.Errorf("%q ends, %s, before it begins, %s", text, d.Latest(), d.Earliest())
	case d.Uncertain() != strings.ContainsAny(text, "?%") || d.Approximate() != strings.ContainsAny(text, "~%") || d.IsInterval() != strings.Contains(text, "/"):
		t.Errorf("%q: uncertain %v, approximate %v, interval %v", text, d.Uncertain(), d.Approximate(), d.IsInterval())
	default:
		again, err := graph.ParseDate(d.String())
		if err != nil || again != d {
			t.Errorf("%q read again is %v, %v", text, again, err)
		}
	}
	return err == nil
}

// advised lists the dates that a refusal says to write instead.
func advised(reason string) []string {
	m := advice.FindStringSubmatch(reason)
	if m == nil || m[1] == "YYYY-MM-DD" {
		return nil
	}
	return strings.Fields(m[1] + " " + m[2])
}

// dateForms lists texts of every form of levels 0 and 1: each precision, with each qualifier, before and after the year
// 0000, alone and as either side of an interval.
func dateForms() []string {
	plain := []string{"2024", "2024-02", "2024-02-29", "0000", "-0044", "-0044-03", "-0044-03-15", "9999-12-31", "2023-21", "2023-22", "2023-23", "2023-24", "Y17024", "Y-17024"}
	open := []string{"202X", "20XX", "2024-XX", "2024-02-XX", "2024-XX-XX", "-004X", "-00XX"}
	var forms []string
	for _, d := range append(plain, open...) {
		for _, qualifier := range []string{"", "?", "~", "%"} {
			forms = append(forms, d+qualifier)
		}
	}
	for _, zone := range []string{"", "Z", "+02", "-03:30"} {
		forms = append(forms, "2024-02-29T23:59:59"+zone)
	}
	for _, d := range plain {
		forms = append(forms, d+"/..", "../"+d, d+"/", "/"+d, d+"~/"+d+"?")
	}
	return append(forms, "../..", "/..", "../", "2024-02-01/2024-03", "2024/2024-06", "Y-17024/2024-02-29")
}

// edits1 lists the texts that one character more, less or other makes.
func edits1(text string) []string {
	const letters = "0139X-/.?~TZ:+Yé "
	var list []string
	for i := range len(text) + 1 {
		for _, c := range letters {
			list = append(list, text[:i]+string(c)+text[i:])
			if i < len(text) {
				list = append(list, text[:i]+string(c)+text[i+1:])
			}
		}
		if i < len(text) {
			list = append(list, text[:i]+text[i+1:])
		}
	}
	return list
}

// days are the first and the last day a text can mean.
type days struct{ first, last graph.Day }

var (
	advice   = regexp.MustCompile(`(?:^|: )write (?:the day as )?(\S+)(?: or (\S+))?$`)
	fullDate = regexp.MustCompile(`^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$`)
	longYear = regexp.MustCompile(`^Y(-?[1-9]\d{4,})$`)
	someYear = regexp.MustCompile(`^(-?)(\d\d)(\dX|XX)$`)
	someDay  = regexp.MustCompile(`^(-?\d{4})-(XX|\d\d-XX|XX-XX)$`)
	dateTime = regexp.MustCompile(`^(\d{4}-\d\d-\d\d|-\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?$`)
)

// edtf reads a text by the grammar of levels 0 and 1, slowly.
func edtf(text string) (days, bool) {
	from, to, interval := strings.Cut(text, "/")
	if !interval {
		if m := dateTime.FindStringSubmatch(text); m != nil {
			return edtfDate(m[1])
		}
		return edtfDate(trimQualifier(text))
	}
	if strings.Contains(to, "/") || strings.ContainsAny(text, "XT") || from == "" && to == "" {
		return days{}, false
	}
	a, ok := edtfSide(from)
	b, ok2 := edtfSide(to)
	return days{a.first, b.last}, ok && ok2 && a.first <= b.last
}

func edtfSide(text string) (days, bool) {
	if text == "" || text == ".." {
		return days{graph.MinDay, graph.MaxDay}, true
	}
	return edtfDate(trimQualifier(text))
}

func trimQualifier(text string) string {
	if text != "" && strings.Contains("?~%", text[len(text)-1:]) {
		return text[:len(text)-1]
	}
	return text
}

func edtfDate(text string) (days, bool) {
	if m := longYear.FindStringSubmatch(text); m != nil {
		year, err := strconv.Atoi(m[1])
		if err != nil || year > 6_000_000 || year < -6_000_000 {
			far := map[bool]graph.Day{true: graph.MinDay, false: graph.MaxDay}[m[1][0] == '-']
			return days{far, far}, true
		}
		return edtfMonths(year, 1, 12), true
	}
	if m := someYear.FindStringSubmatch(text); m != nil {
		low, _ := strconv.Atoi(strings.ReplaceAll(m[2]+m[3], "X", "0"))
		high, _ := strconv.Atoi(strings.ReplaceAll(m[2]+m[3], "X", "9"))
		if m[1] == "-" {
			low, high = -high, -max(low, 1)
		}
		return days{edtfMonths(low, 1, 12).first, edtfMonths(high, 1, 12).last}, true
	}
	if m := someDay.FindStringSubmatch(text); m != nil {
		if month, _, _ := strings.Cut(m[2], "-"); month != "XX" {
			n, _ := strconv.Atoi(month)
			d, ok := edtfDate(m[1] + "-" + month)
			return d, ok && n <= 12
		}
		return edtfDate(m[1])
	}
	m := fullDate.FindStringSubmatch(text)
	if m == nil || m[1] == "-0000" {
		return days{}, false
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	switch {
	case m[2] == "":
		return edtfMonths(year, 1, 12), true
	case m[3] == "" && month >= 21 && month <= 24:
		return edtfMonths(year, 3*(month-20), 3), true
	case month < 1 || month > 12:
		return days{}, false
	case m[3] == "":
		return edtfMonths(year, month, 1), true
	}
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return days{graph.DayOf(d), graph.DayOf(d)}, day > 0 && d.Day() == day
}

// edtfMonths are so many months from one on.
func edtfMonths(year, month, n int) days {
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	return days{graph.DayOf(first), graph.DayOf(first.AddDate(0, n, -1))}
}
