package badgerstore

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"parley/graph"
)

// format is the version of the data directory and of the keys and values in it.
const format = 1

// The first byte of a key says what it is; doc.go describes each.
const (
	changePrefix byte = 'c'
	opPrefix     byte = 'o'
	statePrefix  byte = 's'
)

var (
	headKey = []byte("H")
	markKey = []byte("M")
)

// head is where the log ends, with the number of operations up to there.
type head struct {
	graph.Head
	operations uint64
}

// after returns the head once entries have been appended.
func (h head) after(entries []*graph.Entry) head {
	for _, e := range entries {
		h = head{e.Head(), h.operations + uint64(len(e.Ops))}
	}
	return h
}

func (h head) encode() []byte {
	b := binary.BigEndian.AppendUint64(nil, h.Seq)
	b = append(b, h.Hash[:]...)
	return binary.BigEndian.AppendUint64(b, h.operations)
}

func decodeHead(b []byte) (h head, err error) {
	if len(b) != 8+len(h.Hash)+8 {
		return h, fmt.Errorf("the head takes %d bytes", len(b))
	}
	h.Seq = binary.BigEndian.Uint64(b)
	copy(h.Hash[:], b[8:])
	h.operations = binary.BigEndian.Uint64(b[8+len(h.Hash):])
	return h, nil
}

func encodeSeq(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

func decodeSeq(b []byte) (uint64, error) {
	if len(b) != 8 {
		return 0, fmt.Errorf("a sequence number takes %d bytes", len(b))
	}
	return binary.BigEndian.Uint64(b), nil
}

func changeKey(seq uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{changePrefix}, seq)
}

// parseChangeKey returns 0, which no change has, for a key that is none.
func parseChangeKey(k []byte) (seq uint64) {
	if len(k) != 1+8 {
		return 0
	}
	return binary.BigEndian.Uint64(k[1:])
}

// change is the value of a change key.
type change struct {
	prev, hash graph.Hash
	count      uint32
	header     []byte
}

func encodeChange(e *graph.Entry) []byte {
	b := append(e.Prev[:len(e.Prev):len(e.Prev)], e.Hash[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(e.Ops)))
	return append(b, e.Header...)
}

func decodeChange(b []byte) (c change, err error) {
	const fixed = len(c.prev) + len(c.hash) + 4
	if len(b) < fixed {
		return c, fmt.Errorf("its header takes %d bytes", len(b))
	}
	copy(c.prev[:], b)
	copy(c.hash[:], b[len(c.prev):])
	c.count = binary.BigEndian.Uint32(b[fixed-4:])
	c.header = bytes.Clone(b[fixed:])
	return c, nil
}

// place is where an operation stands: the n-th of change seq.
type place struct {
	seq uint64
	n   uint32
}

func (p place) encode() []byte {
	return binary.BigEndian.AppendUint32(encodeSeq(p.seq), p.n)
}

func decodePlace(b []byte) (place, error) {
	if len(b) != 8+4 {
		return place{}, fmt.Errorf("a place in the log takes %d bytes", len(b))
	}
	return place{binary.BigEndian.Uint64(b), binary.BigEndian.Uint32(b[8:])}, nil
}

func opKey(p place) []byte { return append([]byte{opPrefix}, p.encode()...) }

// parseOpKey returns the zero place, which no operation has, for a key that is none.
func parseOpKey(k []byte) place {
	p, _ := decodePlace(k[1:])
	return p
}

func encodeOp(op graph.EntryOp) []byte {
	ref := encodeRef(op.Ref)
	b := make([]byte, 0, 3+len(ref)+len(op.Record))
	if op.Record == nil {
		b = append(b, 0)
	} else {
		b = append(b, 1)
	}
	b = binary.BigEndian.AppendUint16(b, uint16(len(ref)))
	return append(append(b, ref...), op.Record...)
}

func decodeOp(b []byte) (op graph.EntryOp, err error) {
	if len(b) < 3 || b[0] > 1 || len(b) < 3+int(binary.BigEndian.Uint16(b[1:])) {
		return op, fmt.Errorf("it cannot be read")
	}
	end := 3 + int(binary.BigEndian.Uint16(b[1:]))
	if op.Ref, err = decodeRef(b[3:end]); err != nil {
		return op, err
	}
	if b[0] == 1 {
		op.Record = append([]byte{}, b[end:]...)
	}
	return op, nil
}

func encodeRef(r graph.Ref) []byte {
	return append(append([]byte(r.Kind), 0), r.Key...)
}

func decodeRef(b []byte) (graph.Ref, error) {
	kind, key, ok := bytes.Cut(b, []byte{0})
	if !ok {
		return graph.Ref{}, fmt.Errorf("%q names no record", b)
	}
	return graph.Ref{Kind: graph.Kind(kind), Key: string(key)}, nil
}

func stateKey(r graph.Ref) []byte { return append([]byte{statePrefix}, encodeRef(r)...) }
