#include "audit/tool/opening.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace tsuitate::audit_tool {
namespace {

// Of what was kept on paper: programs that read a QR code end it with a line feed of their own. What is
// signed is not touched by it; the files of the log itself are read as they are.
std::optional<std::string> read_kept(const std::string& path) {
    auto text = read_text(path);
    if (text && text->ends_with("\n\n")) {
        text->pop_back();
    }
    return text;
}

}  // namespace

void complain(const std::string& text) {
    std::cerr << "tsuitate-audit: " << text << '\n';
}

std::optional<audit::LogDirectory> open_log(const std::string& directory) {
    auto opened = audit::LogDirectory::open(directory);
    if (const auto* error = std::get_if<audit::ReadError>(&opened)) {
        complain(error->text());
        return std::nullopt;
    }
    return std::move(std::get<audit::LogDirectory>(opened));
}

std::optional<std::string> read_text(const std::string& path) {
    auto read = audit::read_file(path);
    if (const auto* error = std::get_if<audit::ReadError>(&read)) {
        complain(error->text());
        return std::nullopt;
    }
    return std::move(std::get<std::string>(read));
}

std::optional<audit::Anchor> read_anchor(const std::string& path) {
    const auto text = read_kept(path);
    auto anchor = text ? audit::anchor_of(*text) : std::nullopt;
    if (text && !anchor) {
        complain(path + ": this is no anchor (three lines, the first of them tsuitate-anchor@v1)");
    }
    return anchor;
}

std::optional<std::vector<audit::VerifierKey>> witnesses_of(const std::vector<std::string>& texts) {
    std::vector<audit::VerifierKey> keys;
    for (const std::string& text : texts) {
        auto key = audit::verifier_key_of(text);
        if (!key || key->use != audit::KeyUse::cosignature) {
            complain(text + ": this is no key of a witness (name+id+base64, of the co-signing kind)");
            return std::nullopt;
        }
        keys.push_back(std::move(*key));
    }
    return keys;
}

bool write_text(const std::string& path, std::string_view text) {
    if (path == "-") {
        std::cout << text << std::flush;
        return std::cout.good();
    }
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) {
        complain(path + ": cannot be written");
    }
    return file.good();
}

bool find_anchor(const audit::LogDirectory& log, const std::string& path, audit::VerifySettings& settings) {
    if (!path.empty()) {
        settings.anchor = read_anchor(path);
        return settings.anchor.has_value();
    }
    std::string text;
    if (!log.read("anchor", text)) {
        settings.anchor = audit::anchor_of(text);
        settings.anchor_from_log = settings.anchor.has_value();
        if (!settings.anchor) {
            complain(log.name() + "/anchor: this is no anchor; give the one that was kept");
            return false;
        }
    }
    return true;
}

std::optional<int> take_kept(const KeptElsewhere& kept, audit::VerifySettings& settings) {
    namespace fs = std::filesystem;
    std::vector<std::string> files;
    for (const std::string& path : kept.remembered) {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            files.push_back(path);
            continue;
        }
        for (auto entry = fs::recursive_directory_iterator(path, error); !error && entry != fs::end(entry);
             entry.increment(error)) {
            if (entry->is_regular_file(error)) {
                files.push_back(entry->path().string());
            }
        }
        if (error) {
            complain(path + ": " + error.message());
            return exit_cannot_read;
        }
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
        auto bytes = read_kept(file);
        if (!bytes) {
            return exit_cannot_read;
        }
        settings.remembered.push_back({.path = file, .bytes = std::move(*bytes)});
    }
    auto witnesses = witnesses_of(kept.witnesses);
    if (!witnesses) {
        return exit_usage;
    }
    settings.witnesses = std::move(*witnesses);
    settings.longest_witness_gap = kept.longest_witness_gap;
    return std::nullopt;
}

}  // namespace tsuitate::audit_tool
