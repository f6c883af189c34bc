#include "daemon/voice/render.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "daemon/voice/clip.hpp"
#include "daemon/voice/spoken.hpp"
#include "daemon/wire/descriptor.hpp"

namespace tsuitate::voice {
namespace {

std::string with_file(std::string word, const std::string& wav) {
    constexpr std::string_view mark = "{wav}";
    for (std::size_t at = word.find(mark); at != std::string::npos; at = word.find(mark, at + wav.size())) {
        word.replace(at, mark.size(), wav);
    }
    return word;
}

// The text with a newline, as a file that nobody else sees.
wire::Descriptor as_input(const std::string& text) {
    wire::Descriptor input(memfd_create("text", MFD_CLOEXEC));
    const std::string line = text + '\n';
    if (!input || write(input.number(), line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
        lseek(input.number(), 0, SEEK_SET) != 0) {
        return {};
    }
    return input;
}

// False when it cannot be run or ends with a failure.
bool run(const std::vector<std::string>& command, const std::string& wav, const std::string& text) {
    std::vector<std::string> words;
    words.reserve(command.size());
    for (const std::string& word : command) {
        words.push_back(with_file(word, wav));
    }
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const wire::Descriptor input = as_input(text);
    if (!input) {
        return false;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input.number(), STDIN_FILENO);
    // What steers the program is voice.toml alone.
    std::string path = "PATH=/usr/bin:/bin";
    std::string locale = "LANG=C.UTF-8";
    const std::array<char*, 3> environment = {path.data(), locale.data(), nullptr};
    pid_t child = 0;
    const int error =
        posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    return error == 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// A sentence why it could not be made. The file appears only when it can be played.
std::optional<std::string> make(const policy::VoiceLanguage& language, const std::filesystem::path& path,
                                const std::string& text) {
    const std::filesystem::path unfinished = path.parent_path() / "unfinished.wav";
    std::error_code error;
    std::filesystem::remove(unfinished, error);
    if (!run(language.command, unfinished.string(), text)) {
        return "the program of voice.toml does not run or fails: " + language.command.front();
    }
    const auto clip = read_wav(unfinished);
    if (const auto* wrong = std::get_if<std::string>(&clip)) {
        std::filesystem::remove(unfinished, error);
        return "what the program of voice.toml writes " + *wrong;
    }
    std::filesystem::permissions(unfinished, std::filesystem::perms(0644), error);
    std::filesystem::rename(unfinished, path, error);
    return error ? std::optional("the clip cannot be written: " + error.message()) : std::nullopt;
}

bool render_language(const policy::VoiceLanguage& language, const std::set<std::string>& texts,
                     const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory / policy::name_of(language.language), error);
    std::ofstream list(directory / policy::name_of(language.language) / "texts.tsv");
    int made = 0;
    for (const std::string& text : texts) {
        const std::filesystem::path path = clip_path(directory, language.language, text);
        list << path.filename().string() << '\t' << text << '\n';
        if (std::filesystem::exists(path)) {
            continue;
        }
        if (const auto why = make(language, path, text)) {
            std::cerr << policy::name_of(language.language) << ": \"" << text << "\": " << *why << '\n';
            return false;
        }
        ++made;
    }
    list.flush();
    std::cout << policy::name_of(language.language) << ": " << texts.size() << " clips, " << made
              << " of them made now\n";
    return list.good();
}

}  // namespace

bool render(const policy::VoiceRules& rules, const policy::Policy& policy, const drawing::AllTexts& texts,
            const std::filesystem::path& directory) {
    bool all = true;
    for (const policy::VoiceLanguage& language : rules.languages) {
        all = render_language(language, phrase_book(language.language, policy, texts), directory) && all;
    }
    return all;
}

}  // namespace tsuitate::voice
