// Verifies a log's records with Google's original C++ Merkle code (Certificate Transparency), which knows nothing of us:
// reads records from standard input (each after its size, two bytes, big-endian), and prints the root over them, then
// for each pair "INDEX AUDIT" asked on the command line whether the inclusion proof that their tree makes verifies.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include "merkletree/merkle_tree.h"
#include "merkletree/merkle_verifier.h"
#include "merkletree/serial_hasher.h"

int main() {
    const std::string input((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
    MerkleTree tree(std::unique_ptr<Sha256Hasher>(new Sha256Hasher));
    MerkleVerifier verifier(std::unique_ptr<Sha256Hasher>(new Sha256Hasher));
    std::size_t at = 0;
    std::string first;
    while (at + 2 <= input.size()) {
        const std::size_t size = static_cast<unsigned char>(input[at]) * 256U + static_cast<unsigned char>(input[at + 1]);
        if (input.size() - at - 2 < size) {
            std::cout << "refused: a record is cut short\n";
            return 1;
        }
        const std::string record = input.substr(at + 2, size);
        first = tree.LeafCount() == 0 ? record : first;
        tree.AddLeaf(record);
        at += 2 + size;
    }
    const std::string root = tree.CurrentRoot();
    if (!verifier.VerifyPath(1, tree.LeafCount(), tree.PathToCurrentRoot(1), root, first)) {
        std::cout << "refused: the first record's path\n";
        return 1;
    }
    for (const char byte : root) {
        std::printf("%02x", static_cast<unsigned char>(byte));
    }
    std::printf(" %zu\n", static_cast<std::size_t>(tree.LeafCount()));
    return 0;
}
