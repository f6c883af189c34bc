# The flags of every target of ours, as one interface library.
add_library(tsuitate_build_flags INTERFACE)
target_compile_features(tsuitate_build_flags INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

target_compile_options(tsuitate_build_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
    -Wcast-align -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough -Wswitch-enum -Werror
    -fstack-protector-strong -fno-omit-frame-pointer)
target_include_directories(tsuitate_build_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(tsuitate_build_flags INTERFACE TSUITATE_VERSION="${PROJECT_VERSION}")
target_link_options(tsuitate_build_flags INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)

if(TSUITATE_SANITIZE)
    target_compile_options(tsuitate_build_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all)
    target_link_options(tsuitate_build_flags INTERFACE -fsanitize=address,undefined)
    # The sanitizers' own checks make GCC see null where there is none.
    target_compile_options(tsuitate_build_flags INTERFACE -Wno-null-dereference)
elseif(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
    target_compile_definitions(tsuitate_build_flags INTERFACE _FORTIFY_SOURCE=2)
endif()
if(TSUITATE_FUZZ)
    target_compile_options(tsuitate_build_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(TSUITATE_CCACHE ccache)
if(TSUITATE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${TSUITATE_CCACHE})
endif()
