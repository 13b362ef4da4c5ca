package graph

import (
	"fmt"
	"math"
	"time"
)

// Day is a calendar day, counted from 1970-01-01 in the proleptic Gregorian
// calendar; earlier days are negative. It has no time zone.
type Day int32

// MinDay and MaxDay stand for "no bound". They lie some 5.8 million years
// from now, and every day further off counts as one of them.
const (
	MinDay Day = math.MinInt32
	MaxDay Day = math.MaxInt32
)

const dateDaySeconds = 24 * 60 * 60

// DayOf returns the calendar day of t in t's location.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return dateDay(year, month, day)
}

// ParseDay reads a day written exactly YYYY-MM-DD, with a year from 0000 to
// 9999. The error of a vaguer or otherwise written day says what to write.
func ParseDay(s string) (Day, error) {
	if len(s) > dateMaxLen {
		return 0, dateTooLong(s)
	}
	span, err := dateParseCalendar(s)
	if err == nil && len(s) == len("YYYY-MM-DD") && span.first == span.last {
		return span.first, nil
	}
	return 0, fmt.Errorf("%q is not a day of the years 0000 to 9999 written YYYY-MM-DD: %w", s, dateExplainDay(s, err))
}

// String returns d as YYYY-MM-DD, with "-" before years below 0000 and "Y"
// before years beyond four digits; EDTF has the former and, for lack of a
// longer form, stops at the year of the latter. MinDay and MaxDay are "..".
func (d Day) String() string {
	if d == MinDay || d == MaxDay {
		return ".."
	}
	year, month, day := d.Time().Date()
	sign := ""
	if year < -9999 || year > 9999 {
		sign = "Y"
	}
	if year < 0 {
		sign, year = sign+"-", -year
	}
	return fmt.Sprintf("%s%04d-%02d-%02d", sign, year, month, day)
}

// Time returns the start of d in UTC. For MinDay and MaxDay that is a time
// millions of years away.
func (d Day) Time() time.Time {
	return time.Unix(int64(d)*dateDaySeconds, 0).UTC()
}

// MarshalText writes what String returns. UnmarshalText reads back the days of
// the years 0000 to 9999, and refuses the others and "..".
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDay does, with its errors.
func (d *Day) UnmarshalText(text []byte) error {
	parsed, err := ParseDay(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

// dateDay returns the day of a date that may be out of range the way
// time.Date allows; what lies beyond MinDay or MaxDay becomes that.
func dateDay(year int, month time.Month, day int) Day {
	const far = 10_000_000 // years, well beyond MinDay and MaxDay
	year = max(-far, min(year, far))
	n := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / dateDaySeconds
	return Day(max(int64(MinDay), min(n, int64(MaxDay))))
}
