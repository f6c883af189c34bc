#include "audit/log/receipt_check.hpp"

#include <array>

namespace tsuitate::audit {
namespace {

std::optional<Hash> root_at(std::uint64_t size, const LogDirectory& log, const TreeReader& tree) {
    // A complete subtree is the same in every longer log, so the tiles of today tell the root of then.
    const auto edge =
        edge_of(size, nodes_from_tiles(tree.checkpoint().size,
                                       [&log](unsigned level, std::uint64_t number,
                                              std::uint64_t width) -> std::optional<std::vector<Hash>> {
                                           std::string bytes;
                                           if (log.read(hash_tile_path(level, number, width), bytes)) {
                                               return std::nullopt;
                                           }
                                           return hashes_of(bytes, width);
                                       }));
    return edge ? std::optional(edge->root()) : std::nullopt;
}

std::optional<Hash> leaf_at(std::uint64_t sequence, TreeReader& tree) {
    if (sequence == 0 || sequence > tree.checkpoint().size) {
        return std::nullopt;
    }
    const auto* leaves = tree.leaves((sequence - 1) / tile_width);
    return leaves == nullptr ? std::nullopt : std::optional((*leaves)[(sequence - 1) % tile_width]);
}

struct PartText {
    std::string_view word;
    std::string_view altered_english;
    std::string_view altered_japanese;
    std::string_view differing_english;
    std::string_view differing_japanese;
};

// In the order of ReceiptPart.
constexpr std::array part_texts = {
    PartText{"whole", "this is no line from a receipt's square", "控えの四角の内容ではありません", "", ""},
    PartText{"number", "its receipt number is none: a digit is wrong",
             "控えの番号が正しくありません(数字が違います)", "the log has no receipt of this number",
             "この番号の控えは記録にありません"},
    PartText{"sequence", "its second part is no number of a record", "記録の番号が正しくありません",
             "the log has this receipt in another record", "記録の番号が違います"},
    PartText{"leaf-hash", "its hash of the record is none", "記録のハッシュの形が正しくありません",
             "the record is not the one that the receipt was given for",
             "記録が、控えを渡したときのものと違います"},
    PartText{"tree-size", "its count of records is none, or too small to hold the record",
             "記録の件数が正しくありません", "the log is shorter than when the receipt was given",
             "記録が、控えを渡したときより短くなっています"},
    PartText{"root", "its root is none", "全体のハッシュの形が正しくありません",
             "the log is not the one that the receipt was given for: what lay before it has changed",
             "控えより前の記録が、控えを渡したときと違います"},
    PartText{"origin", "its name of the log is none", "記録の名称が正しくありません",
             "the receipt is of another log", "別の窓口の控えです"},
};
static_assert(part_texts.size() == static_cast<std::size_t>(ReceiptPart::origin) + 1);

const PartText& text_of(ReceiptPart part) {
    return part_texts[static_cast<std::size_t>(part)];
}

}  // namespace

std::vector<ReceiptPart> differing_parts(const ReceiptCode& code, std::uint64_t recorded,
                                         const LogDirectory& log, TreeReader& tree) {
    if (code.origin != tree.checkpoint().origin) {
        return {ReceiptPart::origin};  // then nothing else can agree
    }
    std::vector<ReceiptPart> parts;
    if (code.sequence != recorded) {
        parts.push_back(ReceiptPart::sequence);
    } else if (leaf_at(code.sequence, tree) != code.leaf) {
        parts.push_back(ReceiptPart::leaf);
    }
    if (code.size > tree.checkpoint().size) {
        parts.push_back(ReceiptPart::size);
    } else if (root_at(code.size, log, tree) != code.root) {
        parts.push_back(ReceiptPart::root);
    }
    return parts;
}

std::optional<ReceiptCode> code_now(const std::string& number, std::uint64_t recorded, TreeReader& tree) {
    const auto leaf = leaf_at(recorded, tree);
    if (!leaf) {
        return std::nullopt;
    }
    const Checkpoint& checkpoint = tree.checkpoint();
    return ReceiptCode{.number = number,
                       .sequence = recorded,
                       .leaf = *leaf,
                       .size = checkpoint.size,
                       .root = checkpoint.root,
                       .origin = checkpoint.origin};
}

std::string_view word_of(ReceiptPart part) {
    return text_of(part).word;
}

std::string_view altered_text(ReceiptPart part, policy::Language language) {
    return language == policy::Language::japanese ? text_of(part).altered_japanese
                                                  : text_of(part).altered_english;
}

std::string_view differing_text(ReceiptPart part, policy::Language language) {
    return language == policy::Language::japanese ? text_of(part).differing_japanese
                                                  : text_of(part).differing_english;
}

}  // namespace tsuitate::audit
