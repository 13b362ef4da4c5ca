package graph

import (
	"strings"
	"time"

	"github.com/tidwall/btree"
)

// KnownAt returns the graph as it was recorded at t: every change made by then, and no later one.
func (s *Snapshot) KnownAt(t time.Time) *Snapshot {
	if !t.Before(s.Time()) {
		return s
	}
	var seq uint64
	s.changes.Descend(s.head.Seq, func(n uint64, c ChangeInfo) bool {
		if c.Time.After(t) {
			return true
		}
		seq = n
		return false
	})
	return s.At(seq)
}

// At returns the graph as it stood after the change with the sequence number given, at most the snapshot's own. It costs
// next to nothing whatever the size of the graph: an earlier snapshot reads the maps of the later one, and passes over
// the versions that are newer than itself.
func (s *Snapshot) At(seq uint64) *Snapshot {
	if seq >= s.head.Seq {
		return s
	}
	c, _ := s.changes.Get(seq)
	old := *s
	old.head, old.live, old.past = Head{seq, c.Hash}, nil, true
	old.once = new(btree.Map[string, attempt])
	return &old
}

// referredThen lists the records that the keys with a prefix, in a past snapshot, lead to.
func (s *Snapshot) referredThen(prefix string) []Record {
	var list []Record
	s.refs.Ascend(prefix, func(key string, from *lineage) bool {
		if !strings.HasPrefix(key, prefix) {
			return false
		}
		if from.known(s.head.Seq) == len(from.versions) {
			list = append(list, from.current())
		}
		return true
	})
	current := len(list)
	s.former.Ascend(prefix, func(key string, versions []formerRecord) bool {
		if !strings.HasPrefix(key, prefix) {
			return false
		}
		for _, v := range versions {
			if v.from <= s.head.Seq && s.head.Seq < v.until {
				list = append(list, v.Record)
			}
		}
		return true
	})
	if len(list) > current {
		sortByKey(list)
	}
	return list
}

// own returns the snapshot with maps that end at its head, so that other changes can follow.
func (s *Snapshot) own() *Snapshot {
	if !s.past {
		return s
	}
	own := Empty()
	s.changes.Scan(func(n uint64, c ChangeInfo) bool {
		if n <= s.head.Seq {
			own.changes.Set(n, c)
		}
		return n < s.head.Seq
	})
	own.head = s.head
	for _, k := range kinds {
		s.scan(k.Kind, func(key string, l *lineage) bool {
			for _, v := range l.versions[:l.known(s.head.Seq)] {
				own.set(Ref{k.Kind, key}, v.Record, v.Change)
			}
			return true
		})
	}
	return own
}
