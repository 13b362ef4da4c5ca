package seed

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"parley/graph"
)

// quotations looks for the words of quotations in the texts at hand. Sources that hold their text themselves
// are left to package graph.
func (c *checker) quotations(texts fs.FS) {
	wanted := map[string]bool{} // hashes
	of(c, func(_ *entry, s *graph.Source) { wanted[s.SHA256] = true })
	byHash, byName, err := readTexts(texts, wanted)
	if err != nil {
		c.problems = append(c.problems, Problem{File: c.name, Msg: fmt.Sprintf("the texts at hand cannot be read: %v", err)})
	}
	of(c, func(e *entry, s *graph.Source) {
		if hash, ok := byName[s.Key]; ok && s.SHA256 != "" && hash != s.SHA256 {
			c.faultf(e, []any{"sha256"}, "the text at hand, %s.txt, has another hash, %s: it is not the text that was quoted", s.Key, hash)
		}
	})
	of(c, func(e *entry, s *graph.Statement) {
		src, ok := c.byRef[graph.Ref{Kind: graph.KindSource, Key: s.Source}]
		if !ok || s.Quotation == nil || src.record.(*graph.Source).Text != "" {
			return
		}
		text, ok := byHash[src.record.(*graph.Source).SHA256]
		if !ok {
			c.unproved++
		} else if err := s.Quotation.Verify(text); err != nil {
			c.faultf(e, []any{"quotation", "exact"}, "%v", err)
		}
	})
}

// readTexts returns the texts whose hash is wanted, by hash, and the hashes of all .txt files by name without
// the ending. Files larger than a data file may be are passed over.
func readTexts(texts fs.FS, wanted map[string]bool) (byHash, byName map[string]string, err error) {
	byHash, byName = map[string]string{}, map[string]string{}
	if texts == nil {
		return byHash, byName, nil
	}
	err = fs.WalkDir(texts, ".", func(at string, d fs.DirEntry, err error) error {
		if err != nil && at == "." {
			return reason(err)
		}
		if err != nil || d.IsDir() {
			return nil
		}
		data, err := readFile(texts, at)
		if err != nil {
			return nil
		}
		hash := graph.TextHash(string(data))
		if wanted[hash] {
			byHash[hash] = string(data)
		}
		if name, ok := strings.CutSuffix(path.Base(at), ".txt"); ok {
			byName[name] = hash
		}
		return nil
	})
	return byHash, byName, err
}
