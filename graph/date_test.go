package graph

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestParseDateMeaning(t *testing.T) {
	for _, tt := range []struct {
		name, in         string
		earliest, latest string
	}{
		{"day is itself", "2025-08-18", "2025-08-18", "2025-08-18"},
		{"leap day in a leap year", "2024-02-29", "2024-02-29", "2024-02-29"},
		{"leap day in a leap century", "2000-02-29", "2000-02-29", "2000-02-29"},
		{"month has all its days", "2025-02", "2025-02-01", "2025-02-28"},
		{"year has all its days", "2025", "2025-01-01", "2025-12-31"},
		{"year 0000 exists", "0000", "0000-01-01", "0000-12-31"},
		{"time counts as its day", "2025-08-18T10:00:00", "2025-08-18", "2025-08-18"},
		{"time in UTC counts as its day", "2025-08-18T23:59:59Z", "2025-08-18", "2025-08-18"},
		{"offset does not move the day", "2025-08-18T00:30:00+05:30", "2025-08-18", "2025-08-18"},
		{"offset of whole hours", "1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12"},
		{"leap second", "2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31"},
		{"interval of years", "1964/2008", "1964-01-01", "2008-12-31"},
		{"interval of mixed precision", "2004-02-01/2005-02", "2004-02-01", "2005-02-28"},
		{"interval within one month", "2025-08/2025-08-01", "2025-08-01", "2025-08-01"},
		{"long year", "Y17000", "Y17000-01-01", "Y17000-12-31"},
		{"long negative year", "Y-17000", "Y-17000-01-01", "Y-17000-12-31"},
		{"year too far ahead", "Y170000002", "..", ".."},
		{"year too far back", "Y-170000002", "..", ".."},
		{"year beyond any integer", "Y" + strings.Repeat("9", 60), "..", ".."},
		{"spring", "2001-21", "2001-03-01", "2001-05-31"},
		{"summer", "2001-22", "2001-06-01", "2001-08-31"},
		{"autumn", "2001-23", "2001-09-01", "2001-11-30"},
		{"winter runs into a leap year", "2003-24", "2003-12-01", "2004-02-29"},
		{"uncertain year keeps its bounds", "1984?", "1984-01-01", "1984-12-31"},
		{"approximate month keeps its bounds", "2004-06~", "2004-06-01", "2004-06-30"},
		{"qualified season", "2001-21%", "2001-03-01", "2001-05-31"},
		{"decade", "201X", "2010-01-01", "2019-12-31"},
		{"century", "20XX", "2000-01-01", "2099-12-31"},
		{"qualified decade", "201X?", "2010-01-01", "2019-12-31"},
		{"some month of a year", "2004-XX", "2004-01-01", "2004-12-31"},
		{"some day of a month", "1985-04-XX", "1985-04-01", "1985-04-30"},
		{"some day of a year", "1985-XX-XX", "1985-01-01", "1985-12-31"},
		{"negative year", "-1985", "-1985-01-01", "-1985-12-31"},
		{"negative day", "-0043-03-15", "-0043-03-15", "-0043-03-15"},
		{"negative decade counts backwards", "-004X", "-0049-01-01", "-0040-12-31"},
		{"negative decade without a year 0000", "-000X", "-0009-01-01", "-0001-12-31"},
		{"open end", "1985-04-12/..", "1985-04-12", ".."},
		{"open start", "../1985-04", "..", "1985-04-30"},
		{"open on both sides", "../..", "..", ".."},
		{"unknown end", "1985/", "1985-01-01", ".."},
		{"unknown start", "/1985-04-12", "..", "1985-04-12"},
		{"unknown start and open end", "/..", "..", ".."},
		{"both sides qualified", "1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08"},
		{"interval of negative years", "-0500/-0400", "-0500-01-01", "-0400-12-31"},
		{"interval of seasons", "1923-21/1924-24", "1923-03-01", "1925-02-28"},
		{"interval from a long year", "Y-17000/2025", "Y-17000-01-01", "2025-12-31"},
	} {
		d, err := ParseDate(tt.in)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := d.Earliest().String(); got != tt.earliest {
			t.Errorf("%s: earliest of %s is %s, want %s", tt.name, tt.in, got, tt.earliest)
		}
		if got := d.Latest().String(); got != tt.latest {
			t.Errorf("%s: latest of %s is %s, want %s", tt.name, tt.in, got, tt.latest)
		}
		if d.String() != tt.in {
			t.Errorf("%s: String() = %q, want %q", tt.name, d, tt.in)
		}
	}
}

