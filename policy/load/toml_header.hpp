// toml++ as this project uses it: header only. With exceptions, which toml_file.cpp turns into values:
// without them, toml++ 3.3 goes on after some errors and runs into its own assertions.
#pragma once

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 1
#define TOML_ENABLE_FORMATTERS 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnull-dereference"
#include <toml++/toml.h>
#pragma GCC diagnostic pop
