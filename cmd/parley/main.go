// Command parley keeps a graph of negotiation positions and answers where they conflict.
//
// Run "parley serve" and open the address it prints; "parley help" lists the commands. Exit codes: 0 done;
// 1 the answer is no, where the command says so; 2 wrong usage; 3 could not run.
package main

import (
	"cmp"
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)   // a second signal ends the process at once
	signal.Ignore(syscall.SIGPIPE) // a reader who has seen enough is an error of the write, told like others
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program; it returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := &output{w: stdout}
	a := &app{stdin: stdin, stdout: out, stderr: stderr, output: out}
	root := a.root()
	root.SetArgs(args)
	c, err := root.ExecuteContextC(ctx)
	return a.exit(c, cmp.Or(err, out.failed()))
}
