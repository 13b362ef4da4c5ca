package badgerstore

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks a byte far beyond the text in the file, which others may so still read.
func tryLock(f *os.File) (ok bool, err error) {
	at := &windows.Overlapped{OffsetHigh: 1}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

func freeSpace(dir string) (free uint64, err error) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	err = windows.GetDiskFreeSpaceEx(name, &free, nil, nil)
	return free, err
}

// enoughFiles has nothing to check: the system sets no such limit.
func enoughFiles() error { return nil }

// syncDir does nothing: the system keeps names durable and cannot sync a directory.
func syncDir(string) error { return nil }
