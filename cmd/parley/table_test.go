package main

import (
	"strings"
	"testing"
)

func sample() *table {
	return &table{
		columns: []string{"name", "count", "why"}, sentence: true,
		rows: [][]any{
			{"=cmd|' /C calc'!A0", 2, "Because of this, and because of that, as the record has it."},
			{[]string{"a", "b|c"}, -1.5, "*Short*\nand <b>bold</b>."},
		},
	}
}

func TestTableOnATerminal(t *testing.T) {
	var b strings.Builder
	if err := sample().text(&b, 40); err != nil {
		t.Fatal(err)
	}
	want := `NAME                COUNT
=cmd|' /C calc'!A0  2
    Because of this, and because of
    that, as the record has it.
a, b|c              -1.5
    *Short* and <b>bold</b>.
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	narrow := &table{columns: []string{"first", "second"}, rows: [][]any{{"a long name that goes on", "another that goes on and on"}}}
	b.Reset()
	if err := narrow.text(&b, 42); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(b.String(), "\n") {
		if n := len([]rune(line)); n > 42 {
			t.Errorf("a line of %d characters: %s", n, line)
		}
	}
}

func TestTablePipedKeepsARowOnALine(t *testing.T) {
	var b strings.Builder
	if err := sample().text(&b, 0); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n"); n != 3 {
		t.Errorf("%d lines for a heading and two rows:\n%s", n, b.String())
	}
}

func TestCSVHoldsNoFormula(t *testing.T) {
	var b strings.Builder
	if err := sample().csv(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"'=cmd", "-1.5"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s\nlacks %s", b.String(), want)
		}
	}
}

func TestMarkdownCellsStayCells(t *testing.T) {
	var b strings.Builder
	if err := sample().markdown(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`a, b\|c`, `\*Short\* and &lt;b>bold`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s\nlacks %s", b.String(), want)
		}
	}
}
