package badgerstore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"parley/graph"
)

// Marker is the file that makes a directory a store's, and says in which format.
const Marker = "PARLEY"

// Further names in a data directory, beside lockName and anchorName.
const (
	storeName = "store"
	asideName = "aside"
	newSuffix = ".new" // of a file being written
)

// markerText is the marker's content for a format.
func markerText(version int) string {
	return fmt.Sprintf("parley data, format %d\nWritten by Parley; change nothing in this directory by hand.\n", version)
}

// Exists reports whether dir holds a Parley store. A directory that is missing or empty holds none; one with
// other things in it is an error of CodeInvalid.
func Exists(dir string) (bool, error) {
	text, err := os.ReadFile(filepath.Join(dir, Marker))
	if errors.Is(err, fs.ErrNotExist) {
		return false, onlyOurs(dir)
	}
	if err != nil {
		return false, fmt.Errorf("read the data directory: %w", err)
	}
	var version int
	if _, err := fmt.Sscanf(string(text), "parley data, format %d\n", &version); err != nil {
		return false, graph.Errorf(graph.CodeDamaged, "%s does not begin with \"parley data, format\": restore it, or a backup", filepath.Join(dir, Marker))
	}
	if version != format {
		return false, graph.Errorf(graph.CodeInvalid, "%s is in format %d, this program reads format %d: use the version of Parley that wrote it", dir, version, format)
	}
	return true, nil
}

// onlyOurs refuses a directory without a marker that holds anything but what the beginning of its creation
// may have left.
func onlyOurs(dir string) error {
	list, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the data directory: %w", err)
	}
	for _, f := range list {
		if !slices.Contains([]string{lockName, anchorName, anchorName + newSuffix, Marker + newSuffix}, f.Name()) {
			return graph.Errorf(graph.CodeInvalid, "%s is not empty and holds no Parley data (there is %s, but no file named %s): name another directory", dir, f.Name(), Marker)
		}
	}
	return nil
}

// create makes the directory, if need be, and closes it to other users.
func create(dir string) error {
	there, err := Exists(dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("create the data directory: %w", err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		if err := os.Chmod(dir, 0o700); err != nil {
			return fmt.Errorf("close the data directory to other users: %w (copy it to a place of your own that can be written to)", err)
		}
	}
	if there {
		return nil
	}
	return syncDir(filepath.Dir(filepath.Clean(dir)))
}

// writeMarker marks a new directory. The caller holds the lock.
func writeMarker(dir string) error {
	return replace(filepath.Join(dir, Marker), []byte(markerText(format)))
}

// replace writes a file so that, whatever happens, there is either the old content or the new, and the new one
// for good once it returns.
func replace(name string, content []byte) error {
	f, err := os.OpenFile(name+newSuffix, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	return syncDir(filepath.Dir(name))
}
