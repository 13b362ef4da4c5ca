// Package report turns what the graph says into documents people hand on.
//
// A report is built once, as a [Document]: headings, paragraphs, tables, lists and footnotes, without a
// word on how they will look. A [Format] writes a document as a file. [Kinds] lists the reports and
// [Formats] the formats; [Write] puts the two together, and is where callers start. A report is a function
// of its view alone: it knows no clock, so the same question on the same data gives the same bytes.
package report
