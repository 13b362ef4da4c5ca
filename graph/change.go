package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Op is one operation of a change: a record put, or one retired. Exactly one of the two is set.
type Op struct {
	Put    Record
	Retire Ref
}

// Ref says which record the operation is about.
func (o Op) Ref() Ref {
	if o.Put != nil {
		return o.Put.Ref()
	}
	return o.Retire
}

// Draft is a change somebody wants made. Only one that is committed needs an actor and a reason.
type Draft struct {
	Actor  string // who
	Reason string // why, in a sentence or more
	Scope  string // which curated folder it applies, if any; see Snapshot.Owner
	Ops    []Op
	// Expect, if set, is the sequence number the graph must still be at.
	Expect *uint64
	// Once, if set, names the attempt: a draft sent again under the name of a change that landed is not made again.
	Once string
}

// ChangeInfo is a change without its records.
type ChangeInfo struct {
	Seq    uint64    `json:"seq"`    // counts from 1 without gaps
	ID     uuid.UUID `json:"id"`     // UUIDv7
	Time   time.Time `json:"time"`   // UTC, never before the change before it
	Actor  string    `json:"actor"`  // who made it
	Reason string    `json:"reason"` // why
	Scope  string    `json:"scope,omitempty"`
	Once   string    `json:"once,omitempty"` // the name of the attempt
	Count  int       `json:"count"`          // operations
	Hash   Hash      `json:"-"`              // seals the change and all before it
}

// Change is a draft that has landed.
type Change struct {
	ChangeInfo
	Ops []Op
}

// Hash is a SHA-256 digest.
type Hash [sha256.Size]byte

func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Head is where a log ends: its last sequence number and the hash that seals everything up to there.
// The zero Head is that of an empty log.
type Head struct {
	Seq  uint64
	Hash Hash
}

// Entry is a change as a log keeps it: bytes, sealed.
type Entry struct {
	Seq    uint64
	Header []byte // a ChangeInfo in JSON
	Ops    []EntryOp
	Prev   Hash
	Hash   Hash
}

// EntryOp is one operation of an entry.
type EntryOp struct {
	Ref    Ref
	Record []byte // the record encoded; nil if it is retired
}

// Head is the head of a log that ends with e.
func (e *Entry) Head() Head { return Head{e.Seq, e.Hash} }

// Size is about how many bytes the entry takes in a store.
func (e *Entry) Size() int {
	n := len(e.Header) + 2*sha256.Size
	for _, op := range e.Ops {
		n += len(op.Ref.Kind) + len(op.Ref.Key) + len(op.Record) + 16
	}
	return n
}

// Check reports whether e follows prev in a log and its hash is that of its content.
func (e *Entry) Check(prev Head) error {
	switch {
	case e.Seq != prev.Seq+1:
		return Errorf(CodeDamaged, "change %d follows change %d in the log", e.Seq, prev.Seq)
	case e.Prev != prev.Hash:
		return Errorf(CodeDamaged, "change %d is not sealed on change %d: the chain is broken between them", e.Seq, prev.Seq)
	case e.digest() != e.Hash:
		return Errorf(CodeDamaged, "change %d does not match its hash: its content was altered", e.Seq)
	}
	return nil
}

// digest hashes the entry: previous hash, header, then each operation, every part with its length before it.
func (e *Entry) digest() Hash {
	h := sha256.New()
	part := func(b []byte) {
		h.Write(binary.AppendUvarint(nil, uint64(len(b))))
		h.Write(b)
	}
	part([]byte("parley change 1"))
	part(e.Prev[:])
	part(e.Header)
	for _, op := range e.Ops {
		part([]byte(op.Ref.String()))
		if op.Record == nil {
			part([]byte("retire"))
			continue
		}
		part([]byte("put"))
		part(op.Record)
	}
	return Hash(h.Sum(nil))
}

// seal turns an accepted draft into the entry that follows head.
func seal(d Draft, head Head, at time.Time) (*Entry, *Change, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return nil, nil, fmt.Errorf("new change id: %w", err)
	}
	c := &Change{
		ChangeInfo: ChangeInfo{Seq: head.Seq + 1, ID: id, Time: at, Actor: d.Actor, Reason: d.Reason, Scope: d.Scope, Once: d.Once, Count: len(d.Ops)},
		Ops:        d.Ops,
	}
	header, err := json.Marshal(c.ChangeInfo)
	if err != nil {
		return nil, nil, fmt.Errorf("encode change: %w", err)
	}
	e := &Entry{Seq: c.Seq, Header: header, Prev: head.Hash}
	for _, op := range d.Ops {
		eo := EntryOp{Ref: op.Ref()}
		if op.Put != nil {
			if eo.Record, err = Encode(op.Put); err != nil {
				return nil, nil, err
			}
		}
		e.Ops = append(e.Ops, eo)
	}
	e.Hash = e.digest()
	c.Hash = e.Hash
	return e, c, nil
}

// Decode reads the change out of an entry.
func (e *Entry) Decode() (*Change, error) {
	c := &Change{}
	if err := json.Unmarshal(e.Header, &c.ChangeInfo); err != nil {
		return nil, Errorf(CodeDamaged, "change %d: unreadable header: %w", e.Seq, err)
	}
	if c.Seq != e.Seq || c.Count != len(e.Ops) {
		return nil, Errorf(CodeDamaged, "change %d: its header speaks of change %d with %d operations, it has %d", e.Seq, c.Seq, c.Count, len(e.Ops))
	}
	c.Hash = e.Hash
	for _, op := range e.Ops {
		if op.Record == nil {
			if _, ok := op.Ref.Kind.Info(); !ok {
				return nil, Errorf(CodeDamaged, "change %d: retires %s: unknown kind of record", e.Seq, op.Ref)
			}
			c.Ops = append(c.Ops, Op{Retire: op.Ref})
			continue
		}
		r, err := Decode(op.Ref.Kind, op.Record)
		if err != nil {
			return nil, Errorf(CodeDamaged, "change %d: %s: %w", e.Seq, op.Ref, err)
		}
		if r.Ref() != op.Ref {
			return nil, Errorf(CodeDamaged, "change %d: a record stored as %s calls itself %s", e.Seq, op.Ref, r.Ref())
		}
		c.Ops = append(c.Ops, Op{Put: r})
	}
	return c, nil
}
