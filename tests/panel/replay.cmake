# The emulated panel and the rehearsal vault that it plugs into.
add_library(tsuitate_replay_input STATIC ${CMAKE_CURRENT_LIST_DIR}/evemu_text.cpp ${CMAKE_CURRENT_LIST_DIR}/replay_input.cpp)
target_link_libraries(tsuitate_replay_input PUBLIC tsuitate_vault_decoder)

if(TARGET tsuitate_vault)
    add_executable(tsuitate-vault-rehearsal ${CMAKE_CURRENT_LIST_DIR}/rehearsal_main.cpp)
    target_link_libraries(tsuitate-vault-rehearsal PRIVATE tsuitate_vault tsuitate_replay_input
        tsuitate_vault_allocator)
    target_compile_definitions(tsuitate-vault-rehearsal PRIVATE TSUITATE_POLICY_DIR="${TSUITATE_POLICY_DIR}")
endif()
