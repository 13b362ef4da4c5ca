package graph

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// This file is the grammar of EDTF levels 0 and 1. Its errors name the fault;
// date_hint.go adds what was probably meant.

var (
	dateErrX     = errors.New("X stands for digits as in 201X, 20XX, 2004-XX, 1985-04-XX and 1985-XX-XX; elsewhere it is EDTF level 2, which is not supported")
	dateErrEmpty = errors.New("it is empty: leave the field out if there is no date")
)

// dateParse reads a date, date-time or interval.
func dateParse(s string) (dateSpan, error) {
	if from, to, ok := strings.Cut(s, "/"); ok {
		return dateParseInterval(from, to)
	}
	if day, clock, ok := strings.Cut(s, "T"); ok {
		return dateParseTime(day, clock)
	}
	return dateParseOne(s)
}

// dateParseInterval reads the two sides of an interval.
func dateParseInterval(from, to string) (dateSpan, error) {
	if strings.Contains(to, "/") {
		return dateSpan{}, errors.New("an interval has one slash, between its start and its end")
	}
	start, err := dateParseSide(from, dateOpenStart, dateUnknownStart)
	if err != nil {
		return dateSpan{}, fmt.Errorf("its start %q: %w", from, err)
	}
	end, err := dateParseSide(to, dateOpenEnd, dateUnknownEnd)
	if err != nil {
		return dateSpan{}, fmt.Errorf("its end %q: %w", to, err)
	}
	if from == "" && to == "" {
		return dateSpan{}, errors.New("with start and end unknown it says nothing: leave the field out")
	}
	if start.first > end.last {
		return dateSpan{}, fmt.Errorf("its start %s lies after its end %s", from, to)
	}
	return dateSpan{start.first, end.last, start.flags | end.flags | dateInterval}, nil
}

// dateParseSide reads one side of an interval; open and unknown are the flags
// of a side that is ".." or empty.
func dateParseSide(s string, open, unknown dateFlags) (dateSpan, error) {
	switch {
	case s == "..":
		return dateSpan{MinDay, MaxDay, open}, nil
	case s == "":
		return dateSpan{MinDay, MaxDay, unknown}, nil
	case strings.Contains(s, "T"):
		return dateSpan{}, errors.New("an interval has no times of day: write the day alone")
	}
	span, err := dateParseOne(s)
	if err == nil && strings.Contains(s, "X") {
		return dateSpan{}, errors.New("X inside an interval is EDTF level 2: write a shorter date, such as 2004-06 for 2004-06-XX")
	}
	return span, err
}

// dateParseTime reads a date-time. Its day is the day written, whatever the
// offset from UTC.
func dateParseTime(day, clock string) (dateSpan, error) {
	span, err := dateParseCalendar(day)
	if err != nil {
		return dateSpan{}, err
	}
	if span.first != span.last {
		return dateSpan{}, errors.New("a time needs a whole day before the T, such as 2025-08-18T10:00:00")
	}
	return span, dateCheckClock(clock)
}

// dateCheckClock checks hh:mm:ss, which Z, +hh, -hh, +hh:mm or -hh:mm may follow.
func dateCheckClock(s string) error {
	if len(s) < 8 || s[2] != ':' || s[5] != ':' {
		return errors.New("the time after the T is written hh:mm:ss, such as 10:00:00")
	}
	hour, hourOK := dateNumber(s[:2])
	minute, minuteOK := dateNumber(s[3:5])
	second, secondOK := dateNumber(s[6:8])
	if !hourOK || !minuteOK || !secondOK || hour > 23 || minute > 59 || second > 60 { // 60 is a leap second
		return fmt.Errorf("there is no time %s: hours run from 00 to 23, minutes and seconds from 00 to 59", s[:8])
	}
	return dateCheckZone(s[8:])
}

