// What the programs here share to read a log of ours with golang.org/x/mod/sumdb/{note,tlog}.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fail(format string, values ...interface{}) {
	fmt.Printf("refused: "+format+"\n", values...)
	os.Exit(1)
}

// The tree that a signed checkpoint names. Unknown signatures are let pass, which is what allows key rotation.
func treeOfNote(bytes []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(bytes, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("no checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func treeOf(path string, verifier note.Verifier) tlog.Tree {
	bytes, err := os.ReadFile(path)
	if err != nil {
		fail("%v", err)
	}
	tree, err := treeOfNote(bytes, verifier)
	if err != nil {
		fail("%s: %v", path, err)
	}
	return tree
}

// Our tiles, under the names that this library has for them: tile/8/0/001 is our tile/0/001.
type directory string

func (d directory) Height() int                                { return 8 }
func (d directory) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(string(d), path))
		if err != nil {
			return nil, err
		}
		data[i] = bytes
	}
	return data, nil
}
