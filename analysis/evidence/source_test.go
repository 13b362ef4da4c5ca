package evidence_test

import (
	"reflect"
	"testing"

	"parley/analysis/evidence"
	"parley/graph"
)

const before, after = "The envoy said that the berths are ours. Nobody replied.", "The envoy said that the berths may be shared. Nobody replied."

// quoting is a statement that quotes words of the source paper.
func quoting(key, exact string) *graph.Statement {
	st := said(key, "paper")
	st.Quotation = &graph.Quotation{Exact: exact}
	return st
}

func paper(text, hash string) *graph.Source {
	src := source("paper", "")
	src.Text, src.SHA256 = text, hash
	return src
}

func anchor(t *testing.T, s *graph.Snapshot, key string) evidence.Anchor {
	t.Helper()
	st, ok := graph.Get[*graph.Statement](s, key)
	if !ok {
		t.Fatal(key)
	}
	return evidence.AnchorOf(s, st)
}

func TestAnchors(t *testing.T) {
	kept := snapshot(t, talks(paper(before, ""), quoting("q", "berths are ours"), said("p", "paper"))...)
	known := snapshot(t, talks(paper("", graph.TextHash(before)), quoting("q", "berths are ours"))...)
	for _, c := range []struct {
		name string
		s    *graph.Snapshot
		key  string
		want evidence.Anchor
	}{
		{"the text is kept", kept, "q", evidence.Verified},
		{"nothing is quoted", kept, "p", evidence.NoQuotation},
		{"the text is known by its hash", known, "q", evidence.TextNotKept},
		{"the text is not kept any more", with(t, kept, paper("", graph.TextHash(before))), "q", evidence.TextNotKept},
		{"the hash became another", with(t, known, paper("", graph.TextHash(after))), "q", evidence.HashDiffers},
		{"the kept text became a hash of another", with(t, kept, paper("", graph.TextHash(after))), "q", evidence.HashDiffers},
		{"the words were looked up anew", with(t, with(t, known, paper("", graph.TextHash(after))), quoting("q", "berths may be shared")), "q", evidence.TextNotKept},
		{"only the paraphrase was put anew", with(t, with(t, known, paper("", graph.TextHash(after))), func() graph.Record {
			st := quoting("q", "berths are ours")
			st.Paraphrase = "other words"
			return st
		}()), "q", evidence.HashDiffers},
		{"the text came to be kept", with(t, known, paper(before, "")), "q", evidence.Verified},
	} {
		if got := anchor(t, c.s, c.key); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestABrokenAnchorIsThinIce(t *testing.T) {
	s := snapshot(t, talks(paper("", graph.TextHash(before)), source("other", ""), quoting("q", "berths are ours"), said("p", "other"), line("l", graph.Pattern{"port": {"shut"}}, "p", "q"))...)
	s = with(t, s, paper("", graph.TextHash(after)))
	r, _ := graph.Get[*graph.RedLine](s, "l")
	v := see(t, s, graph.ViewOptions{})
	if got := evidence.Of(v, r).Weaknesses(v); !reflect.DeepEqual(got, []evidence.Weakness{evidence.OrphanedWord}) {
		t.Error(got)
	}
}

func TestCorrections(t *testing.T) {
	s := snapshot(t, talks(paper(before, ""), quoting("lost", "berths are ours"), quoting("stays", "Nobody replied"), quoting("gone", "that the berths are"), said("plain", "paper"))...)
	regraded := paper(before, "")
	regraded.Reliability, regraded.Note = "D", "graded again"
	s = with(t, s, regraded)
	noted := *regraded
	noted.Note = "a remark"
	s = with(t, s, &noted)
	text := noted
	text.Text = after
	next, err := s.With(graph.Draft{Ops: []graph.Op{{Put: &text}, {Put: quoting("lost", "berths may be shared")}, {Retire: graph.Ref{Kind: graph.KindStatement, Key: "gone"}}}}, noon)
	if err != nil {
		t.Fatal(err)
	}
	unknown := text
	unknown.Text, unknown.SHA256 = "", graph.TextHash("a third text")
	list := evidence.Corrections(with(t, next, &unknown), "paper")
	if len(list) != 3 {
		t.Fatalf("%d corrections", len(list))
	}
	if c := list[0]; !reflect.DeepEqual(c.Fields, []string{"reliability"}) || len(c.Quotations) > 0 || c.Change.Seq != 2 {
		t.Errorf("%+v", c)
	}
	if c := list[1]; !reflect.DeepEqual(c.Fields, []string{"text"}) || names(c.Quotations) != "gone:not-found lost:not-found>hash-differs " || c.Quotations[1].Statement.Quotation.Exact != "berths are ours" {
		t.Errorf("%v %s", c.Fields, names(c.Quotations))
	}
	if c := list[2]; !reflect.DeepEqual(c.Fields, []string{"text", "sha256"}) || names(c.Quotations) != "lost:hash-differs>hash-differs stays:hash-differs>hash-differs " {
		t.Errorf("%v %s", c.Fields, names(c.Quotations))
	}
}

// names writes quotations with what they were and what they are.
func names(list []evidence.Unproved) string {
	var out string
	for _, u := range list {
		out += u.Statement.Key + ":" + string(u.Anchor)
		if u.Now != "" {
			out += ">" + string(u.Now)
		}
		out += " "
	}
	return out
}

func TestWhatRestsOnASource(t *testing.T) {
	s := snapshot(t, talks(
		source("agency", ""), source("copy", "agency"), source("rival", ""), said("t1", "agency"), said("t2", "copy"), said("t3", "rival"),
		line("both", graph.Pattern{"port": {"shut"}}, "t2", "t3"), line("alone", graph.Pattern{"port": {"open"}}, "t1", "t2"), line("copied", graph.Pattern{"port": {"shared"}}, "t2"),
		dispute("d", "", []string{"t2"}, []string{"t3"}),
	)...)
	v := see(t, s, graph.ViewOptions{})
	for _, c := range []struct{ source, copies, statements, resting, alone string }{
		{"agency", "copy", "t1 t2", "dispute/d red-line/alone red-line/both red-line/copied", "red-line/alone red-line/copied"},
		{"copy", "", "t2", "dispute/d red-line/alone red-line/both red-line/copied", "red-line/copied"},
		{"rival", "", "t3", "dispute/d red-line/both", ""},
	} {
		src, _ := graph.Get[*graph.Source](s, c.source)
		m := evidence.ImpactOf(v, src)
		got := struct{ source, copies, statements, resting, alone string }{c.source, join(keys(m.Copies)), join(keys(m.Statements)), join(refs(m.Resting)), join(refs(m.Alone))}
		if got != c {
			t.Errorf("got %+v\nwant %+v", got, c)
		}
	}
}

func refs(list []graph.Record) []string {
	var out []string
	for _, r := range list {
		out = append(out, r.Ref().String())
	}
	return out
}

func join(list []string) (out string) {
	for n, word := range list {
		if n > 0 {
			out += " "
		}
		out += word
	}
	return out
}

func TestVersionsSideBySide(t *testing.T) {
	s := snapshot(t, talks(source("agency", ""), source("copy", "agency"), source("rival", ""), said("t1", "agency"), said("t2", "copy"), said("t3", "rival"), dispute("d", "v1", []string{"t1", "t2"}, []string{"t3"}))...)
	d, _ := graph.Get[*graph.Dispute](s, "d")
	for _, c := range []struct {
		prefer map[string]string
		counts [2]bool
	}{
		{nil, [2]bool{true, false}}, {map[string]string{"d": "v2"}, [2]bool{false, true}}, {map[string]string{"d": ""}, [2]bool{true, true}},
	} {
		list := evidence.Versions(see(t, s, graph.ViewOptions{Prefer: c.prefer}), d)
		if len(list) != 2 || !list[0].Preferred || list[1].Preferred || list[0].Counts != c.counts[0] || list[1].Counts != c.counts[1] {
			t.Errorf("%v: %+v", c.prefer, list)
		}
		if len(list[0].Backings) != 2 || len(list[1].Backings) != 1 || join(keys(list[0].Origins)) != "agency" {
			t.Errorf("%v: a version lost what it rests on: %+v", c.prefer, list)
		}
	}
}

func TestWordsInContext(t *testing.T) {
	at := func(n int) *int { return &n }
	text := "One two three. Four five, six – sieben acht. Four five again."
	for _, c := range []struct {
		name   string
		source *graph.Source
		quote  graph.Quotation
		around int
		want   evidence.Passage
	}{
		{"text kept", paper(text, ""), graph.Quotation{Exact: "six – sieben"}, 2, evidence.Passage{Before: "Four five, ", Words: "six – sieben", After: " acht. Four", FromText: true}},
		{"the place counts", paper(text, ""), graph.Quotation{Exact: "Four five", Start: at(45), End: at(54)}, 1, evidence.Passage{Before: "acht. ", Words: "Four five", After: " again.", FromText: true}},
		{"at the edge", paper(text, ""), graph.Quotation{Exact: "One two"}, 3, evidence.Passage{Before: "", Words: "One two", After: " three. Four five,", FromText: true}},
		{"with a prefix", paper(text, ""), graph.Quotation{Exact: "Four five", Prefix: "acht. "}, 1, evidence.Passage{Before: "acht. ", Words: "Four five", After: " again.", FromText: true}},
		{"text not kept", source("paper", ""), graph.Quotation{Exact: "x", Prefix: "before ", Suffix: " after"}, 3, evidence.Passage{Before: "before ", Words: "x", After: " after"}},
	} {
		st := said("q", "paper")
		st.Quotation = &c.quote
		s := snapshot(t, talks(c.source, st)...)
		if got, ok := evidence.PassageOf(s, st, c.around); !ok || got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	if _, ok := evidence.PassageOf(snapshot(t, talks(source("paper", ""))...), said("q", "paper"), 3); ok {
		t.Error("a paraphrase is no passage")
	}
}

func TestFootnote(t *testing.T) {
	src := &graph.Source{Key: "s", Title: "On borders", Authors: []string{"A. Author", "B. Author"}, Publisher: "Press", Issued: graph.MustDate("2025-01"), Accessed: graph.MustDate("2025-02-03"), URL: "https://example.org/x"}
	if got, want := evidence.Footnote(src), "A. Author, B. Author, “On borders”, Press, 2025-01, https://example.org/x, read 2025-02-03."; got != want {
		t.Error(got)
	}
	if got := evidence.Footnote(source("bare", "")); got != "“bare”." {
		t.Error(got)
	}
}
