package voice

import (
	"testing"
	"testing/fstest"
	"time"

	"parley/graph"
	"parley/seed"
)

// north has a president, a minister, an envoy who left, a former president with a post of his own, and somebody who never
// held office; the neighbour lends it a voice now and then.
const north = `
negotiations: [{key: talks, title: T, participants: [{party: north, role: principal}, {party: south, role: principal}]}]
parties:
  - {key: north, name: North, kind: state}
  - {key: south, name: South, kind: state}
  - {key: league, name: League of states, kind: international-organisation}
issues:
  - {key: road, negotiation: talks, title: Road, question: Which?, options: {high: High, low: Low, none: None}}
  - {key: bridge, negotiation: talks, title: Bridge, question: Which?, options: {stone: Stone, iron: Iron}}
people:
  - {key: ann, name: Ann, offices: [{party: north, title: Mayor, authority: official, from: 2010, to: 2019}, {party: north, title: President, authority: binding, from: 2020-01-01}]}
  - {key: bob, name: Bob, offices: [{party: north, title: Minister, authority: official, from: 2021}, {party: north, title: Head of delegation, authority: official, from: 2025-03}]}
  - {key: cid, name: Cid, offices: [{party: north, title: Envoy, authority: official, from: 2021, to: 2025-05-31}]}
  - {key: dan, name: Dan, offices: [{party: north, title: President, authority: binding, from: 2012, to: 2019-12-31}, {party: north, title: Adviser, authority: personal, from: 2020-02}]}
  - {key: eve, name: Eve}
  - {key: fay, name: Fay, offices: [{party: south, title: President, authority: binding, from: 2020}, {party: league, title: Chair, authority: official, from: 2025-07-01}]}
sources: [{key: s, title: S}]
`

// see reads a case and views it on a day, by default 1 September 2025.
func see(t testing.TB, text, on string) *graph.View {
	t.Helper()
	folder, problems := seed.Read(fstest.MapFS{"case.yaml": {Data: []byte(text)}}, "case")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return view(t, folder.Records, on)
}

func view(t testing.TB, records []graph.Record, on string) *graph.View {
	t.Helper()
	d := graph.Draft{Actor: "t", Reason: "t"}
	for _, r := range records {
		d.Ops = append(d.Ops, graph.Op{Put: r})
	}
	s, err := graph.Empty().With(d, time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	day, err := graph.ParseDay(on)
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.View(graph.ViewOptions{Negotiation: "talks", AsOf: day})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func party(t testing.TB, v *graph.View, key string) *graph.Party {
	t.Helper()
	p, ok := graph.Get[*graph.Party](v.Snapshot, key)
	if !ok {
		t.Fatalf("no party %s", key)
	}
	return p
}
