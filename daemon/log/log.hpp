// Log: what a role says to the journal (or, started by hand, to stderr): a sentence and structured fields.
// A Secret cannot be logged: it is no field value and has no formatter, so the attempt does not compile.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace tsuitate::log {

// One journal field. The name is in capitals, without the TSUITATE_ prefix that the journal gets.
struct Field {
    std::string_view name;
    std::string value;

    Field(std::string_view field_name, std::string_view text) : name(field_name), value(text) {}
    Field(std::string_view field_name, const char* text) : name(field_name), value(text) {}
    Field(std::string_view field_name, std::uint64_t number)
        : name(field_name), value(std::to_string(number)) {}
    Field(std::string_view field_name, std::int64_t number)
        : name(field_name), value(std::to_string(number)) {}
    Field(std::string_view field_name, int number) : name(field_name), value(std::to_string(number)) {}
    Field(std::string_view field_name, unsigned number) : name(field_name), value(std::to_string(number)) {}
};

// Opens the log of a role ("tsuitate-vault"). Journal when stderr is connected to it ($JOURNAL_STREAM), else
// stderr.
void open(std::string_view role);

void debug(std::string_view sentence, std::initializer_list<Field> fields = {});
void info(std::string_view sentence, std::initializer_list<Field> fields = {});
void warning(std::string_view sentence, std::initializer_list<Field> fields = {});
void error(std::string_view sentence, std::initializer_list<Field> fields = {});

}  // namespace tsuitate::log
