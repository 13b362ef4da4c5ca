package badgerstore

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"parley/graph"
)

// anchorName is the file that says how far the log is known to reach.
const anchorName = "anchor.json"

// anchorEvery is the least time between two writings of the anchor while changes land.
const anchorEvery = time.Second

// anchorFile is the anchor as it is written.
type anchorFile struct {
	Seq        uint64 `json:"seq"`
	Hash       string `json:"hash"`
	Operations uint64 `json:"operations"`
}

// readAnchor reads the anchor; a store has one from its first moment, so none at all is an error that wraps
// fs.ErrNotExist.
func readAnchor(dir string) (head, error) {
	name := filepath.Join(dir, anchorName)
	b, err := os.ReadFile(name)
	if err != nil {
		return head{}, fmt.Errorf("read the anchor: %w", err)
	}
	var a anchorFile
	err = json.Unmarshal(b, &a)
	hash, e := hex.DecodeString(a.Hash)
	if err != nil || e != nil || len(hash) != len(graph.Hash{}) {
		return head{}, graph.Errorf(graph.CodeDamaged, "%s cannot be read: restore a backup, or remove that file if you are sure that nothing is missing", name)
	}
	return head{graph.Head{Seq: a.Seq, Hash: graph.Hash(hash)}, a.Operations}, nil
}

func writeAnchor(dir string, h head) error {
	b, err := json.Marshal(anchorFile{h.Seq, h.Hash.String(), h.operations})
	if err == nil {
		err = replace(filepath.Join(dir, anchorName), append(b, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write the anchor: %w", err)
	}
	return nil
}

// keepAnchor writes the anchor after changes have landed, until the store is closed.
func (s *Store) keepAnchor() {
	defer s.tasks.Done()
	for {
		select {
		case <-s.landed:
		case <-s.closing:
			return
		}
		if err := s.anchor(); err != nil {
			s.options.Logger.Warn(err.Error())
		}
		select {
		case <-time.After(anchorEvery):
		case <-s.closing:
			return
		}
	}
}

// anchor brings the anchor up to the head.
func (s *Store) anchor() error {
	s.anchorMu.Lock()
	defer s.anchorMu.Unlock()
	h := *s.head.Load()
	if h == s.anchored {
		return nil
	}
	if err := writeAnchor(s.dir, h); err != nil {
		return err
	}
	s.anchored = h
	return nil
}
