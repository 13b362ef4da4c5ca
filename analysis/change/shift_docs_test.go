package change

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// TestShiftDocs keeps the page in step with the kinds and the days within which any change is walked back.
func TestShiftDocs(t *testing.T) {
	text, err := os.ReadFile("../../docs/shifts.md")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllStringSubmatch(string(text), -1) {
		kinds = append(kinds, m[1])
	}
	if !slices.Equal(kinds, graph.Words(ShiftKind(""))) {
		t.Errorf("the page lists %v", kinds)
	}
	if page := strings.Join(strings.Fields(string(text)), " "); !strings.Contains(page, fmt.Sprintf("no more than %d days before", WalkBackDays)) {
		t.Errorf("the page does not say %d days", WalkBackDays)
	}
}
