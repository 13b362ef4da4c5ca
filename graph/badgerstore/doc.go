// Package badgerstore keeps a change log and the current state in one embedded Badger store on disk.
//
// [Open] creates or opens a data directory and holds its lock until [Store.Close]:
//
//	PARLEY       says what the directory is and in which format; without it a directory is refused
//	LOCK         locked while open; names the process and what it wrote about itself
//	anchor.json  how far the log is known to reach, kept outside Badger
//	aside/       tables a damaged MANIFEST does not list, kept until the store is known to be whole
//	store/       Badger's own files
//
// # Keys
//
// Format 1. Numbers are big-endian, so that keys sort by them; a ref is kind, a zero byte, key.
//
//	H               head: sequence 8, hash 32, number of operations in the whole log 8
//	M               mark: the sequence the state stands at, 8
//	c sequence      a change: hash of the one before 32, its own 32, operations 4, header
//	o sequence n    its n-th operation: 0 (retire) or 1 (put), length of the ref 2, ref, record
//	s ref           where the current version of a record stands: sequence 8, n 4
//
// The state points into the log, so no record is stored twice and a state that differs from the log can
// only be one that points to the wrong place, which Verify names.
//
// # Transactions
//
// Entries appended together go into one transaction with the state they lead to, the mark and the head: one
// sync, all or none. Beyond what Badger takes in one transaction (2.5 MB, 26 000 keys) they are staged: their
// changes and operations land in several transactions that nobody can see, since nobody reads past the head; the
// last of these carries the new head, and with it the change counts. The state follows, and the mark last. A
// crash before the head leaves keys beyond it, which Open removes; a crash after it leaves a mark behind the head,
// and Open completes the state.
//
// # Safety
//
// Every commit is synced. A commit that fails has an unknown outcome: the store refuses to append from then on.
// Appends are refused while less than max(256 MiB, tables + 6 memtables) is free, because Badger maps its files
// into memory and dies of a full disk; Open asks for half of that reserve. There is no ballast file to delete in
// an emergency: the reserve is the free space itself, and 64 MiB of nothing would travel in every copy of a small
// directory. Badger's files can be read by no other user because the directories are closed to them (0700); the
// process's umask is left alone, for it would reach the reports people write elsewhere.
//
// Badger opens an empty store where its MANIFEST is missing or cut short, and stops reading its own log at the
// first damaged byte, both without an error. So Open looks at the MANIFEST and every table first, counts what
// the log holds, and refuses a store whose head lies below the anchor. The chain of hashes, checked by
// graph.Open, finds what is left.
package badgerstore
