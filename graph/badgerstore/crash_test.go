package badgerstore

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/graphtest"
)

// The environment of the process that is to be killed: where to write, and whether large changes too.
const (
	crashDir   = "PARLEY_CRASH_DIR"
	crashLarge = "PARLEY_CRASH_LARGE"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		fmt.Fprintln(os.Stderr, commitUntilKilled(dir, os.Getenv(crashLarge) != ""))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const crashWriters = 4

// commitUntilKilled commits from several goroutines, and writes a line for each change acknowledged.
func commitUntilKilled(dir string, large bool) error {
	st, err := Open(dir, Options{Note: "about to be killed"})
	if err != nil {
		return err
	}
	db, err := graph.Open(context.Background(), st, graph.Options{})
	if err != nil {
		return err
	}
	fmt.Println("open")
	failed := make(chan error)
	for w := range crashWriters {
		go func() {
			for n := 0; ; n++ {
				name := fmt.Sprintf("p%d-w%d-n%d", os.Getpid(), w, n)
				if large && n%5 == 1 {
					name = "large-" + name
				}
				info, err := db.Commit(context.Background(), crashDraft(name))
				if err != nil {
					failed <- err
					return
				}
				fmt.Println(info.Seq, name)
			}
		}()
	}
	return <-failed
}

// crashDraft is the change that a name stands for. Those called large take more than one transaction.
func crashDraft(name string) graph.Draft {
	if strings.HasPrefix(name, "large-") {
		return graphtest.Large(name, 1200, 2500)
	}
	return graphtest.Put(graphtest.Party(name, "Party "+name), graphtest.Party("shared", "Last put by "+name))
}

// TestKilledProcessLosesNothing kills a committing process at random moments, again and again: early in its
// start, between and within small changes, within large ones. The first restart must work, everything
// acknowledged must be there as it was, and at most what was under way beside it, whole.
//
// PARLEY_CRASH_ROUNDS sets the number of rounds (8), PARLEY_CRASH_LIFE the longest a process lives (300ms).
//
// It does not run beside other tests: a process being started shares, for a moment, the locks of all stores open
// here.
func TestKilledProcessLosesNothing(t *testing.T) {
	rounds, life := 8, 300*time.Millisecond
	if s := os.Getenv("PARLEY_CRASH_ROUNDS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		rounds = n
	}
	if s := os.Getenv("PARLEY_CRASH_LIFE"); s != "" {
		d, err := time.ParseDuration(s)
		if err != nil {
			t.Fatal(err)
		}
		life = d
	}
	acknowledged := 0
	var c crash
	for round := range rounds {
		if round%4 == 0 {
			c = crash{dir: t.TempDir()}
			c.runBriefly(t, rand.N(50*time.Millisecond)) // while the directory is made
			acknowledged += c.check(t)
		}
		switch round % 4 {
		case 0, 2:
			c.run(t, false, rand.N(life))
		case 1:
			c.run(t, true, life/2+rand.N(life))
		case 3:
			c.runBriefly(t, rand.N(50*time.Millisecond))
		}
		acknowledged += c.check(t)
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
	}
	t.Logf("%d changes acknowledged", acknowledged)
	if acknowledged == 0 {
		t.Error("no change was ever acknowledged: nothing was tested")
	}
}

// crash is one data directory and what is known of it.
type crash struct {
	dir    string
	head   uint64            // where the log ended before the last process
	acked  map[uint64]string // what that process acknowledged: names by sequence number
	stderr bytes.Buffer
}

// run starts a process, lets it live for a while once it is open, and kills it.
func (c *crash) run(t *testing.T, large bool, life time.Duration) {
	t.Helper()
	cmd, out := c.start(t, large)
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "open" {
		t.Errorf("the process did not open the store: %q %s", lines.Text(), &c.stderr)
	}
	kill := time.AfterFunc(life, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	c.collect(t, cmd, lines)
}

// runBriefly kills a process soon after its start, whatever it is doing.
func (c *crash) runBriefly(t *testing.T, life time.Duration) {
	t.Helper()
	cmd, out := c.start(t, false)
	time.Sleep(life)
	_ = cmd.Process.Kill()
	c.collect(t, cmd, bufio.NewScanner(out))
}

func (c *crash) start(t *testing.T, large bool) (*exec.Cmd, io.Reader) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), crashDir+"="+c.dir)
	if large {
		cmd.Env = append(cmd.Env, crashLarge+"=yes")
	}
	c.stderr.Reset()
	cmd.Stderr = &c.stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, out
}

func (c *crash) collect(t *testing.T, cmd *exec.Cmd, lines *bufio.Scanner) {
	t.Helper()
	c.acked = map[uint64]string{}
	for lines.Scan() {
		var seq uint64
		var name string
		if n, _ := fmt.Sscan(lines.Text(), &seq, &name); n == 2 {
			c.acked[seq] = name
		}
	}
	_ = cmd.Wait() // it was killed
	if c.stderr.Len() > 0 {
		t.Errorf("the process ended by itself: %s", &c.stderr)
	}
}

// check opens the store that was left and returns the number of changes acknowledged.
func (c *crash) check(t *testing.T) int {
	t.Helper()
	s, err := Open(c.dir, Options{})
	if err != nil {
		t.Fatalf("the first restart failed: %v", err)
	}
	defer mustClose(t, s)
	if found, err := graph.Verify(t.Context(), s); err != nil || len(found) > 0 {
		t.Errorf("Verify: %q %v", found, err)
	}
	extra := 0
	for e, err := range s.Entries(t.Context(), c.head) {
		if err != nil {
			t.Fatal(err)
		}
		name, ok := c.acked[e.Seq]
		if !ok {
			extra++
			continue
		}
		delete(c.acked, e.Seq)
		sameOps(t, e, crashDraft(name))
	}
	if len(c.acked) > 0 {
		t.Errorf("%d changes were acknowledged and are lost: %v", len(c.acked), c.acked)
	}
	if extra > crashWriters {
		t.Errorf("%d changes are there that nobody was told of, %d were under way", extra, crashWriters)
	}
	before := c.head
	c.head = s.head.Load().Seq
	return int(c.head-before) - extra
}

func sameOps(t *testing.T, e *graph.Entry, d graph.Draft) {
	t.Helper()
	if len(e.Ops) != len(d.Ops) {
		t.Errorf("change %d has %d operations, want %d", e.Seq, len(e.Ops), len(d.Ops))
		return
	}
	for n, op := range d.Ops {
		want, err := graph.Encode(op.Put)
		if err != nil {
			t.Fatal(err)
		}
		if e.Ops[n].Ref != op.Ref() || !bytes.Equal(e.Ops[n].Record, want) {
			t.Errorf("change %d: operation %d is %s %s, want %s %s", e.Seq, n+1, e.Ops[n].Ref, e.Ops[n].Record, op.Ref(), want)
		}
	}
}
