package graph

import "fmt"

// Date is a date, or an interval of dates, that may be vague. It is written in
// EDTF, the Extended Date/Time Format of ISO 8601-2:2019, whose levels 0 and 1
// it knows in full as the Library of Congress specifies them (February 2019,
// https://www.loc.gov/standards/datetime/):
//
//	2025-08-18            a day; 2025-08 a month, 2025 a year, -0043 a year BC
//	2025-08-18T10:00:00Z  a time, of which only the day as written counts
//	2025-21               a season: 21 spring, 22 summer, 23 autumn, 24 winter
//	2025-08~              approximate; ? is uncertain, % is both
//	201X, 2025-XX         some year of the decade, some month of 2025
//	Y17000, Y-17000       a year beyond four digits
//	2025-08/2026          an interval, from some day of the first to some day
//	                      of the second
//	2025/.. and 2025/     an interval with an open, and with an unknown, end
//
// The zero Date is absent: it says nothing. Dates do not change, and two are
// equal (==) if they were written alike.
type Date struct {
	text string
	span dateSpan
}

// dateSpan is the meaning of a date, or of one side of an interval.
type dateSpan struct {
	first, last Day
	flags       dateFlags
}

// dateFlags holds the yes-or-no answers a Date gives.
type dateFlags uint8

const (
	dateUncertain dateFlags = 1 << iota
	dateApproximate
	dateInterval
	dateOpenStart
	dateOpenEnd
	dateUnknownStart
	dateUnknownEnd
)

// dateMaxLen bounds the bytes of a date; the longest of ordinary use, an
// interval of two qualified days, has 25.
const dateMaxLen = 64

// ParseDate reads an EDTF date or interval of level 0 or 1. The error says what
// is wrong and, where it recognises what was meant, what to write instead.
// It refuses an interval that starts after it ends, and one unknown on both
// sides: leave such a date out. The Date keeps s.
func ParseDate(s string) (Date, error) {
	if len(s) > dateMaxLen {
		return Date{}, dateTooLong(s)
	}
	span, err := dateParse(s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not an EDTF date: %w", s, dateExplain(s, err))
	}
	return Date{text: s, span: span}, nil
}

// MustDate is ParseDate for tests and literals: it panics where ParseDate fails.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// DateOf returns the date that means d. EDTF has no form for one day of a year
// beyond four digits, so there the date is the whole year; MinDay and MaxDay
// give the zero Date.
func DateOf(d Day) Date {
	if d == MinDay || d == MaxDay {
		return Date{}
	}
	if year := d.Time().Year(); year < -9999 || year > 9999 {
		return MustDate(fmt.Sprintf("Y%d", year))
	}
	return Date{text: d.String(), span: dateSpan{first: d, last: d}}
}

// String returns the text the date was parsed from, "" for the zero Date.
func (d Date) String() string { return d.text }

// IsZero reports whether the date is absent.
func (d Date) IsZero() bool { return d.text == "" }

// Earliest returns the first day the date can mean, which for an interval is
// the first day its start can mean. It is MinDay if the date is absent, or its
// start is open or unknown, or lies too far back to be counted.
//
// EDTF leaves the months of a season to context. Here they are those of the
// meteorological seasons of the northern hemisphere: spring (21) is March to
// May, summer (22) June to August, autumn (23) September to November, and
// winter (24) December to the end of February of the next year.
//
// EDTF does not say how far off a date may be that is uncertain or
// approximate, so ? ~ and % change neither Earliest nor Latest.
func (d Date) Earliest() Day {
	if d.IsZero() {
		return MinDay
	}
	return d.span.first
}

// Latest returns the last day the date can mean, which for an interval is the
// last day its end can mean. It is MaxDay if the date is absent, or its end is
// open or unknown, or lies too far ahead to be counted. On seasons and
// qualifiers see Earliest.
func (d Date) Latest() Day {
	if d.IsZero() {
		return MaxDay
	}
	return d.span.last
}

// IsInterval reports whether the date has a start and an end, as in 2025/2026.
func (d Date) IsInterval() bool { return d.has(dateInterval) }

// IsDay reports whether the date is precise to one day: Earliest and Latest are
// the same. It does not ask how sure that day is: 2025-08-18~ is a day, and
// Approximate.
func (d Date) IsDay() bool {
	first := d.Earliest()
	return first == d.Latest() && first != MinDay && first != MaxDay
}

// Uncertain reports whether the date, or a side of the interval, carries ? or %:
// its source is doubtful.
func (d Date) Uncertain() bool { return d.has(dateUncertain) }

// Approximate reports whether the date, or a side of the interval, carries ~
// or %: it is an estimate.
func (d Date) Approximate() bool { return d.has(dateApproximate) }

// OpenStart reports whether the interval has no start, as in ../2025.
func (d Date) OpenStart() bool { return d.has(dateOpenStart) }

// OpenEnd reports whether the interval has no end, as in 2025/..
func (d Date) OpenEnd() bool { return d.has(dateOpenEnd) }

// UnknownStart reports whether nobody knows the start of the interval, as in /2025.
func (d Date) UnknownStart() bool { return d.has(dateUnknownStart) }

// UnknownEnd reports whether nobody knows the end of the interval, as in 2025/.
func (d Date) UnknownEnd() bool { return d.has(dateUnknownEnd) }

func (d Date) has(f dateFlags) bool { return d.span.flags&f != 0 }

// MarshalText writes what String returns.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// UnmarshalText reads what ParseDate does, with its errors; the empty text
// gives the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

// Order is how two dates that may be vague lie in time.
type Order int

// The three answers of Compare.
const (
	CannotTell Order = iota
	Before
	After
)

// String returns "cannot tell", "before" or "after".
func (o Order) String() string {
	switch o {
	case Before:
		return "before"
	case After:
		return "after"
	}
	return "cannot tell"
}

// Compare returns Before if the latest day of d precedes the earliest of e,
// After if the earliest day of d follows the latest of e, and CannotTell
// otherwise: also for equal dates, and where either is absent.
func (d Date) Compare(e Date) Order {
	switch {
	case d.Latest() < e.Earliest():
		return Before
	case d.Earliest() > e.Latest():
		return After
	}
	return CannotTell
}
