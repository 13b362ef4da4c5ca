package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parley/graph"
)

// certificate is what any SAT solver can check a verdict by.
type certificate struct {
	DatasetHash string `json:"datasetHash"`
	CNF         string `json:"cnf,omitempty"`
	GroupCNF    string `json:"groupCnf,omitempty"`
}

// certificateNames are the names of the two forms: the one given, and another beside it.
func certificateNames(file string) (plain, group string) {
	base := strings.TrimSuffix(file, filepath.Ext(file))
	if filepath.Ext(file) == ".gcnf" {
		return base + ".cnf", file
	}
	return file, base + ".gcnf"
}

// writeCertificate writes both forms.
func (a *app) writeCertificate(file string, c certificate) error {
	plain, group := certificateNames(file)
	for _, name := range []string{plain, group} {
		if err := replaceable(name); err != nil {
			return graph.Errorf(graph.CodeInvalid, "--certificate: %w", err)
		}
	}
	for _, f := range []struct{ name, text string }{{plain, c.CNF}, {group, c.GroupCNF}} {
		if err := replaceFile(f.name, f.text); err != nil {
			return fmt.Errorf("--certificate: cannot write %s: %w; name a file in a folder that is there and may be written to", f.name, err)
		}
	}
	fmt.Fprintf(a.stderr, "wrote %s (DIMACS CNF) and %s (the same in groups, one a red line)\n", plain, group)
	return nil
}

// replaceable fails unless the name is free, or holds an earlier certificate.
func replaceable(name string) error {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no plain file: name another", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	start := make([]byte, 2)
	if n, err := f.Read(start); n > 0 && string(start[:n]) != "c " || err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s holds something else than a certificate: name another file, or remove it", name)
	}
	return nil
}

// replaceFile makes name hold the text: wholly, or it stays what it was.
func replaceFile(name, text string) error {
	f, err := os.CreateTemp(filepath.Dir(name), "certificate-*.tmp")
	if err != nil {
		return errors.Unwrap(err)
	}
	defer os.Remove(f.Name()) // fails once it has its name
	_, err = f.WriteString(text)
	if err := cmp.Or(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
