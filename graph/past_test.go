package graph

import (
	"sync"
	"testing"
)

// One who waits for an old state holds up nobody who asks for another, and two who ask for one share it.
func TestPastStatesAreMadeApart(t *testing.T) {
	var c pastCache
	begun, open := make(chan struct{}), make(chan struct{})
	made := 0
	slow := func() *Snapshot {
		made++
		close(begun)
		<-open
		return Empty()
	}
	var got [2]*Snapshot
	var readers sync.WaitGroup
	readers.Go(func() { got[0] = c.get(Head{Seq: 1}, slow) })
	<-begun
	if c.get(Head{Seq: 2}, Empty) == nil { // would wait for ever behind the slow one
		t.Error("no snapshot")
	}
	readers.Go(func() { got[1] = c.get(Head{Seq: 1}, slow) })
	close(open)
	readers.Wait()
	if made != 1 || got[0] == nil || got[0] != got[1] {
		t.Errorf("made %d times, %p and %p", made, got[0], got[1])
	}
	for n := range uint64(2 * pastKept) {
		c.get(Head{Seq: 10 + n}, Empty)
	}
	if len(c.recent) != pastKept {
		t.Errorf("%d states kept, want %d", len(c.recent), pastKept)
	}
}
