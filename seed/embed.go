package seed

import (
	"embed"
	"io/fs"
)

//go:embed ukraine example
var embedded embed.FS

// The folders that come with Parley.
var (
	Ukraine fs.FS = under("ukraine") // what a fresh server shows
	Example fs.FS = under("example") // a small invented case to learn the format by
)

func under(dir string) fs.FS {
	sub, err := fs.Sub(embedded, dir)
	if err != nil {
		panic(err) // dir is a valid path
	}
	return sub
}
