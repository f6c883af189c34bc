// Known answers: from RFC 6962's reference implementation and the C2SP specifications' examples.
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <sstream>

#include "audit/note/base64.hpp"
#include "audit/note/checkpoint.hpp"
#include "audit/note/lines.hpp"
#include "audit/note/note.hpp"
#include "audit/tree/proof.hpp"
#include "audit/tree/tile.hpp"

namespace tsuitate::audit {
namespace {

std::string hexadecimal(const Hash& hash) {
    std::string text;
    for (const std::uint8_t byte : hash) {
        constexpr std::string_view digits = "0123456789abcdef";
        text += digits[byte >> 4U];
        text += digits[byte & 0x0fU];
    }
    return text;
}

std::vector<std::string> reference_leaves() {
    using namespace std::string_literals;
    return {"",
            "\0"s,
            "\x10",
            "\x20\x21",
            "\x30\x31",
            "\x40\x41\x42\x43",
            "\x50\x51\x52\x53\x54\x55\x56\x57",
            "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
}

// A tree with all its nodes, for the proofs.
struct WholeTree {
    explicit WholeTree(const std::vector<std::string>& leaves) {
        for (const std::string& leaf : leaves) {
            edge.add(leaf_hash(leaf), [this](const Node& node, const Hash& hash) {
                levels.resize(std::max<std::size_t>(levels.size(), node.level + 1));
                levels[node.level].push_back(hash);
            });
        }
    }
    ReadNode reader() const {
        return [this](const Node& node) -> std::optional<Hash> {
            if (node.level >= levels.size() || node.index >= levels[node.level].size()) {
                return std::nullopt;
            }
            return levels[node.level][node.index];
        };
    }
    std::vector<std::vector<Hash>> levels;
    Edge edge;
};

TEST(KnownAnswers, roots_of_rfc_6962) {
    constexpr std::array roots = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    Edge edge;
    EXPECT_EQ(hexadecimal(edge.root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (std::size_t i = 0; i < roots.size(); ++i) {
        edge.add(leaf_hash(reference_leaves()[i]));
        EXPECT_EQ(hexadecimal(edge.root()), roots.at(i)) << i + 1 << " leaves";
    }
}

TEST(KnownAnswers, leaf_and_node) {
    EXPECT_EQ(hexadecimal(leaf_hash("L123456")),
              "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    // The node of two texts of 4 bytes: the rule holds for any lengths, so it is hashed by hand here.
    EXPECT_EQ(hexadecimal(sha256("\x01N123N456")),
              "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
}

TEST(KnownAnswers, consistency_6_to_8) {
    const WholeTree tree(reference_leaves());
    const auto proof = consistency_proof(6, 8, tree.reader());
    ASSERT_TRUE(proof);
    std::vector<std::string> lines;
    for (const Hash& hash : *proof) {
        lines.push_back(to_base64(hash));
    }
    EXPECT_EQ(lines, (std::vector<std::string>{"DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=",
                                               "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
                                               "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="}));
}

TEST(KnownAnswers, signed_note) {
    const auto key = verifier_key_of("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    ASSERT_TRUE(key);
    const std::string signature =
        "\xe2\x80\x94 example.com/foo "
        "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    const auto note = note_of("This is an example message.\n\n" + signature);
    ASSERT_TRUE(note);
    EXPECT_TRUE(signed_by(*note, *key));
    EXPECT_EQ(note->bytes(), "This is an example message.\n\n" + signature);
    const auto other = note_of("This is an example message!\n\n" + signature);
    ASSERT_TRUE(other);
    EXPECT_FALSE(signed_by(*other, *key));
}

TEST(KnownAnswers, checkpoint_of_a_log_in_production) {
    const auto key = verifier_key_of("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
    const std::string body = "go.sum database tree\n35225469\nvt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=\n";
    const auto note =
        note_of(body +
                "\n\xe2\x80\x94 sum.golang.org "
                "Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSf"
                "wQ=\n");
    ASSERT_TRUE(key && note);
    EXPECT_TRUE(signed_by(*note, *key));
    const auto checkpoint = checkpoint_of(note->text);
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->size, 35225469U);
    EXPECT_EQ(checkpoint->text(), body);
}

std::string file_of_interop(const std::string& name) {
    std::ostringstream bytes;
    bytes << std::ifstream(std::string(TSUITATE_SOURCE_DIR) + "/tests/interop/witnessed/" + name).rdbuf();
    return bytes.str();
}

// A checkpoint of a public log, with what three witnesses signed that others wrote and run.
TEST(KnownAnswers, cosignatures_of_foreign_witnesses_in_production) {
    constexpr std::uint64_t signed_at = 1'779'573'024;
    const std::string bytes = file_of_interop("checkpoint");
    const auto note = note_of(bytes);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->bytes(), bytes);
    std::string changed = bytes;
    changed.replace(changed.find("1432088532"), 10, "1432088533");
    const auto other = note_of(changed);
    ASSERT_TRUE(other);

    std::istringstream keys(file_of_interop("keys"));
    int witnesses = 0;
    for (std::string text; std::getline(keys, text);) {
        const auto key = verifier_key_of(text);
        ASSERT_TRUE(key) << text;
        EXPECT_EQ(key->text(), text);
        EXPECT_TRUE(signed_by(*note, *key)) << text;
        EXPECT_FALSE(signed_by(*other, *key)) << text;
        if (key->use == KeyUse::cosignature) {
            ++witnesses;
            EXPECT_EQ(cosigned_at(*note, *key), signed_at) << text;
            EXPECT_FALSE(cosigned_at(*other, *key)) << text;
        }
    }
    EXPECT_EQ(witnesses, 3);
}

TEST(KnownAnswers, tiles_of_a_tree_of_70000) {
    EXPECT_EQ(hash_tile_width(0, 272, 70000), 256U);
    EXPECT_EQ(hash_tile_width(0, 273, 70000), 112U);
    EXPECT_EQ(hash_tile_width(0, 274, 70000), 0U);
    EXPECT_EQ(hash_tile_width(1, 0, 70000), 256U);
    EXPECT_EQ(hash_tile_width(1, 1, 70000), 17U);
    EXPECT_EQ(hash_tile_width(2, 0, 70000), 1U);
    EXPECT_EQ(hash_tile_path(0, 273, 112), "tile/0/273.p/112");
    EXPECT_EQ(hash_tile_path(1, 1234067, 256), "tile/1/x001/x234/067");
    EXPECT_EQ(entries_tile_path(1000, 256), "tile/entries/x001/000");
}

// Every proof of every small tree holds; with one thing changed it does not.
TEST(Proofs, hold_and_only_they) {
    std::vector<std::string> leaves;
    for (int i = 0; i < 70; ++i) {
        leaves.push_back("leaf " + std::to_string(i));
    }
    const WholeTree tree(leaves);
    std::vector<Hash> roots = {empty_root()};
    for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
        roots.push_back(*root_of(0, size, tree.reader()));
    }
    EXPECT_EQ(roots.back(), tree.edge.root());
    for (std::uint64_t size = 1; size < roots.size(); ++size) {
        for (std::uint64_t index = 0; index < size; ++index) {
            auto proof = *inclusion_proof(index, size, tree.reader());
            const Hash leaf = leaf_hash(leaves[index]);
            ASSERT_TRUE(is_included(leaf, index, size, roots[size], proof)) << index << " in " << size;
            ASSERT_FALSE(is_included(leaf, index + 1, size, roots[size], proof));
            ASSERT_FALSE(is_included(leaf, index, size, roots[size - 1], proof));
            ASSERT_FALSE(is_included(leaf_hash("other"), index, size, roots[size], proof));
            proof.push_back(leaf);
            ASSERT_FALSE(is_included(leaf, index, size, roots[size], proof));
            proof.pop_back();
            if (!proof.empty()) {
                proof[index % proof.size()][0] ^= 1U;
                ASSERT_FALSE(is_included(leaf, index, size, roots[size], proof));
                proof[index % proof.size()][0] ^= 1U;
                proof.pop_back();
                ASSERT_FALSE(is_included(leaf, index, size, roots[size], proof));
            }
        }
        for (std::uint64_t old = 1; old <= size; ++old) {
            auto proof = *consistency_proof(old, size, tree.reader());
            ASSERT_TRUE(is_consistent(old, roots[old], size, roots[size], proof)) << old << " to " << size;
            ASSERT_FALSE(is_consistent(old, roots[old - 1], size, roots[size], proof));
            ASSERT_FALSE(is_consistent(old, roots[old], size, roots[size - 1], proof));
            ASSERT_FALSE(is_consistent(size + 1, roots[old], size, roots[size], proof));
            proof.push_back(roots[old]);
            ASSERT_FALSE(is_consistent(old, roots[old], size, roots[size], proof));
            proof.pop_back();
            if (!proof.empty()) {
                proof[old % proof.size()][31] ^= 0x80U;
                ASSERT_FALSE(is_consistent(old, roots[old], size, roots[size], proof))
                    << old << " to " << size;
            }
        }
    }
}

}  // namespace
}  // namespace tsuitate::audit
