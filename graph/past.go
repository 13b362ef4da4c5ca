package graph

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// KnownAt returns the graph as it was recorded at t: every change made by then, and no later one.
func (s *Snapshot) KnownAt(t time.Time) *Snapshot {
	if !t.Before(s.Time()) {
		return s
	}
	var seq uint64
	s.changes.Reverse(func(n uint64, c ChangeInfo) bool {
		if c.Time.After(t) {
			return true
		}
		seq = n
		return false
	})
	return s.At(seq)
}

// At returns the graph as it stood after the change with the sequence number given, at most the
// snapshot's own. The last few asked for are kept.
func (s *Snapshot) At(seq uint64) *Snapshot {
	if seq >= s.head.Seq {
		return s
	}
	c, _ := s.changes.Get(seq)
	return s.past.get(Head{seq, c.Hash}, func() *Snapshot { return s.rewind(seq) })
}

func (s *Snapshot) rewind(seq uint64) *Snapshot {
	old := Empty()
	old.past = s.past
	s.changes.Scan(func(n uint64, c ChangeInfo) bool {
		if n <= seq {
			old.changes.Set(n, c)
			old.head = Head{n, c.Hash}
		}
		return n < seq
	})
	for n, t := range s.tables {
		t.Scan(func(key string, l *lineage) bool {
			known, _ := slices.BinarySearchFunc(l.versions, seq+1, func(v Version, seq uint64) int { return cmp.Compare(v.Change.Seq, seq) })
			if known == 0 {
				return true
			}
			kept := &lineage{l.versions[:known:known]}
			old.tables[n].Load(key, kept)
			if r := kept.current(); r != nil {
				old.live[n]++
				for _, ref := range references(r) {
					old.refs.Set(ref.to.String()+"\x00"+r.Ref().String(), r)
				}
			}
			return true
		})
	}
	return old
}

// pastCache keeps the earlier snapshots last asked for. A graph and the what-ifs laid over it share one, so
// they are told apart by hash.
type pastCache struct {
	mu     sync.Mutex
	recent []pastSnapshot // newest first
}

// pastSnapshot is a snapshot made when it is first asked for, once, while others wait for that one alone.
type pastSnapshot struct {
	head Head
	get  func() *Snapshot
}

const pastKept = 8

func (c *pastCache) get(head Head, build func() *Snapshot) *Snapshot {
	return c.entry(head, build).get()
}

// entry returns the entry for head as the newest, made with build where there is none.
func (c *pastCache) entry(head Head, build func() *Snapshot) pastSnapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	var e pastSnapshot
	if i := slices.IndexFunc(c.recent, func(p pastSnapshot) bool { return p.head == head }); i >= 0 {
		e = c.recent[i]
		c.recent = slices.Delete(c.recent, i, i+1)
	} else {
		e = pastSnapshot{head, sync.OnceValue(build)}
	}
	c.recent = slices.Insert(c.recent, 0, e)
	if len(c.recent) > pastKept {
		c.recent = slices.Delete(c.recent, pastKept, len(c.recent))
	}
	return e
}
