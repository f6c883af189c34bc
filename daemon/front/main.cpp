// tsuitate-front: the only role that speaks D-Bus. Turns calls into requests to the vault and outcomes into
// replies; sees no PIN and no device.
#include <cstdlib>
#include <string>

#include "daemon/front/front.hpp"
#include "daemon/start/role_main.hpp"

int main(int argc, char** argv) {
    tsuitate::front::Options options;
    const tsuitate::start::Role role{
        .name = "tsuitate-front",
        .purpose = "Serves org.tsuitate.Counter1 on the system bus; the way from counter apps to the vault.",
        .options = {{"policy", "DIR", "where the policy files are", &options.policy_directory},
                    {"log", "DIR", "the published part of the audit log", &options.log_directory},
                    {"vault", "PATH", "the vault's socket, unless one named \"vault\" is inherited",
                     &options.vault_path}}};
    return tsuitate::start::run_role(role, argc, argv, [&options] { return run_front(options); });
}
