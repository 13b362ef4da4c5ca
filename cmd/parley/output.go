package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// output is standard output. It remembers the first write that failed, so that a command that did not look is
// not done.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

func (o *output) failed() error {
	if o.err == nil {
		return nil
	}
	return fmt.Errorf("write to standard output: %w", o.err)
}

// visible stands in for characters that would steer a terminal or turn the direction of writing: what is on
// record may come from anywhere.
func visible(r rune) rune {
	switch {
	case r == '\n':
		return r
	case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u2028', r == '\u2029':
		return unicode.ReplacementChar
	}
	return r
}

// oneLine puts a text on one line, with nothing in it that would steer a terminal.
func oneLine(text string) string {
	return strings.Map(visible, strings.Join(strings.Fields(text), " "))
}
