package graph

import (
	"strings"
	"testing"
)

func TestParseDateHints(t *testing.T) {
	for _, tt := range []struct{ in, write string }{
		{"18.08.2025", "the day as 2025-08-18"},
		{"18. 8. 2025", "the day as 2025-08-18"},
		{"08/18/2025", "the day as 2025-08-18"},
		{"18-08-2025", "the day as 2025-08-18"},
		{"08/05/2025", "the day as 2025-05-08 or 2025-08-05"},
		{"08/08/2025", "the day as 2025-08-08"},
		{"2025-8-5", "the day as 2025-08-05"},
		{"2025/08/18", "the day as 2025-08-18"},
		{"20250818", "the day as 2025-08-18"},
		{"2025-08-18 ", "the day as 2025-08-18"},
		{"2025–08–18", "the day as 2025-08-18"},
		{"18 August 2025", "the day as 2025-08-18"},
		{"18. Aug. 2025", "the day as 2025-08-18"},
		{"August 18th, 2025", "the day as 2025-08-18"},
		{"18-Aug-2025", "the day as 2025-08-18"},
		{"2025 Aug 8", "the day as 2025-08-08"},
		{"August 2025", "2025-08"},
		{"2025 Sept", "2025-09"},
		{"fall 2025", "2025-23"},
		{"Spring of 2025", "2025-21"},
		{"2025/08", "2025-08"},
		{"08.2025", "2025-08"},
		{"2025-8", "2025-08"},
		{"202508", "2025-08"},
		{"1980s", "198X"},
		{"circa 2025", "2025~"},
		{"2025?~", "2025%"},
		{"156u", "156X"},
		{"2004-xx", "2004-XX"},
		{"2025-2026", "2025/2026"},
		{"2025 – 2026", "2025/2026"},
		{"2025 to 2026", "2025/2026"},
		{"2025-08-18..2025-08-20", "2025-08-18/2025-08-20"},
		{"2025-08-18 - 2025-08-20", "2025-08-18/2025-08-20"},
		{"2025-08-18-2025-08-20", "2025-08-18/2025-08-20"},
		{"2025/..2026", "2025/2026"},
		{"2025../2026", "2025/2026"},
		{"2025 / 2026", "2025/2026"},
		{"since 2025", "2025/.."},
		{"until 2025", "../2025"},
		{"2025/present", "2025/.."},
		{"2025..", "2025/.."},
		{"..2025", "../2025"},
		{"2025/unknown", "2025/"},
		{"unknown/2025", "/2025"},
		{"open/2025", "../2025"},
		{"2025-08-18 10:00", "2025-08-18T10:00:00"},
		{"2025-08-18T10:00:00.123Z", "2025-08-18T10:00:00Z"},
		{"2025-08-18T10:00:00+0200", "2025-08-18T10:00:00+02:00"},
		{"2025-08-18t10:00:00z", "2025-08-18T10:00:00Z"},
		{"2025-08-18T10:00:00~", "2025-08-18T10:00:00"},
		{"12025", "Y12025"},
		{"Y2025", "2025"},
		{"+2025", "2025"},
		{"y17000", "Y17000"},
		{"44 BC", "years before 0001 as 0000 (1 BC), -0001 (2 BC) and so on"},
		{"today", "the day itself as YYYY-MM-DD"},
	} {
		_, err := ParseDate(tt.in)
		if err == nil || !strings.HasSuffix(err.Error(), "write "+tt.write) {
			t.Errorf("ParseDate(%q) says %v, want the advice to write %s", tt.in, err, tt.write)
		}
	}
}

func TestDateErrorNamesTheText(t *testing.T) {
	_, err := ParseDate("18.08.2025")
	if want := `"18.08.2025" is not an EDTF date: write the day as 2025-08-18`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	_, err = ParseDate(strings.Repeat("2", 65))
	if want := "a date has at most 64 bytes, this has 65"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
