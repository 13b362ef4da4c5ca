//go:build race

package server

func init() { slower = 20 }