func TestDateAnswers(t *testing.T) {
	ask := []struct {
		word   string
		answer func(Date) bool
	}{
		{"zero", Date.IsZero}, {"interval", Date.IsInterval}, {"day", Date.IsDay},
		{"uncertain", Date.Uncertain}, {"approximate", Date.Approximate},
		{"openStart", Date.OpenStart}, {"openEnd", Date.OpenEnd},
		{"unknownStart", Date.UnknownStart}, {"unknownEnd", Date.UnknownEnd},
	}
	for _, tt := range []struct{ in, yes string }{
		{"2025", ""},
		{"2025-08-XX", ""},
		{"2025-08-18", "day"},
		{"2025-08-18T10:00:00Z", "day"},
		{"2025-08-18?", "day uncertain"},
		{"2025-08-18~", "day approximate"},
		{"2025%", "uncertain approximate"},
		{"2025/2026", "interval"},
		{"2025-08-18/2025-08-18", "interval day"},
		{"2025?/2026~", "interval uncertain approximate"},
		{"2025/..", "interval openEnd"},
		{"../2025", "interval openStart"},
		{"../..", "interval openStart openEnd"},
		{"2025/", "interval unknownEnd"},
		{"/2025~", "interval approximate unknownStart"},
		{"../", "interval openStart unknownEnd"},
		{"Y170000002", ""},
	} {
		d := MustDate(tt.in)
		var yes []string
		for _, a := range ask {
			if a.answer(d) {
				yes = append(yes, a.word)
			}
		}
		if got := strings.Join(yes, " "); got != tt.yes {
			t.Errorf("%s is %q, want %q", tt.in, got, tt.yes)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, tt := range []struct{ name, in, says string }{
		{"empty", "", "leave the field out"},
		{"thirteenth month", "2025-13", "no month 13: months run from 01 to 12"},
		{"month zero", "2025-00-10", "no month 00"},
		{"season with a day", "2025-21-01", "no month 21"},
		{"30 February", "2025-02-30", "no day 30: February 2025 has days 01 to 28"},
		{"29 February of a common century", "1900-02-29", "no day 29"},
		{"day zero", "2025-08-00", "no day 00"},
		{"31 June", "2025-06-31", "June 2025 has days 01 to 30"},
		{"year -0000", "-0000", "no year -0000"},
		{"year of three digits", "985", "it breaks off"},
		{"breaks off after the hyphen", "2025-", "write 2025/.."},
		{"wrong character", "2025-0a-18", "'a' at character 7, where a digit belongs"},
		{"wrong character after a minus", "-2025-08-18!", "'!' at character 12: nothing may follow a whole day"},
		{"wrong mark", "2025-08:18", "':' at character 8, where a hyphen belongs"},
		{"wrong letter that is not ASCII", "2025-é", "'é' at character 6"},
		{"two qualifiers", "2025?%", "'?' at character 5"},
		{"end before start", "2026/2025", "its start 2026 lies after its end 2025"},
		{"qualified end before start", "2025-09~/2025-08?", "lies after its end"},
		{"both ends unknown", "/", "it says nothing"},
		{"two slashes", "2025/2026/2027", "one slash"},
		{"bad start", "2025-13/2026", `its start "2025-13": there is no month 13`},
		{"bad end", "2026/2026-02-30", `its end "2026-02-30": there is no day 30`},
		{"end of a human form", "2025/18.08.2026", `its end "18.08.2026": write the day as 2026-08-18`},
		{"date-time in an interval", "2025-08-18T10:00:00/2026", "no times of day: write the day alone"},
		{"X in an interval", "2004-06-XX/2004-07-03", "level 2: write a shorter date"},
		{"hour 24", "2025-08-18T24:00:00", "no time 24:00:00"},
		{"bad minute", "2025-08-18T10:6x:00", "no time 10:6x:00"},
		{"time too short", "2025-08-18T1", "written hh:mm:ss"},
		{"time of a month", "2025-08T10:00:00", "a time needs a whole day"},
		{"time of no day", "2025-02-30T10:00:00", "no day 30"},
		{"bad offset", "2025-08-18T10:00:00+25:00", `"+25:00" after the seconds`},
		{"offset without sign", "2025-08-18T10:00:0002:00", "after the seconds"},
		{"offset cut short", "2025-08-18T10:00:00+02:", "after the seconds"},
		{"long year with a month", "Y17000-06", "'-' at character 7: only the digits"},
		{"long year that begins with 0", "Y01985", "do not begin with 0"},
		{"Y alone", "Y", "five and more digits"},
		{"Y and minus alone", "Y-", "five and more digits"},

		{"level 2 season", "2025-33", "season 33 is EDTF level 2"},
		{"level 2 X in the year", "1XXX", "X stands for digits as in"},
		{"level 2 X for a whole year", "XXXX", "X stands for digits as in"},
		{"level 2 X in year and month", "1XXX-12", "X stands for digits as in"},
		{"level 2 decade with a month", "198X-12", "X stands for digits as in"},
		{"level 2 X before a digit", "1X85", "X stands for digits as in"},
		{"level 2 X in a month", "2004-1X", "X stands for digits as in"},
		{"level 2 X in a day", "2004-10-1X", "X stands for digits as in"},
		{"level 2 month unknown, day known", "1985-XX-12", "X stands for digits as in"},
		{"level 2 qualifier in front", "?2004", "level 2, after the whole date level 1: write 2004?"},
		{"level 2 qualifier in the middle", "2004-06~-11", "put ? ~ or % at the end"},
		{"level 2 set", "{2025,2026}", "sets are EDTF level 2"},
		{"level 2 choice", "[2025-08,2025-09]", "sets are EDTF level 2"},
		{"level 2 exponent", "Y-17E7", "exponential years are EDTF level 2"},
		{"level 2 significant digits", "1950S2", "significant digits are EDTF level 2"},
		{"week", "2025-W34", "no week numbers"},
		{"day of the year", "2025-230", "no days of the year"},
		{"duration", "2025-08-18/P3M", "no durations"},
	} {
		_, err := ParseDate(tt.in)
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: ParseDate(%q) says %v, want %q", tt.name, tt.in, err, tt.says)
		}
	}
}

func TestMustDatePanicsOnWhatIsNoDate(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("MustDate did not panic")
		}
	}()
	MustDate("2025-02-30")
}

