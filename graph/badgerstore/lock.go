package badgerstore

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"parley/graph"
)

// lockName is the file in the data directory that is locked while a process has the store open.
const lockName = "LOCK"

// dirLock is the data directory's lock, held.
type dirLock struct{ file *os.File }

// holder is what the lock file says about the process that has the store open.
type holder struct {
	PID  int    `json:"pid"`
	Note string `json:"note,omitempty"`
}

func (h holder) String() string {
	switch {
	case h.PID == 0:
		return "another process"
	case h.Note == "":
		return fmt.Sprintf("process %d", h.PID)
	}
	return fmt.Sprintf("process %d (%s)", h.PID, h.Note)
}

// acquire locks the directory, or fails with CodeLocked and says who has it.
func acquire(dir, note string) (*dirLock, error) {
	name := filepath.Join(dir, lockName)
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock of the data directory: %w", err)
	}
	ok, err := tryLock(f)
	if err == nil && !ok {
		err = graph.Errorf(graph.CodeLocked, "%s is open in %s: ask that one, or stop it first", dir, heldBy(name))
	} else if err != nil {
		err = fmt.Errorf("lock %s: %w", name, err)
	}
	l := &dirLock{f}
	if err == nil {
		err = l.describe(holder{os.Getpid(), note})
	}
	if err != nil {
		_ = f.Close() // there is an error to report already
		return nil, err
	}
	return l, nil
}

func heldBy(name string) (h holder) {
	if b, err := os.ReadFile(name); err == nil {
		_ = json.Unmarshal(b, &h) // being written just now: the holder stays unnamed
	}
	return h
}

// describe writes who holds the lock into its file.
func (l *dirLock) describe(h holder) error {
	b, err := json.Marshal(h)
	if err != nil {
		return err
	}
	b = append(b, '\n')
	if _, err := l.file.WriteAt(b, 0); err != nil {
		return fmt.Errorf("write the lock of the data directory: %w", err)
	}
	return l.file.Truncate(int64(len(b)))
}

// release empties the file and lets go of it. The file stays: removing it would let two processes each lock
// a file of that name.
func (l *dirLock) release() error {
	err := l.file.Truncate(0)
	if e := l.file.Close(); err == nil {
		err = e
	}
	return err
}
