package server

import (
	"io/fs"
	"strings"
)

// example is a ready query the page /graphiql offers.
type example struct {
	Group string `json:"group"`
	Title string `json:"title"`
	About string `json:"about"`
	Query string `json:"query"`
}

// examples are those in graphiql/examples, in the order of the files' names. A file's first line is a comment with
// group and title, the comment lines after it say what the answer holds, and the whole file is the query.
func examples() []example {
	files, err := fs.Glob(graphiqlFiles, "graphiql/examples/*.graphql")
	if err != nil {
		panic(err)
	}
	var list []example
	for _, file := range files {
		text, err := graphiqlFiles.ReadFile(file)
		if err != nil {
			panic(err)
		}
		list = append(list, newExample(string(text)))
	}
	return list
}

func newExample(text string) example {
	e := example{Query: text}
	first, rest, _ := strings.Cut(text, "\n")
	e.Group, e.Title, _ = strings.Cut(strings.TrimPrefix(first, "# "), ": ")
	var about []string
	for line := range strings.Lines(rest) {
		words, isComment := strings.CutPrefix(line, "# ")
		if !isComment {
			break
		}
		about = append(about, strings.TrimSpace(words))
	}
	e.About = strings.Join(about, " ")
	return e
}
