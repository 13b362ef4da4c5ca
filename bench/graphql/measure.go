package graphql

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"time"
)

// question measures every contender with a question.
func (b *bench) question(ctx context.Context, q question, o Options) ([]Cell, error) {
	answer, err := b.warm.Do(ctx, q.request()).Body()
	if err != nil {
		return nil, err
	}
	answer = append(slices.Clone(answer), '\n') // as the server sends it
	all, err := b.start(q, answer)
	if err != nil {
		return nil, err
	}
	defer stop(all)
	var clients []*client
	for _, c := range all {
		size, err := check(ctx, c.addr, q, answer)
		if err != nil {
			return nil, fmt.Errorf("%s, %s: %w", q.name, c.name, err)
		}
		clients = append(clients, newClient(c.addr, q.body(), size))
	}
	var cells []Cell
	for _, connections := range o.Connections {
		more, err := measure(ctx, all, clients, connections, o.Time/rounds)
		if err != nil {
			return nil, fmt.Errorf("%s at %d connections: %w", q.name, connections, err)
		}
		for _, c := range more {
			c.Question, c.Size, c.Connections = q.name, len(answer), connections
			cells = append(cells, c)
		}
	}
	return cells, nil
}

// check asks a contender once and fails unless the answer says the same; the library orders members otherwise. It
// returns how many bytes it takes.
func check(ctx context.Context, addr string, q question, want []byte) (size int, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+addr+path, bytes.NewReader(q.body()))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err
	}
	var a, b any
	if json.Unmarshal(text, &a) != nil || json.Unmarshal(want, &b) != nil || !reflect.DeepEqual(a, b) {
		return 0, fmt.Errorf("answers with status %d\n%.400s\nnot\n%.400s", res.StatusCode, text, want)
	}
	return len(text), nil
}

// measure has every contender in turn, round by round, asked on so many connections.
func measure(ctx context.Context, all []*contender, clients []*client, connections int, lasting time.Duration) ([]Cell, error) {
	speeds, took := make([][]float64, len(all)), make([][]time.Duration, len(all))
	for range rounds {
		for i, c := range clients {
			s, err := c.ask(ctx, connections, lasting)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", all[i].name, err)
			}
			speeds[i] = append(speeds[i], float64(len(s.took))/s.lasted.Seconds())
			took[i] = append(took[i], s.took...)
		}
	}
	var cells []Cell
	for i, c := range all {
		slices.Sort(took[i])
		cell := Cell{
			Contender: c.name, PerSecond: median(speeds[i]), Of: map[string]float64{},
			P50: percentile(took[i], 50), P90: percentile(took[i], 90), P99: percentile(took[i], 99),
		}
		for j, other := range all {
			cell.Of[other.name] = median(ratios(speeds[i], speeds[j]))
		}
		cells = append(cells, cell)
	}
	return cells, nil
}

func ratios(a, b []float64) []float64 {
	list := make([]float64, len(a))
	for i := range a {
		list[i] = a[i] / b[i]
	}
	return list
}

func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}

// percentile returns the time within which p in a hundred of the sorted times lie.
func percentile(sorted []time.Duration, p int) time.Duration {
	return sorted[(len(sorted)*p+99)/100-1]
}