// dateCheckZone checks what follows hh:mm:ss.
func dateCheckZone(s string) error {
	if s == "" || s == "Z" {
		return nil
	}
	hours, hasSign := strings.CutPrefix(s, "+")
	if !hasSign {
		hours, hasSign = strings.CutPrefix(s, "-")
	}
	hours, minutes, hasMinutes := strings.Cut(hours, ":")
	if !hasMinutes {
		minutes = "00"
	}
	h, hoursOK := dateNumber(hours)
	m, minutesOK := dateNumber(minutes)
	ok := hasSign && len(hours) == 2 && len(minutes) == 2 && hoursOK && minutesOK
	if !ok || h > 23 || m > 59 {
		return fmt.Errorf("%q after the seconds: write Z or an offset such as +02:00, or nothing", s)
	}
	return nil
}

// dateParseOne reads a date that may end in a qualifier.
func dateParseOne(s string) (span dateSpan, err error) {
	body, flags := dateCutQualifier(s)
	if strings.HasPrefix(body, "Y") {
		span, err = dateParseLongYear(body)
	} else {
		span, err = dateParseCalendar(body)
	}
	span.flags = flags
	return span, err
}

// dateCutQualifier takes ? ~ or % off the end of s.
func dateCutQualifier(s string) (string, dateFlags) {
	if s == "" {
		return s, 0
	}
	body := s[:len(s)-1]
	switch s[len(s)-1] {
	case '?':
		return body, dateUncertain
	case '~':
		return body, dateApproximate
	case '%':
		return body, dateUncertain | dateApproximate
	}
	return s, 0
}

// dateParseLongYear reads a year beyond four digits, with its Y.
func dateParseLongYear(s string) (dateSpan, error) {
	digits := strings.TrimPrefix(s[1:], "-")
	if i := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		return dateSpan{}, fmt.Errorf("%s: only the digits of a year may follow Y", dateCharacter(s, len(s)-len(digits)+i))
	}
	if len(digits) < 5 || digits[0] == '0' {
		return dateSpan{}, errors.New("Y is for years of five and more digits that do not begin with 0; write others with four and no Y, such as 0985")
	}
	year, err := strconv.Atoi(digits)
	if err != nil { // beyond an int, and so beyond MaxDay
		year = 1 << 30
	}
	if s[1] == '-' {
		year = -year
	}
	return dateYears(year, year), nil
}

// dateParseCalendar reads YYYY, YYYY-MM and YYYY-MM-DD, with a "-" before
// negative years and X for digits left open.
func dateParseCalendar(s string) (dateSpan, error) {
	body, negative := strings.CutPrefix(s, "-")
	if !dateHasShape(body) {
		return dateSpan{}, dateShapeError(s)
	}
	low, high, err := dateYearRange(body[:4], negative)
	if err != nil {
		return dateSpan{}, err
	}
	if len(body) == 4 {
		return dateYears(low, high), nil
	}
	rest := body[5:]
	if low != high {
		return dateSpan{}, dateErrX
	}
	if rest == "XX" || rest == "XX-XX" {
		return dateYears(low, low), nil
	}
	month, ok := dateNumber(rest[:2])
	if !ok {
		return dateSpan{}, dateErrX
	}
	if len(rest) == 2 {
		return dateMonthOrSeason(low, month)
	}
	return dateDayOfMonth(low, month, rest[3:])
}

// dateYearRange returns the years that four digits, the last of them perhaps X,
// can mean. There is no year -0000.
func dateYearRange(digits string, negative bool) (low, high int, err error) {
	known := strings.TrimRight(digits, "X")
	n, ok := dateNumber(known)
	if !ok || len(known) < 2 {
		return 0, 0, dateErrX
	}
	low, high = n, n
	for range len(digits) - len(known) {
		low, high = 10*low, 10*high+9
	}
	if !negative {
		return low, high, nil
	}
	if high == 0 {
		return 0, 0, errors.New("there is no year -0000: the year before 0001 is 0000")
	}
	return -high, -max(low, 1), nil
}

