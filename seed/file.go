package seed

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"
)

// Limits on what a folder may hold.
const (
	MaxFile    = 4 << 20  // bytes of a file
	MaxFolder  = 64 << 20 // bytes of all files together
	MaxNesting = 32       // lists and mappings within one another
	maxFaults  = 1000     // faults told of one file
)

// file is one file of a folder.
type file struct {
	name  string // as messages name it
	data  []byte
	lines []string // split where the YAML parser counts lines

	problems []Problem
}

// lineEnds are the line breaks YAML 1.1 knows, which the parser counts in every document.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func newFile(name string, data []byte) *file {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	return &file{name: name, data: data, lines: strings.Split(unixLines(data), "\n")}
}

// unixLines returns text with every line break written as a line feed.
func unixLines(data []byte) string {
	if bytes.ContainsAny(data, "\r\u0085\u2028\u2029") {
		return lineEnds.Replace(string(data))
	}
	return string(data)
}

// problem is one with the line it is about; line 0 stands for the file as a whole.
func (f *file) problem(line, col int, format string, args ...any) Problem {
	p := Problem{File: f.name, Line: line, Col: col, Msg: fmt.Sprintf(format, args...)}
	if line > 0 && line <= len(f.lines) {
		p.Text = f.lines[line-1]
	}
	return p
}

func (f *file) faultf(line, col int, format string, args ...any) {
	switch {
	case len(f.problems) < maxFaults:
		f.problems = append(f.problems, f.problem(line, col, format, args...))
	case len(f.problems) == maxFaults:
		f.problems = append(f.problems, f.problem(line, col, "has more than %d faults: those after this are not told", maxFaults))
	}
}

// readable reports the first character that no text file should hold.
func (f *file) readable() bool {
	for i := 0; i < len(f.data); {
		r, size := utf8.DecodeRune(f.data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			f.faultAt(i, "is not UTF-8: byte 0x%02x", f.data[i])
			return false
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
			f.faultAt(i, "holds a control character (%U)", r)
			return false
		}
		i += size
	}
	return true
}

// faultAt reports a fault at a byte of the file.
func (f *file) faultAt(offset int, format string, args ...any) {
	line, col := f.position(offset)
	f.faultf(line, col, format, args...)
}

// position turns an offset in bytes into line and column.
func (f *file) position(offset int) (line, col int) {
	before := unixLines(f.data[:offset])
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}

// isStore reports whether a directory is that of a store, whose files are not curated ones: a user's folder often
// has one beside its files.
func isStore(fsys fs.FS, dir string) bool {
	info, err := fs.Stat(fsys, path.Join(dir, "PARLEY"))
	return err == nil && info.Mode().IsRegular()
}

// readFiles reads the data files of a folder in the order of their paths. Problems with single files are in
// them; the others returned are about the folder.
func readFiles(fsys fs.FS, name string) (files []*file, problems []Problem) {
	fault := func(at, format string, args ...any) {
		problems = append(problems, Problem{File: path.Join(name, at), Msg: fmt.Sprintf(format, args...)})
	}
	name = cmp.Or(name, ".")
	total := 0
	err := fs.WalkDir(fsys, ".", func(at string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && at == ".":
			return err
		case err != nil:
			fault(at, "cannot be read: %v", reason(err))
			return nil
		case at != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() && isStore(fsys, at):
			return fs.SkipDir
		case d.IsDir() || !isData(at):
			return nil
		}
		data, err := readFile(fsys, at)
		if err != nil {
			fault(at, "%v", err)
			return nil
		}
		if total += len(data); total > MaxFolder {
			fault("", "holds more than %d MiB of files: split it; %s and what follows was not read", MaxFolder>>20, at)
			return fs.SkipAll
		}
		files = append(files, newFile(path.Join(name, at), data))
		return nil
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fault("", "there is no such folder")
	case err != nil:
		fault("", "cannot be read: %v", reason(err))
	case len(files) == 0 && len(problems) == 0:
		fault("", "holds no file ending in .yaml, .yml or .json")
	}
	return files, problems
}

func isData(at string) bool {
	switch path.Ext(at) {
	case ".yaml", ".yml":
		return true
	case ".json":
		return !strings.HasSuffix(at, ".schema.json")
	}
	return false
}

// readFile reads a file that is no larger than allowed. It does not open what is no plain file.
func readFile(fsys fs.FS, at string) ([]byte, error) {
	info, err := fs.Stat(fsys, at)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", reason(err))
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("cannot be read: it is no plain file")
	}
	f, err := fsys.Open(at)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", reason(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot be read: %w", reason(err))
	case len(data) > MaxFile:
		return nil, fmt.Errorf("has more than %d MiB: split it", MaxFile>>20)
	}
	return data, nil
}

// reason strips the path off an error: the message names it already.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
