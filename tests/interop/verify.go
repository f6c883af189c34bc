// Verifies a log of ours with golang.org/x/mod/sumdb/{note,tlog}, which know nothing of it: the checkpoint's signature,
// every tile, every record's hash, a sample of inclusion proofs, and consistency with an older checkpoint. Prints what
// it did; exits with 1 and a reason at the first thing that is wrong.
//
//	verify LOG-DIRECTORY VERIFIER-KEY [OLDER-CHECKPOINT]
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func entries(log string, size int64) [][]byte {
	var all [][]byte
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: int(width)}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		bytes, err := os.ReadFile(filepath.Join(log, path))
		if err != nil {
			fail("%v", err)
		}
		for n := int64(0); n < width; n++ {
			if len(bytes) < 2 || len(bytes)-2 < int(binary.BigEndian.Uint16(bytes)) {
				fail("%s: record %d is cut short", path, first+n+1)
			}
			length := int(binary.BigEndian.Uint16(bytes))
			all = append(all, bytes[2:2+length])
			bytes = bytes[2+length:]
		}
		if len(bytes) != 0 {
			fail("%s: bytes after the last record", path)
		}
	}
	return all
}

func main() {
	if len(os.Args) < 3 {
		fail("usage: verify LOG-DIRECTORY VERIFIER-KEY [OLDER-CHECKPOINT]")
	}
	log := os.Args[1]
	verifier, err := note.NewVerifier(os.Args[2])
	if err != nil {
		fail("%v", err)
	}
	tree := treeOf(filepath.Join(log, "checkpoint"), verifier)
	reader := tlog.TileHashReader(tree, directory(log))
	records := entries(log, tree.N)
	indexes := make([]int64, tree.N)
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(0, int64(i))
	}
	hashes, err := reader.ReadHashes(indexes)
	if err != nil {
		fail("%v", err)
	}
	for i, record := range records {
		if tlog.RecordHash(record) != hashes[i] {
			fail("record %d is not what the tree says", i+1)
		}
	}
	proofs := 0
	for i := int64(0); i < tree.N; i += 1 + tree.N/50 {
		proof, err := tlog.ProveRecord(tree.N, i, reader)
		if err != nil {
			fail("%v", err)
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, i, tlog.RecordHash(records[i])); err != nil {
			fail("record %d: %v", i+1, err)
		}
		proofs++
	}
	fmt.Printf("checkpoint, %d records and %d inclusion proofs verified\n", len(records), proofs)
	if len(os.Args) > 3 {
		older := treeOf(os.Args[3], verifier)
		proof, err := tlog.ProveTree(tree.N, older.N, reader)
		if err != nil {
			fail("%v", err)
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash); err != nil {
			fail("not the continuation of %d records: %v", older.N, err)
		}
		fmt.Printf("continues the log of %d records\n", older.N)
	}
}
