package graph

import (
	"strings"
	"testing"
	"time"
)

// Day's count agrees with adding one day at a time, over every kind of leap year.
func TestDayCountsDays(t *testing.T) {
	want := dateDay(1895, 1, 1)
	for at := time.Date(1895, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2105; at = at.AddDate(0, 0, 1) {
		text := at.Format("2006-01-02")
		got, err := ParseDay(text)
		if err != nil || got != want || got.String() != text || !got.Time().Equal(at) {
			t.Fatalf("ParseDay(%s) = %d %v, %v, want %d", text, got, got, err, want)
		}
		want++
	}
	if epoch, _ := ParseDay("1970-01-01"); epoch != 0 {
		t.Errorf("1970-01-01 is day %d", epoch)
	}
}

func TestDayOfIsTheDayWhereTheTimeIs(t *testing.T) {
	at := time.Date(2025, 8, 18, 23, 30, 0, 0, time.UTC)
	kyiv := time.FixedZone("EEST", 3*60*60)
	if got := DayOf(at).String() + " " + DayOf(at.In(kyiv)).String(); got != "2025-08-18 2025-08-19" {
		t.Errorf("got %s", got)
	}
	if DayOf(time.Date(90_000_000, 1, 1, 0, 0, 0, 0, time.UTC)) != MaxDay || DayOf(time.Date(-90_000_000, 1, 1, 0, 0, 0, 0, time.UTC)) != MinDay {
		t.Error("times too far away are not MinDay and MaxDay")
	}
}

func TestDayReadsBackWhatItWrites(t *testing.T) {
	for _, text := range []string{"0000-01-01", "1969-12-31", "9999-12-31"} {
		var d Day
		if err := d.UnmarshalText([]byte(text)); err != nil {
			t.Error(err)
		}
		if back, err := d.MarshalText(); string(back) != text || err != nil {
			t.Errorf("%s came back as %s, %v", text, back, err)
		}
	}
}

func TestParseDayRefuses(t *testing.T) {
	for _, tt := range []struct{ name, in, says string }{
		{"month", "2025-08", "it is vaguer than one day"},
		{"some day of a month", "2025-08-XX", "it is vaguer than one day"},
		{"vague date in words", "August 2025", "such as 2025-08-18"},
		{"qualified day", "2025-08-18~", "write 2025-08-18"},
		{"time", "2025-08-18T10:00:00Z", "write 2025-08-18"},
		{"no such day", "2025-02-30", "there is no day 30"},
		{"figures in another order", "18.08.2025", "write the day as 2025-08-18"},
		{"negative year", "-0043-03-15", "of the years 0000 to 9999"},
		{"year too far ahead", "Y170000002", "of the years 0000 to 9999"},
		{"year too far back", "Y-170000002", "of the years 0000 to 9999 written YYYY-MM-DD: such as"},
		{"no bound", "..", "such as 2025-08-18"},
		{"empty", "", "such as 2025-08-18"},
		{"too long", strings.Repeat("2", 65), "at most 64 bytes"},
	} {
		d := Day(7)
		err := d.UnmarshalText([]byte(tt.in))
		if err == nil || !strings.Contains(err.Error(), tt.says) || d != 7 {
			t.Errorf("%s: %q gives %v, want %q", tt.name, tt.in, err, tt.says)
		}
	}
}

func TestDayStringBeyondFourDigitYears(t *testing.T) {
	for _, tt := range []struct {
		day  Day
		want string
	}{
		{MinDay, ".."}, {MaxDay, ".."},
		{dateDay(-1, 12, 31), "-0001-12-31"},
		{dateDay(12345, 6, 7), "Y12345-06-07"},
		{dateDay(-12345, 6, 7), "Y-12345-06-07"},
	} {
		if got := tt.day.String(); got != tt.want {
			t.Errorf("day %d is %s, want %s", tt.day, got, tt.want)
		}
	}
}