func TestZeroDateSaysNothing(t *testing.T) {
	var d Date
	if !d.IsZero() || d.String() != "" || d.IsDay() || d.Earliest() != MinDay || d.Latest() != MaxDay {
		t.Errorf("zero date: %q from %v to %v", d, d.Earliest(), d.Latest())
	}
	if got := d.Compare(MustDate("2025")); got != CannotTell {
		t.Errorf("zero date is %v 2025", got)
	}
}

func TestDateCompare(t *testing.T) {
	for _, tt := range []struct {
		name, d, e string
		want       Order
	}{
		{"earlier day", "2025-08-18", "2025-08-19", Before},
		{"same day", "2025-08-18", "2025-08-18", CannotTell},
		{"day in its month", "2025-08-18", "2025-08", CannotTell},
		{"adjacent months", "2025-08", "2025-09", Before},
		{"winter and the January in it", "2024-24", "2025-01", CannotTell},
		{"winter and the next spring", "2024-24", "2025-21", Before},
		{"open end", "2025/..", "2026", CannotTell},
		{"open end after what came before", "2025/..", "2024", After},
		{"unknown start before what comes after", "/2025", "2026", Before},
		{"years too far away to count", "Y170000001", "Y170000002", CannotTell},
		{"centuries", "19XX", "20XX", Before},
	} {
		d, e := MustDate(tt.d), MustDate(tt.e)
		if got := d.Compare(e); got != tt.want {
			t.Errorf("%s: %s is %v %s, want %v", tt.name, d, got, e, tt.want)
		}
		back := map[Order]Order{CannotTell: CannotTell, Before: After, After: Before}
		if got := e.Compare(d); got != back[tt.want] {
			t.Errorf("%s: %s is %v %s, want %v", tt.name, e, got, d, back[tt.want])
		}
	}
}

