package graphql

import (
	"slices"
	"testing"
)

// BenchmarkAnswer asks each contender each question over one connection, again and again.
func BenchmarkAnswer(b *testing.B) {
	all, err := newBench(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer all.close()
	for _, q := range questions {
		answer, err := all.warm.Do(b.Context(), q.request()).Body()
		if err != nil {
			b.Fatal(err)
		}
		answer = append(slices.Clone(answer), '\n')
		contenders, err := all.start(q, answer)
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range contenders {
			b.Run(q.name+"/"+c.name, func(b *testing.B) {
				size, err := check(b.Context(), c.addr, q, answer)
				if err != nil {
					b.Fatal(err)
				}
				conn, err := newClient(c.addr, q.body(), size).dial(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				defer conn.Close()
				b.ReportAllocs()
				for b.Loop() {
					if err := conn.exchange(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		stop(contenders)
	}
}
