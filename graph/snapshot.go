package graph

import (
	"cmp"
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
	tables  []*btree.Map[string, *lineage]     // by kind, then key: every record ever put
	refs    *btree.Map[string, *lineage]       // "to\x00from": which live records name which
	former  *btree.Map[string, []formerRecord] // "to\x00from": which versions, replaced or retired, named which
	changes *btree.Map[uint64, ChangeInfo]
	once    *btree.Map[string, attempt] // by name; those of earlier snapshots, which take no commits, are not kept
	live    []int                       // by kind: records not retired; nil where they have to be counted

	// past tells that the maps go on beyond the head: they are those of a later snapshot.
	past bool
	mu   *sync.Mutex // held while the maps are copied for a successor
}

// lineage holds the versions of one record, oldest first, and beside them the latest with the change that made it: most
// of what is asked is about that one.
type lineage struct {
	versions []Version
	latest   Record
	since    uint64
}

// Version is one version of a record.
type Version struct {
	Change ChangeInfo
	Record Record // nil if this change retired it
}

func (l *lineage) current() Record { return l.latest }

// at returns the record as the change with the number given left it; nil if it was not there, or retired.
func (l *lineage) at(seq uint64) Record {
	if l.since <= seq {
		return l.latest
	}
	if n := l.known(seq); n > 0 {
		return l.versions[n-1].Record
	}
	return nil
}

// known is how many of the versions were there after the change with the number given.
func (l *lineage) known(seq uint64) int {
	if l.since <= seq {
		return len(l.versions)
	}
	n, _ := slices.BinarySearchFunc(l.versions, seq+1, func(v Version, seq uint64) int { return cmp.Compare(v.Change.Seq, seq) })
	return n
}

// formerRecord is a version of a record that is no longer current, with the changes that made and ended it.
type formerRecord struct {
	Record
	from, until uint64
}

// Empty returns the snapshot of an empty graph.
func Empty() *Snapshot {
	s := &Snapshot{
		refs:    new(btree.Map[string, *lineage]),
		former:  new(btree.Map[string, []formerRecord]),
		changes: new(btree.Map[uint64, ChangeInfo]),
		once:    new(btree.Map[string, attempt]),
		live:    make([]int, len(kinds)),
		mu:      new(sync.Mutex),
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
	n, count := k.ord(), 0
	if n >= 0 && s.live != nil {
		return s.live[n]
	}
	for range s.Records(k) {
		count++
	}
	return count
}

// Record returns the current version of a record; ok is false if there is none or it is retired.
func (s *Snapshot) Record(r Ref) (rec Record, ok bool) {
	if n := r.Kind.ord(); n >= 0 {
		if l, found := s.tables[n].Get(r.Key); found {
			rec = l.at(s.head.Seq)
		}
	}
	return rec, rec != nil
}

// Records yields the records of a kind, by key.
func (s *Snapshot) Records(k Kind) iter.Seq[Record] {
	return func(yield func(Record) bool) {
		s.scan(k, func(_ string, l *lineage) bool {
			r := l.at(s.head.Seq)
			return r == nil || yield(r)
		})
	}
}

// Refs yields the names of all records of a kind that were ever put, the retired ones too, by key.
func (s *Snapshot) Refs(k Kind) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		s.scan(k, func(key string, l *lineage) bool { return l.known(s.head.Seq) == 0 || yield(Ref{k, key}) })
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
	if s.past {
		return slices.Values(s.referredThen(prefix))
	}
	return func(yield func(Record) bool) {
		s.refs.Ascend(prefix, func(key string, from *lineage) bool {
			return strings.HasPrefix(key, prefix) && yield(from.current())
		})
	}
}

// History returns every version of a record, oldest first.
func (s *Snapshot) History(r Ref) []Version {
	if n := r.Kind.ord(); n >= 0 {
		if l, ok := s.tables[n].Get(r.Key); ok {
			return slices.Clone(l.versions[:l.known(s.head.Seq)])
		}
	}
	return nil
}

// Change returns what is known of a change without its records.
func (s *Snapshot) Change(seq uint64) (ChangeInfo, bool) {
	if seq > s.head.Seq {
		return ChangeInfo{}, false
	}
	return s.changes.Get(seq)
}

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

// successor copies the snapshot so that the copy may be changed: the maps share their nodes until then. A copy of a past
// snapshot takes no change with a number, and nothing of a record that has one.
func (s *Snapshot) successor() *Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := &Snapshot{
		head: s.head, refs: s.refs.Copy(), former: s.former.Copy(), changes: s.changes.Copy(), once: s.once.Copy(),
		live: slices.Clone(s.live), past: s.past, mu: new(sync.Mutex),
	}
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
		s.supersede(r, versions[len(versions)-1], c.Seq)
	}
	l := &lineage{append(versions, Version{c, rec}), rec, c.Seq}
	s.tables[n].Set(r.Key, l)
	if rec == nil {
		return
	}
	s.count(n, 1)
	for _, ref := range references(rec) {
		s.refs.Set(ref.to.String()+"\x00"+r.String(), l)
	}
}

// supersede takes a version of r out of what is current, from the change with the number given.
func (s *Snapshot) supersede(r Ref, old Version, seq uint64) {
	if old.Record == nil {
		return
	}
	s.count(r.Kind.ord(), -1)
	for _, ref := range references(old.Record) {
		key := ref.to.String() + "\x00" + r.String()
		if _, there := s.refs.Delete(key); there {
			list, _ := s.former.Get(key)
			s.former.Set(key, append(slices.Clip(list), formerRecord{old.Record, old.Change.Seq, seq}))
		}
	}
}

// count adds to the number of live records of the n-th kind.
func (s *Snapshot) count(n, more int) {
	if s.live != nil {
		s.live[n] += more
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
