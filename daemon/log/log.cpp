#include "daemon/log/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <memory>
#include <span>

#include "daemon/log/journal_sink.hpp"

namespace tsuitate::log {
namespace {

bool to_journal = false;

void write(spdlog::level::level_enum level, std::string_view sentence, std::initializer_list<Field> fields) {
    const std::span<const Field> all(fields.begin(), fields.size());
    if (to_journal) {
        const JournalSink::Fields scope(all);
        spdlog::log(level, sentence);
        return;
    }
    std::string line(sentence);
    for (const Field& field : all) {
        line.append(" ").append(field.name).append("=").append(field.value);
    }
    spdlog::log(level, line);
}

}  // namespace

void open(std::string_view role) {
    // systemd sets it when stderr goes to the journal (systemd.exec(5)).
    to_journal = std::getenv("JOURNAL_STREAM") != nullptr;
    std::shared_ptr<spdlog::sinks::sink> sink;
    if (to_journal) {
        sink = std::make_shared<JournalSink>(role);
    } else {
        sink = std::make_shared<spdlog::sinks::stderr_sink_st>();
    }
    auto logger = std::make_shared<spdlog::logger>(std::string(role), sink);
    logger->set_pattern("%T.%e %n %l: %v");
    logger->set_level(spdlog::level::info);
    logger->flush_on(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
}

void debug(std::string_view sentence, std::initializer_list<Field> fields) {
    write(spdlog::level::debug, sentence, fields);
}
void info(std::string_view sentence, std::initializer_list<Field> fields) {
    write(spdlog::level::info, sentence, fields);
}
void warning(std::string_view sentence, std::initializer_list<Field> fields) {
    write(spdlog::level::warn, sentence, fields);
}
void error(std::string_view sentence, std::initializer_list<Field> fields) {
    write(spdlog::level::err, sentence, fields);
}

}  // namespace tsuitate::log
