package report

import (
	"testing"
	"time"

	"parley/graph"
)

func TestDateWords(t *testing.T) {
	for _, tt := range []struct{ date, want string }{
		{"2025-08-18", "18 August 2025"},
		{"2025-07", "July 2025"},
		{"2025", "2025"},
		{"2025-08-19~", "about 19 August 2025"},
		{"2025-08~", "about August 2025"},
		{"2025?", "perhaps 2025"},
		{"2025-08%", "perhaps about August 2025"},
		{"2025-21", "spring 2025"},
		{"2024-24", "winter 2024"},
		{"2025-08-18T10:00:00Z", "18 August 2025"},
		{"201X", "some year from 2010 to 2019"},
		{"2025-XX", "some month of 2025"},
		{"2025-08-XX", "some day of August 2025"},
		{"2025-XX-XX", "some day of 2025"},
		{"-0043", "44 BC"},
		{"0000", "1 BC"},
		{"Y17000", "17000"},
		{"2025-08-18/2025-08-19", "18 to 19 August 2025"},
		{"2025-07-30/2025-08-02", "30 July to 2 August 2025"},
		{"2025-07/2025-08", "July to August 2025"},
		{"2024-12/2025-01", "December 2024 to January 2025"},
		{"2025-08-18~/2025-08-19", "about 18 August 2025 to 19 August 2025"},
		{"2024/2025", "2024 to 2025"},
		{"2025-03-02/..", "from 2 March 2025 on"},
		{"../2025", "by 2025"},
		{"2025/", "from 2025 to a day not known"},
		{"/2025", "from a day not known to 2025"},
	} {
		if got := DateWords(graph.MustDate(tt.date)); got != tt.want {
			t.Errorf("DateWords(%s) = %q, want %q", tt.date, got, tt.want)
		}
	}
	if got := DateWords(graph.Date{}); got != "date not stated" {
		t.Errorf("no date reads %q", got)
	}
	if got := DayWords(graph.MinDay); got != "a day not on record" {
		t.Errorf("no day reads %q", got)
	}
	if got := InstantWords(time.Date(2025, 8, 19, 1, 2, 3, 0, time.FixedZone("", 7200))); got != "18 August 2025, 23:02 UTC" {
		t.Errorf("an instant reads %q", got)
	}
}

func TestLists(t *testing.T) {
	for _, tt := range []struct {
		names   []string
		and, or string
	}{
		{nil, "", ""},
		{[]string{"A"}, "A", "A"},
		{[]string{"A", "B"}, "A and B", "A or B"},
		{[]string{"A", "B", "C"}, "A, B and C", "A, B or C"},
	} {
		if got := JoinAnd(tt.names); got != tt.and {
			t.Errorf("JoinAnd(%q) = %q", tt.names, got)
		}
		if got := JoinOr(tt.names); got != tt.or {
			t.Errorf("JoinOr(%q) = %q", tt.names, got)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, tt := range []struct {
		n         int
		one, many string
		want      string
	}{
		{0, "conflict", "", "no conflicts"},
		{1, "conflict", "", "one conflict"},
		{12, "conflict", "", "twelve conflicts"},
		{13, "party", "parties", "13 parties"},
		{1234567, "package", "", "1,234,567 packages"},
	} {
		if got := Count(tt.n, tt.one, tt.many); got != tt.want {
			t.Errorf("Count(%d) = %q, want %q", tt.n, got, tt.want)
		}
	}
	if got := Sentence("élan vital"); got != "Élan vital" {
		t.Errorf("Sentence gives %q", got)
	}
}

func TestQuotationsAndStops(t *testing.T) {
	for _, tt := range []struct{ in, quoted, stopped string }{
		{"not one inch", "“not one inch”", "not one inch."},
		{`the "final offer" (Paris)`, "“the ‘final offer’ (Paris)”", `the "final offer" (Paris).`},
		{"must be “thorough.”", "“must be ‘thorough.’”", "must be “thorough.”"},
		{`one has "three".`, "“one has ‘three’.”", `one has "three".`},
		{"Trump’s pledge", "“Trump’s pledge”", "Trump’s pledge."},
		{"What next?", "“What next?”", "What next?"},
	} {
		if got := quoted(tt.in); got != tt.quoted {
			t.Errorf("quoted(%s) = %s, want %s", tt.in, got, tt.quoted)
		}
		if got := stopped(tt.in); got != tt.stopped {
			t.Errorf("stopped(%s) = %s, want %s", tt.in, got, tt.stopped)
		}
	}
}

func TestScoreWords(t *testing.T) {
	for score, want := range map[float64]string{40.5: "40.5", 27: "27", 0: "0", 29.250001: "29.25", 100: "100", 63.5 / 3: "21.17"} {
		if got := scoreWords(score); got != want {
			t.Errorf("scoreWords(%v) = %s, want %s", score, got, want)
		}
	}
}

func TestRangeWords(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"600000", "600,000"},
		{"<=600000", "at most 600,000"},
		{"<600000", "less than 600,000"},
		{">2.5", "more than 2.5"},
		{">=-1000", "at least -1,000"},
		{"85000..100000", "85,000 to 100,000"},
		{">85000..<100000", "more than 85,000 and less than 100,000"},
		{"85000..<100000", "at least 85,000 and less than 100,000"},
		{">85000..100000", "more than 85,000 and at most 100,000"},
		{"any", "any number of"},
	} {
		if got := rangeWords(tt.in); got != tt.want {
			t.Errorf("rangeWords(%s) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
