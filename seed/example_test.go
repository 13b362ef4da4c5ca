package seed_test

import (
	"fmt"
	"os"
	"testing/fstest"
	"time"

	"parley/graph"
	"parley/seed"
)

func ExampleCheck() {
	folder := fstest.MapFS{"case.yaml": {Data: []byte(`
parties:
  - {key: north, name: North, kind: sate}
`)}}
	report := seed.Check(folder, "harbour", seed.CheckOptions{})
	fmt.Println(report.Problems[0].Msg)
	fmt.Println(report.Problems[0].File, report.Problems[0].Line, report.Problems[0].Col)
	// Output:
	// kind: unknown word "sate" (did you mean "state"?): one of state, international-organisation, coalition, armed-group, government-body, political-party, other
	// harbour/case.yaml 3 37
}

func ExampleNewPlan() {
	folder, _ := seed.Read(fstest.MapFS{"case.yaml": {Data: []byte(`
negotiations: [{key: harbour, title: Sharing the harbour}]
parties: [{key: north, name: North, kind: state}]
`)}}, "harbour")
	plan := seed.NewPlan(graph.Empty(), folder)
	plan.Text(os.Stdout)

	after, err := graph.Empty().With(plan.Draft("ann", "first version"), time.Now())
	fmt.Println(seed.NewPlan(after, folder).Empty(), err)
	// Output:
	// + negotiation/harbour: Sharing the harbour
	// + party/north: North
	// 2 to add, 0 to change, 0 to retire
	// true <nil>
}