// dateMonthOrSeason returns the days of a month (1 to 12) or season (21 to 24).
func dateMonthOrSeason(year, month int) (dateSpan, error) {
	months := 1
	switch {
	case 1 <= month && month <= 12:
	case 21 <= month && month <= 24:
		month, months = 3*(month-20), 3
	case 25 <= month && month <= 41:
		return dateSpan{}, fmt.Errorf("season %d is EDTF level 2: seasons run from 21 (spring) to 24 (winter)", month)
	default:
		return dateSpan{}, dateNoMonth(month)
	}
	first := time.Month(month)
	return dateSpan{first: dateDay(year, first, 1), last: dateDay(year, first+time.Month(months), 0)}, nil
}

// dateDayOfMonth returns the day of a month, or all its days for "XX".
func dateDayOfMonth(year, month int, digits string) (dateSpan, error) {
	if month < 1 || month > 12 {
		return dateSpan{}, dateNoMonth(month)
	}
	if digits == "XX" {
		return dateMonthOrSeason(year, month)
	}
	day, ok := dateNumber(digits)
	if !ok {
		return dateSpan{}, dateErrX
	}
	if day < 1 || day > 28 {
		length := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		if day < 1 || day > length {
			return dateSpan{}, fmt.Errorf("there is no day %02d: %v %04d has days 01 to %d", day, time.Month(month), year, length)
		}
	}
	d := dateDay(year, time.Month(month), day)
	return dateSpan{first: d, last: d}, nil
}

// dateYears returns the days of the years from low to high.
func dateYears(low, high int) dateSpan {
	return dateSpan{first: dateDay(low, time.January, 1), last: dateDay(high, time.December, 31)}
}

// dateNumber returns the value of a few decimal digits; "" is 0 and false.
func dateNumber(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, s != ""
}

const dateForm = "YYYY-MM-DD"

// dateHasShape reports whether s has the length of a year, month or day, and
// hyphens, digits and X where they belong.
func dateHasShape(s string) bool {
	return (len(s) == 4 || len(s) == 7 || len(s) == 10) && dateMismatch(s) < 0
}

// dateMismatch returns the index of the first byte of s that does not fit
// dateForm, or -1.
func dateMismatch(s string) int {
	for i := range min(len(s), len(dateForm)) {
		c := s[i]
		isDigit := '0' <= c && c <= '9' || c == 'X'
		if dateForm[i] == '-' && c != '-' || dateForm[i] != '-' && !isDigit {
			return i
		}
	}
	return -1
}

// dateShapeError says where s, of which dateHasShape is false, leaves the form.
func dateShapeError(s string) error {
	body := strings.TrimPrefix(s, "-")
	sign := len(s) - len(body)
	i := dateMismatch(body)
	switch {
	case s == "":
		return dateErrEmpty
	case i >= 0 && dateForm[i] == '-':
		return fmt.Errorf("%s, where a hyphen belongs: a date is YYYY, YYYY-MM or YYYY-MM-DD", dateCharacter(s, sign+i))
	case i >= 0:
		return fmt.Errorf("%s, where a digit belongs: a date is YYYY, YYYY-MM or YYYY-MM-DD", dateCharacter(s, sign+i))
	case len(body) > len(dateForm):
		return fmt.Errorf("%s: nothing may follow a whole day but ? ~ %% or T and a time", dateCharacter(s, sign+len(dateForm)))
	}
	return errors.New("it breaks off: a date is YYYY, YYYY-MM or YYYY-MM-DD")
}

// dateCharacter names the character at byte i of s, before which all is ASCII.
func dateCharacter(s string, i int) string {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return fmt.Sprintf("%q at character %d", r, i+1)
}

func dateNoMonth(month int) error {
	return fmt.Errorf("there is no month %02d: months run from 01 to 12", month)
}

func dateTooLong(s string) error {
	return fmt.Errorf("a date has at most %d bytes, this has %d", dateMaxLen, len(s))
}
