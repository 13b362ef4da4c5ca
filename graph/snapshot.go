package graph

import (
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tidwall/btree"
)

// Snapshot is the whole graph at one sequence number. It never changes: readers take no lock, and a
// reader that dawdles holds up no writer. Snapshots share what the changes between them did not touch.
type Snapshot struct {
	head    Head
	tables  []*btree.Map[string, *lineage] // by kind, then key: every record ever put
	refs    *btree.Map[string, Record]     // "to\x00from": which live records name which
	changes *btree.Map[uint64, ChangeInfo]
	once    *btree.Map[string, attempt] // by name; those of earlier snapshots, which take no commits, are not kept
	live    []int                       // by kind: records not retired

	mu   sync.Mutex // held while the maps are copied for a successor
	past *pastCache
}

// lineage holds the versions of one record, oldest first.
type lineage struct{ versions []Version }

// Version is one version of a record.
type Version struct {
	Change ChangeInfo
	Record Record // nil if this change retired it
}

func (l *lineage) current() Record { return l.versions[len(l.versions)-1].Record }

// Empty returns the snapshot of an empty graph.
func Empty() *Snapshot {
	s := &Snapshot{
		refs:    new(btree.Map[string, Record]),
		changes: new(btree.Map[uint64, ChangeInfo]),
		once:    new(btree.Map[string, attempt]),
		live:    make([]int, len(kinds)),
		past:    new(pastCache),
	}
	for range kinds {
		s.tables = append(s.tables, new(btree.Map[string, *lineage]))
	}
	return s
}

// Head returns where the log stood when the snapshot was made.
func (s *Snapshot) Head() Head { return s.head }

// Time returns when the last change was made; zero for an empty graph.
func (s *Snapshot) Time() time.Time {
	c, _ := s.changes.Get(s.head.Seq)
	return c.Time
}

// Count returns the number of records of a kind; there are none of a kind that does not exist.
func (s *Snapshot) Count(k Kind) int {
	if n := k.ord(); n >= 0 {
		return s.live[n]
	}
	return 0
}

// Record returns the current version of a record; ok is false if there is none or it is retired.
func (s *Snapshot) Record(r Ref) (rec Record, ok bool) {
	if n := r.Kind.ord(); n >= 0 {
		if l, found := s.tables[n].Get(r.Key); found {
			rec = l.current()
		}
	}
	return rec, rec != nil
}

// Records yields the records of a kind, by key.
func (s *Snapshot) Records(k Kind) iter.Seq[Record] {
	return func(yield func(Record) bool) {
		s.scan(k, func(_ string, l *lineage) bool {
			r := l.current()
			return r == nil || yield(r)
		})
	}
}

// Refs yields the names of all records of a kind that were ever put, the retired ones too, by key.
func (s *Snapshot) Refs(k Kind) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		s.scan(k, func(key string, _ *lineage) bool { return yield(Ref{k, key}) })
	}
}

// scan visits every record of a kind ever put, by key, until visit says that it has seen enough.
func (s *Snapshot) scan(k Kind, visit func(key string, l *lineage) bool) {
	if n := k.ord(); n >= 0 {
		s.tables[n].Scan(visit)
	}
}

// Referring yields the records of a kind that name r anywhere, by key.
func (s *Snapshot) Referring(r Ref, k Kind) iter.Seq[Record] {
	prefix := r.String() + "\x00" + string(k) + "/"
	return func(yield func(Record) bool) {
		s.refs.Ascend(prefix, func(key string, from Record) bool {
			return strings.HasPrefix(key, prefix) && yield(from)
		})
	}
}

// History returns every version of a record, oldest first.
func (s *Snapshot) History(r Ref) []Version {
	if n := r.Kind.ord(); n >= 0 {
		if l, ok := s.tables[n].Get(r.Key); ok {
			return slices.Clone(l.versions)
		}
	}
	return nil
}

// Change returns what is known of a change without its records.
func (s *Snapshot) Change(seq uint64) (ChangeInfo, bool) { return s.changes.Get(seq) }

// Owner returns the curated folder that r comes from: the latest scope of a change that put it since it was last
// retired. A change without a scope, an edit by hand, leaves the owner what it was. It is "" for a record that no
// folder put, and for one that is retired.
func (s *Snapshot) Owner(r Ref) string {
	for _, v := range slices.Backward(s.History(r)) {
		if v.Record == nil {
			return ""
		}
		if v.Change.Scope != "" {
			return v.Change.Scope
		}
	}
	return ""
}

// Get returns a record by its key.
func Get[T Record](s *Snapshot, key string) (T, bool) {
	r, ok := s.Record(Ref{kindOf[T](), key})
	if !ok {
		var none T
		return none, false
	}
	return r.(T), true
}

// All yields the records of a type, by key.
func All[T Record](s *Snapshot) iter.Seq[T] { return typed[T](s.Records(kindOf[T]())) }

// Referring yields the records of a type that name r anywhere, by key.
func Referring[T Record](s *Snapshot, r Ref) iter.Seq[T] {
	return typed[T](s.Referring(r, kindOf[T]()))
}

func typed[T Record](seq iter.Seq[Record]) iter.Seq[T] {
	return func(yield func(T) bool) {
		for r := range seq {
			if !yield(r.(T)) {
				return
			}
		}
	}
}

func kindOf[T Record]() Kind { return kindByType[reflect.TypeFor[T]()] }

// kindByType tells kinds by the pointer types of their records.
var kindByType = func() map[reflect.Type]Kind {
	types := map[reflect.Type]Kind{}
	for _, k := range kinds {
		types[reflect.TypeOf(k.New())] = k.Kind
	}
	return types
}()

// successor copies the snapshot so that the copy may be changed: the maps share their nodes until then.
func (s *Snapshot) successor() *Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := &Snapshot{head: s.head, refs: s.refs.Copy(), changes: s.changes.Copy(), once: s.once.Copy(), live: slices.Clone(s.live), past: s.past}
	for _, t := range s.tables {
		next.tables = append(next.tables, t.Copy())
	}
	return next
}

// set makes rec (nil: retired) the current version of r, keeping the index of references right.
func (s *Snapshot) set(r Ref, rec Record, c ChangeInfo) {
	n := r.Kind.ord()
	var versions []Version
	if l, ok := s.tables[n].Get(r.Key); ok {
		versions = slices.Clip(l.versions)
		if old := l.current(); old != nil {
			s.live[n]--
			for _, ref := range references(old) {
				s.refs.Delete(ref.to.String() + "\x00" + r.String())
			}
		}
	}
	s.tables[n].Set(r.Key, &lineage{append(versions, Version{c, rec})})
	if rec == nil {
		return
	}
	s.live[n]++
	for _, ref := range references(rec) {
		s.refs.Set(ref.to.String()+"\x00"+r.String(), rec)
	}
}

// apply takes in a change that is known to be valid.
func (s *Snapshot) apply(c *Change) {
	for _, op := range c.Ops {
		s.set(op.Ref(), op.Put, c.ChangeInfo)
	}
	if c.Once != "" {
		s.once.Set(c.Once, attempt{c.Seq, contents(c.Ops)})
	}
	s.changes.Set(c.Seq, c.ChangeInfo)
	s.head = Head{c.Seq, c.Hash}
}
