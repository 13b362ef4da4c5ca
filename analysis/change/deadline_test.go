package change

import (
	"testing"

	"parley/graph"
)

// A deadline to come is planned while the commitment is pending, on record as that day or for as long as nothing had
// become of it; one gone by is never planned. The view's day is 2026-01-01.
func TestDeadlines(t *testing.T) {
	for _, tt := range []struct {
		deadline, statusFrom string
		status               graph.CommitmentStatus
		want                 string
	}{
		{"2026-02-01", "", graph.CommitmentPending, "2026-02-01 commitment m deadline planned"},
		{"2025-12-31", "", graph.CommitmentPending, "2025-12-31 commitment m deadline"},
		{"2025", "", graph.CommitmentPending, "2025 commitment m deadline vague"},
		{"2026-02-01", "2026-01-10", graph.CommitmentWithdrawn, "2026-02-01 commitment m deadline planned"},
		{"2026-02-01", "2025-12-10", graph.CommitmentWithdrawn, ""},
		{"2026-02-01", "", graph.CommitmentWithdrawn, ""},
	} {
		m := &graph.Commitment{Key: "m", By: "a", Kind: graph.Promise, Title: "M", Consequence: "C.", Issue: "x", Status: tt.status, Deadline: graph.MustDate(tt.deadline), Date: graph.MustDate("2024-01-01")}
		if tt.statusFrom != "" {
			m.StatusFrom = graph.MustDate(tt.statusFrom)
		}
		got := ""
		for _, i := range Timeline(see(t, graph.ViewOptions{}, frame(m)...), graph.MinDay, graph.MaxDay) {
			if i.Moment == MomentDeadline {
				got = showItem(i)
			}
		}
		if got != tt.want {
			t.Errorf("due %s, %s from %q: %q, want %q", tt.deadline, tt.status, tt.statusFrom, got, tt.want)
		}
	}
}
