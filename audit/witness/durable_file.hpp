// Durable files: written beside, synchronised, put in place, and the place synchronised. After a power cut
// the file is the old or the new one, and the new one once the call has returned.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace tsuitate::audit {

// The reason when it could not be done, or may not be durable. One writer a directory. The mode is as given,
// whatever the umask.
std::optional<std::string> write_durably(const std::filesystem::path& file, std::string_view bytes,
                                         mode_t mode);

// Makes a directory where there is none, durably; its parent must be there.
std::optional<std::string> make_directory(const std::filesystem::path& directory, mode_t mode);

// Neither: there is no such file.
struct FileRead {
    std::optional<std::string> bytes;
    std::optional<std::string> error;
};
// A file of at most so many bytes.
FileRead read_small_file(const std::filesystem::path& file, std::size_t largest);

}  // namespace tsuitate::audit
