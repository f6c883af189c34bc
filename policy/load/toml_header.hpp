// toml++ as this project uses it: header only. With exceptions, which toml_file.cpp turns into values:
// without them, toml++ 3.3 goes on after some errors and runs into its own assertions.
#pragma once

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 1
#define TOML_ENABLE_FORMATTERS 0
// Its own assertions fire on broken text ("[.") that it refuses well without them; in a release build they
// are not there either. What is tested and fuzzed shall be what is shipped.
#define TOML_ASSERT(expression) static_assert(true)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnull-dereference"
#include <toml++/toml.h>
#pragma GCC diagnostic pop
