// The other end of the witness protocol (C2SP tlog-witness), with golang.org/x/mod/sumdb/{note,tlog} for notes and trees and
// Go's own HTTP: a witness for our courier, and somebody who offers a log of ours to our witness with a proof made by tlog.
//
//	witness-peer serve NAME LOG-KEY             prints its port and its verifier key, and serves /tlog/add-checkpoint
//	witness-peer offer LOG-DIRECTORY LOG-KEY OLD-SIZE URL [flip]
//	                                            prints the status and the answer; "flip" spoils a bit of the proof
package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const typeCosignature = 4

type witness struct {
	name  string
	id    []byte
	key   ed25519.PrivateKey
	log   note.Verifier
	lock  sync.Mutex
	known tlog.Tree
}

func newWitness(name string, log note.Verifier) (*witness, string) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		fail("%v", err)
	}
	key := append([]byte{typeCosignature}, public...)
	digest := sha256.Sum256(append([]byte(name+"\n"), key...))
	text := fmt.Sprintf("%s+%x+%s", name, digest[:4], base64.StdEncoding.EncodeToString(key))
	return &witness{name: name, id: digest[:4], key: private, log: log}, text
}

// "old SIZE", the proof's hashes, an empty line, the checkpoint.
func parse(body string) (old int64, proof tlog.TreeProof, checkpoint string, err error) {
	head, checkpoint, found := strings.Cut(body, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || !strings.HasPrefix(lines[0], "old ") {
		return 0, nil, "", fmt.Errorf("no request")
	}
	if old, err = strconv.ParseInt(lines[0][len("old "):], 10, 64); err != nil {
		return 0, nil, "", err
	}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return 0, nil, "", err
		}
		proof = append(proof, hash)
	}
	return old, proof, checkpoint, nil
}

func (w *witness) cosign(checkpoint string) string {
	text := checkpoint[:strings.Index(checkpoint, "\n\n")+1]
	now := uint64(time.Now().Unix())
	signature := ed25519.Sign(w.key, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", now, text)))
	line := append(append([]byte{}, w.id...), make([]byte, 8)...)
	binary.BigEndian.PutUint64(line[4:], now)
	return fmt.Sprintf("\u2014 %s %s\n", w.name, base64.StdEncoding.EncodeToString(append(line, signature...)))
}

func (w *witness) ServeHTTP(answer http.ResponseWriter, request *http.Request) {
	w.lock.Lock()
	defer w.lock.Unlock()
	body, err := io.ReadAll(request.Body)
	if err != nil || request.Method != http.MethodPost {
		http.Error(answer, "no request", http.StatusBadRequest)
		return
	}
	old, proof, checkpoint, err := parse(string(body))
	if err != nil {
		http.Error(answer, err.Error(), http.StatusBadRequest)
		return
	}
	tree, err := treeOfNote([]byte(checkpoint), w.log)
	if err != nil {
		http.Error(answer, err.Error(), http.StatusForbidden)
		return
	}
	if old != w.known.N {
		answer.Header().Set("Content-Type", "text/x.tlog.size")
		answer.WriteHeader(http.StatusConflict)
		fmt.Fprintf(answer, "%d\n", w.known.N)
		return
	}
	if old > 0 {
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, w.known.N, w.known.Hash); err != nil {
			http.Error(answer, err.Error(), http.StatusUnprocessableEntity)
			return
		}
	}
	w.known = tree
	fmt.Fprint(answer, w.cosign(checkpoint))
}

func serve(name string, log note.Verifier) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fail("%v", err)
	}
	witness, key := newWitness(name, log)
	fmt.Printf("%d\n%s\n", listener.Addr().(*net.TCPAddr).Port, key)
	http.Handle("/tlog/add-checkpoint", witness)
	fail("%v", http.Serve(listener, nil))
}

func offer(log string, verifier note.Verifier, old int64, url string, flip bool) {
	path := filepath.Join(log, "checkpoint")
	tree := treeOf(path, verifier)
	checkpoint, err := os.ReadFile(path)
	if err != nil {
		fail("%v", err)
	}
	var proof tlog.TreeProof
	if old > 0 {
		if proof, err = tlog.ProveTree(tree.N, old, tlog.TileHashReader(tree, directory(log))); err != nil {
			fail("%v", err)
		}
	}
	body := fmt.Sprintf("old %d\n", old)
	for i, hash := range proof {
		if flip && i == 0 {
			hash[7] ^= 1
		}
		body += hash.String() + "\n"
	}
	answer, err := http.Post(url, "text/plain", strings.NewReader(body+"\n"+string(checkpoint)))
	if err != nil {
		fail("%v", err)
	}
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		fail("%v", err)
	}
	fmt.Printf("%d\n%s", answer.StatusCode, said)
}

func main() {
	if len(os.Args) < 4 {
		fail("usage: witness-peer serve NAME LOG-KEY | offer LOG-DIRECTORY LOG-KEY OLD-SIZE URL [flip]")
	}
	verifier, err := note.NewVerifier(os.Args[3])
	if err != nil {
		fail("%v", err)
	}
	if os.Args[1] == "serve" {
		serve(os.Args[2], verifier)
	}
	old, err := strconv.ParseInt(os.Args[4], 10, 64)
	if err != nil {
		fail("%v", err)
	}
	offer(os.Args[2], verifier, old, os.Args[5], len(os.Args) > 6)
}