// dateOracle knows the days of some years as text, and answers by reading it.
type dateOracle []string

func dateOracleOf(from, to int) (o dateOracle) {
	for t := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC); t.Year() <= to; t = t.AddDate(0, 0, 1) {
		o = append(o, t.Format("2006-01-02"))
	}
	return o
}

// matching returns the days that the text of a date can mean: those it is the
// beginning of, X fitting any digit.
func (o dateOracle) matching(text string) (days []string) {
	text = strings.TrimRight(text, "?~%")
	var year, season int
	if n, _ := fmt.Sscanf(text, "%4d-2%1d", &year, &season); n == 2 && len(text) == 7 {
		for i := range 3 {
			month := time.Date(year, time.Month(3*season+i), 1, 0, 0, 0, 0, time.UTC)
			days = append(days, o.matching(month.Format("2006-01"))...)
		}
		return days
	}
	for _, day := range o {
		if dateFits(day, text) {
			days = append(days, day)
		}
	}
	return days
}

func dateFits(day, text string) bool {
	for i := range len(text) {
		if text[i] != 'X' && text[i] != day[i] {
			return false
		}
	}
	return true
}

// dateTexts returns every date of four-digit years that the oracle can judge,
// right or wrong, of the years from to to.
func dateTexts(from, to int) (texts []string) {
	for y := from; y <= to; y++ {
		texts = append(texts, fmt.Sprint(y), fmt.Sprintf("%d-XX", y), fmt.Sprintf("%d-XX-XX", y))
		for _, m := range []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 21, 22, 23, 24} {
			texts = append(texts, fmt.Sprintf("%d-%02d", y, m), fmt.Sprintf("%d-%02d-XX", y, m))
			for d := range 33 {
				texts = append(texts, fmt.Sprintf("%d-%02d-%02d", y, m, d))
			}
		}
	}
	return append(texts, fmt.Sprintf("%dX", from/10))
}

// A date means the days whose text fits it; if none does, it is refused.
func TestDateMeansTheDaysThatFitItsText(t *testing.T) {
	oracle := dateOracleOf(1999, 2010)
	for _, text := range dateTexts(2003, 2004) {
		want := oracle.matching(text)
		d, err := ParseDate(text)
		switch {
		case len(want) == 0 && err == nil:
			t.Errorf("%s is accepted, and no day fits it", text)
		case len(want) == 0:
		case err != nil:
			t.Error(err)
		case d.Earliest().String() != want[0] || d.Latest().String() != want[len(want)-1]:
			t.Errorf("%s is %v to %v, want %s to %s", text, d.Earliest(), d.Latest(), want[0], want[len(want)-1])
		}
	}
}

// Of two dates one comes before the other if each of its days does; and an
// interval from one to the other is refused only if it comes after.
func TestDateOrderIsThatOfAllTheirDays(t *testing.T) {
	oracle := dateOracleOf(1999, 2010)
	texts := dateTexts(2003, 2004)
	rng := rand.New(rand.NewPCG(1, 2))
	seen := map[Order]int{}
	for range 600 {
		a, b := texts[rng.IntN(len(texts))], texts[rng.IntN(len(texts))]
		if rng.IntN(2) == 0 { // days prevail among the texts; let vaguer dates have their share
			a = a[:min(len(a), len("2003-01"))]
		}
		daysA, daysB := oracle.matching(a), oracle.matching(b)
		if len(daysA) == 0 || len(daysB) == 0 {
			continue
		}
		want := dateSlowOrder(daysA, daysB)
		seen[want]++
		if got := MustDate(a).Compare(MustDate(b)); got != want {
			t.Errorf("%s is %v %s, want %v", a, got, b, want)
		}
		_, err := ParseDate(a + "/" + b)
		if hasX := strings.Contains(a+b, "X"); (err != nil) != (hasX || want == After) {
			t.Errorf("interval %s/%s, whose start is %v its end: %v", a, b, want, err)
		}
	}
	for _, order := range []Order{CannotTell, Before, After} {
		if seen[order] == 0 {
			t.Errorf("no two dates were %q", order)
		}
	}
}

