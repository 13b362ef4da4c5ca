package report

import (
	"os"
	"strings"
	"testing"
)

// docs/reports.md describes every report and every format.
func TestDocsNameEveryReportAndFormat(t *testing.T) {
	page, err := os.ReadFile("../docs/reports.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range Kinds() {
		if !strings.Contains(string(page), "### `"+k.Name+"`") {
			t.Errorf("docs/reports.md has no section on the report %s", k.Name)
		}
	}
	for _, f := range Formats() {
		if !strings.Contains(string(page), "| `"+f.Name+"` | `"+f.Media+"` |") {
			t.Errorf("docs/reports.md does not list the format %s with its media type %s", f.Name, f.Media)
		}
	}
}
