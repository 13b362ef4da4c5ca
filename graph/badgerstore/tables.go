package badgerstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
	"google.golang.org/protobuf/proto"

	"parley/graph"
)

const manifestName = "MANIFEST"

// preflight makes a Badger directory safe to open: it removes what a crash is known to leave, refuses what
// Badger would take for an empty store or die of, and puts tables it would delete into aside.
func preflight(dir, aside string, o badger.Options) error {
	if err := removeEmptyLogs(dir); err != nil {
		return err
	}
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil {
		return err
	}
	listed, err := readManifest(dir, o)
	switch {
	case errors.Is(err, fs.ErrNotExist) && len(tables) == 0:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return graph.Errorf(graph.CodeDamaged, "%s holds %d tables but no %s, without which they would all be deleted: put %s.prev in its place, which is the one of the last good start, or restore a backup", dir, len(tables), manifestName, manifestName)
	case err != nil:
		return graph.Errorf(graph.CodeDamaged, "%s cannot be read: %w: restore a backup", filepath.Join(dir, manifestName), err)
	}
	for _, name := range tables {
		id, ok := table.ParseFileID(name)
		if _, known := listed[id]; ok && known {
			err = checkTable(name)
		} else {
			err = setAside(name, aside)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// removeEmptyLogs removes logs of length 0, which a crash at the wrong moment leaves and Badger refuses.
func removeEmptyLogs(dir string) error {
	for _, pattern := range []string{"*.mem", "*.vlog"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, name := range names {
			info, err := os.Stat(name)
			if err == nil && info.Size() == 0 {
				err = os.Remove(name)
			}
			if err != nil {
				return fmt.Errorf("remove an empty log: %w", err)
			}
		}
	}
	return nil
}

// readManifest returns the tables the MANIFEST lists.
func readManifest(dir string, o badger.Options) (map[uint64]badger.TableManifest, error) {
	f, err := os.Open(filepath.Join(dir, manifestName))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, _, err := badger.ReplayManifestFile(f, magic, o)
	return m.Tables, err
}

// setAside moves a table that the MANIFEST does not list out of Badger's reach. It is what a crash left of a
// table not yet taken in, or the loss of part of the MANIFEST; until the store is known to be whole nobody
// can tell.
func setAside(name, aside string) error {
	if err := os.MkdirAll(aside, 0o700); err != nil {
		return err
	}
	return os.Rename(name, filepath.Join(aside, filepath.Base(name)))
}

// copyManifest keeps the MANIFEST of a store found whole beside it.
func copyManifest(dir string) error {
	name := filepath.Join(dir, manifestName)
	b, err := os.ReadFile(name)
	if err == nil {
		err = replace(name+".prev", b)
	}
	if err != nil {
		return fmt.Errorf("keep a copy of %s: %w", name, err)
	}
	return nil
}

// checkTable reads the end of a table: index, its length 4, checksum, its length 4. Badger checks the same, but
// panics on lengths that make no sense.
func checkTable(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	end := info.Size()
	// part reads the n bytes before end, then the four before those as the length of the next part.
	part := func(n int64) ([]byte, error) {
		if n <= 0 || n > end {
			return nil, errors.New("its end is cut off")
		}
		end -= n
		b := make([]byte, n)
		_, err := io.ReadFull(io.NewSectionReader(f, end, n), b)
		return b, err
	}
	length := func() (int64, error) {
		b, err := part(4)
		if err != nil {
			return 0, err
		}
		return int64(binary.BigEndian.Uint32(b)), nil
	}
	if err := checkIndex(part, length); err != nil {
		return graph.Errorf(graph.CodeDamaged, "table %s is damaged: %w: restore a backup", name, err)
	}
	return nil
}

func checkIndex(part func(int64) ([]byte, error), length func() (int64, error)) error {
	n, err := length()
	if err != nil {
		return err
	}
	b, err := part(n)
	if err != nil {
		return err
	}
	var sum pb.Checksum
	if err := proto.Unmarshal(b, &sum); err != nil || sum.Algo != pb.Checksum_CRC32C {
		return errors.New("its checksum cannot be read")
	}
	if n, err = length(); err != nil {
		return err
	}
	if b, err = part(n); err != nil {
		return err
	}
	return y.VerifyChecksum(b, &sum)
}
