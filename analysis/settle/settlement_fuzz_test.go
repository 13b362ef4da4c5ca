package settle

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"testing"
)

// bytesFirst takes its randomness from bytes as long as there are any, and then from their hash.
type bytesFirst struct {
	data []byte
	rest *rand.PCG
}

func newBytesFirst(data []byte) *bytesFirst {
	h := fnv.New64()
	h.Write(data)
	return &bytesFirst{data, rand.NewPCG(h.Sum64(), 1)}
}

func (b *bytesFirst) Uint64() uint64 {
	if len(b.data) == 0 {
		return b.rest.Uint64()
	}
	var word [8]byte
	b.data = b.data[copy(word[:], b.data):]
	return binary.LittleEndian.Uint64(word[:])
}

// FuzzSettle compares the answers to any small question with their meaning.
func FuzzSettle(f *testing.F) {
	for seed := range uint64(8) {
		data := make([]byte, 64)
		rand.NewChaCha8([32]byte{byte(seed)}).Read(data)
		f.Add(data)
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		w := newWorld(newBytesFirst(data))
		v := w.view(t)
		s, err := Settle(context.Background(), v, NewCache())
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range disagreements(s, w.means(v), true) {
			t.Error(d)
		}
	})
}
