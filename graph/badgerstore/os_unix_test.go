//go:build unix

package badgerstore

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func TestTooFewOpenFilesAreRefused(t *testing.T) {
	var old unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &old); err != nil {
		t.Fatal(err)
	}
	few := old
	few.Cur = 512
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &few); err != nil {
		t.Skipf("the limit cannot be set here: %v", err)
	}
	defer unix.Setrlimit(unix.RLIMIT_NOFILE, &old)
	if _, err := Open(t.TempDir(), Options{}); err == nil || !strings.Contains(err.Error(), "ulimit -n 1024") {
		t.Errorf("Open with 512 files: %v", err)
	}
}
