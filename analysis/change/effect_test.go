package change

import (
	"context"
	"strings"
	"testing"
	"time"

	"parley/analysis/conflict"
	"parley/analysis/settle"
	"parley/graph"
)

// TestEffects compares every negotiation of either snapshot; what FindEffect says of one, TestDeltaAgainstOracle holds.
func TestEffects(t *testing.T) {
	base, r5 := worked()
	d := newDiary(t, base...)
	before := d.snap
	other := &graph.Negotiation{Key: "m", Title: "M", Participants: []graph.Participation{{Party: "russia", Role: graph.RolePrincipal}}}
	d.put(r5, other, &graph.Issue{Key: "z", Negotiation: "m", Title: "Z", Question: "Z?", Options: options("z1", "z2")})
	effects := func(a, b *graph.Snapshot) string {
		found, err := Effects(context.Background(), a, b, day("2025-06-01"))
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, e := range found {
			words = append(words, e.Negotiation().Key+": "+e.Explanation())
		}
		return strings.Join(words, "\n")
	}
	for _, tt := range []struct {
		a, b *graph.Snapshot
		want string
	}{
		{before, d.snap, "m: The negotiation was not there before, and is UNDETERMINED.\nn: The verdict moves from UNDETERMINED to BLOCKED; 1 conflict opens and 1 core is gained."},
		{d.snap, before, "m: The negotiation was UNDETERMINED, and is no longer there.\nn: The verdict moves from BLOCKED to UNDETERMINED; 1 conflict closes and 1 core is lost."},
		{d.snap, d.snap, "m: Nothing changed in the answer: UNDETERMINED before and after, with 0 conflicts.\nn: Nothing changed in the answer: BLOCKED before and after, with 1 conflict."},
	} {
		if got := effects(tt.a, tt.b); got != tt.want {
			t.Errorf("got\n%s\nwant\n%s", got, tt.want)
		}
	}
}

// TestEffectOfWhatIsCut counts no clash as new, or as gone, that a list cut short may lack.
func TestEffectOfWhatIsCut(t *testing.T) {
	base, r5 := worked()
	v := newDiary(t, append(base, r5, position("p", "russia", "troops", demands, "none"), position("q", "europe", "troops", demands, "nato"))...)
	full, err := replyOf(context.Background(), v.delta(graph.ViewOptions{}, "2025-06-01", "2025-06-01", time.Time{}).Views[1])
	if err != nil {
		t.Fatal(err)
	}
	kinds := func(list []*conflict.Conflict) string {
		var words []string
		for _, c := range list {
			words = append(words, string(c.Kind))
		}
		return strings.Join(words, " ")
	}
	none := reply{view: full.view, settlement: full.settlement, cores: settle.CoreList{Complete: true}}
	cut := none
	cut.cut, cut.cores.Complete = []string{"troops"}, false
	all := "red-lines-clash demand-crosses-red-line demands-differ"
	if e := compare(none, full); kinds(e.Opened) != all || len(e.CoresGained) != 1 || !e.Complete {
		t.Errorf("of a whole list: %s", kinds(e.Opened))
	}
	rest := "demand-crosses-red-line demands-differ"
	if e := compare(cut, full); kinds(e.Opened) != rest || len(e.CoresGained) != 0 || e.Complete || !strings.HasSuffix(e.Explanation(), "could be compared.") {
		t.Errorf("before was cut: %s; %s", kinds(e.Opened), e.Explanation())
	}
	if e := compare(full, cut); kinds(e.Closed) != rest || len(e.CoresLost) != 0 {
		t.Errorf("after is cut: %s", kinds(e.Closed))
	}
	cut.cut = []string{"elsewhere"}
	if e := compare(cut, full); kinds(e.Opened) != all {
		t.Errorf("cut elsewhere: %s", kinds(e.Opened))
	}
}