func dateSlowOrder(a, b []string) Order {
	before, after := true, true
	for _, x := range a {
		for _, y := range b {
			before = before && x < y
			after = after && x > y
		}
	}
	switch {
	case before:
		return Before
	case after:
		return After
	}
	return CannotTell
}

func TestDateRoundTripsThroughTextAndJSON(t *testing.T) {
	type record struct {
		From Date `json:"from,omitzero"`
		To   Date `json:"to"`
	}
	for _, text := range append(dateTexts(2003, 2004), "2025-08-18T10:00:00Z", "2025?/..", "/2025", "Y-17000", "-004X~") {
		d, err := ParseDate(text)
		if err != nil {
			continue
		}
		data, err := json.Marshal(record{From: d})
		if err != nil {
			t.Fatal(err)
		}
		if want := `{"from":"` + text + `","to":""}`; string(data) != want {
			t.Errorf("JSON of %s is %s", text, data)
		}
		back := record{To: d}
		if err := json.Unmarshal(data, &back); err != nil || back != (record{From: d}) {
			t.Errorf("%s came back as %v, %v", data, back, err)
		}
	}
	if data, _ := json.Marshal(record{}); string(data) != `{"to":""}` {
		t.Errorf("absent dates are written %s", data)
	}
}

func TestDateUnmarshalTextKeepsTheOldDateOnError(t *testing.T) {
	d := MustDate("2025")
	if err := d.UnmarshalText([]byte("nonsense")); err == nil || d != MustDate("2025") {
		t.Errorf("got %v, %v", d, err)
	}
}

func TestDateOfIsThatDay(t *testing.T) {
	for _, day := range []Day{0, 1, -1, dateDay(2025, 8, 18), dateDay(-44, 3, 15), dateDay(0, 1, 1), dateDay(9999, 12, 31), dateDay(-9999, 1, 1)} {
		d := DateOf(day)
		if !d.IsDay() || d.Earliest() != day || d != MustDate(d.String()) {
			t.Errorf("DateOf(%v) = %v, from %v to %v", day, d, d.Earliest(), d.Latest())
		}
	}
	if d := DateOf(dateDay(12345, 6, 7)); d != MustDate("Y12345") {
		t.Errorf("a day beyond four-digit years is %v, want its year", d)
	}
	if !DateOf(MinDay).IsZero() || !DateOf(MaxDay).IsZero() {
		t.Error("no bound is a date")
	}
}

func TestDateOrderString(t *testing.T) {
	if got := fmt.Sprint(CannotTell, Before, After); got != "cannot tell before after" {
		t.Errorf("got %s", got)
	}
}

func TestParsingADayAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { MustDate("2025-08-18") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{
		"", "2025-08-18", "2025-08~", "201X", "-004X?", "1985-XX-XX", "2001-24%", "Y-170000002", "2025-08-18T10:00:00+02:00",
		"2025?/..", "/2025", "../..", "/", "18.08.2025", "18 August 2025", "{2025,2026}", "2025/..2026", "2025-02-30", "\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			if d != (Date{}) || err.Error() == "" {
				t.Errorf("refused %q, yet gave %v", s, d)
			}
			return
		}
		if again, err := ParseDate(d.String()); err != nil || again != d || d.String() != s {
			t.Errorf("%q came back as %v, %v", s, again, err)
		}
		if d.Earliest() > d.Latest() || d.IsZero() {
			t.Errorf("%q is from %v to %v", s, d.Earliest(), d.Latest())
		}
		if day, err := ParseDay(s); err == nil && DateOf(day) != d {
			t.Errorf("%q is day %v and date %v", s, day, d)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	for _, s := range []string{"2025-08-18", "2025-08~", "2025-08-18T10:00:00Z", "2025-08-18/.."} {
		b.Run(strings.ReplaceAll(s, "/", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseDate(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
