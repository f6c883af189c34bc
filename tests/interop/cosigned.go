// Verifies a co-signed checkpoint with golang.org/x/mod/sumdb/note, which knows nothing of us: every key given must have
// signed it. That package has no verifier for co-signatures (type 04h) but takes one that is handed to it: ours says which
// bytes are signed (C2SP tlog-cosignature), and crypto/ed25519 judges them. Prints who signed, and when; exits with 1 and a
// reason where something is wrong.
//
//	cosigned NOTE VERIFIER-KEY...
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const typeCosignature = 4

func fail(format string, values ...interface{}) {
	fmt.Printf("refused: "+format+"\n", values...)
	os.Exit(1)
}

type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }

func (c cosigner) Verify(message, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(signature))
	return ed25519.Verify(c.key, append([]byte(head), message...), signature[8:])
}

// NAME+ID+BASE64; nothing where the key is of another type.
func cosignerOf(text string) (cosigner, bool) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return cosigner{}, false
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != typeCosignature {
		return cosigner{}, false
	}
	digest := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(digest[:])
	if parts[1] != fmt.Sprintf("%08x", hash) {
		fail("%s: the key has another id", text)
	}
	return cosigner{name: parts[0], hash: hash, key: key[1:]}, true
}

func main() {
	if len(os.Args) < 3 {
		fail("usage: cosigned NOTE VERIFIER-KEY...")
	}
	bytes, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail("%v", err)
	}
	var verifiers []note.Verifier
	for _, text := range os.Args[2:] {
		if witness, ok := cosignerOf(text); ok {
			verifiers = append(verifiers, witness)
			continue
		}
		verifier, err := note.NewVerifier(text)
		if err != nil {
			fail("%s: %v", text, err)
		}
		verifiers = append(verifiers, verifier)
	}
	opened, err := note.Open(bytes, note.VerifierList(verifiers...))
	if err != nil {
		fail("%v", err)
	}
	if len(opened.Sigs) != len(verifiers) {
		fail("signed by %d of %d keys", len(opened.Sigs), len(verifiers))
	}
	for _, signature := range opened.Sigs {
		fmt.Printf("signed by %s\n", signature.Name)
	}
}
