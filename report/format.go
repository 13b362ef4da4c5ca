package report

import "io"

// Format is a way to write a document as a file.
type Format struct {
	Name  string // as callers ask for it
	Ext   string // of files, without the dot
	Media string // media type
	Write func(io.Writer, *Document) error
}

// Formats lists every format.
func Formats() []Format {
	return []Format{
		{"md", "md", "text/markdown; charset=utf-8", writeMarkdown},
	}
}
