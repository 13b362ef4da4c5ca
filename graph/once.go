package graph

import "crypto/sha256"

// attempt is a change that was made under a name, so as to be made once.
type attempt struct {
	seq      uint64
	contents Hash // of its operations
}

// MadeAs returns the change that landed under a name, if there is one.
func (s *Snapshot) MadeAs(name string) (c ChangeInfo, ok bool) {
	a, ok := s.once.Get(name)
	if !ok {
		return c, false
	}
	return s.Change(a.seq)
}

// Repeated returns the change that landed under the draft's name, if there is one: the draft is that change sent
// again, however far the graph has moved on since. It fails with CodeInvalid where the two ask for different
// operations.
func (s *Snapshot) Repeated(d Draft) (c ChangeInfo, ok bool, err error) {
	a, ok := s.once.Get(d.Once)
	if !ok || d.Once == "" {
		return c, false, nil
	}
	if a.contents != contents(d.Ops) {
		return c, false, Errorf(CodeInvalid, "change %d was made under the name %q and did something else: give each change its own", a.seq, d.Once)
	}
	c, ok = s.Change(a.seq)
	return c, ok, nil
}

// contents is a hash of operations. A record that cannot be encoded has that of none: no such change lands.
func contents(ops []Op) Hash {
	h := sha256.New()
	for _, op := range ops {
		h.Write([]byte(op.Ref().String() + "\x00"))
		if op.Put == nil {
			continue
		}
		text, err := Encode(op.Put)
		if err != nil {
			return Hash{}
		}
		sum := sha256.Sum256(text)
		h.Write(sum[:])
	}
	return Hash(h.Sum(nil))
}
