#include "audit/tool/opening.hpp"
#include "audit/tool/proving.hpp"

namespace tsuitate::audit_tool {

int prove(const Common& common, const ProveRequest& request) {
    const auto log = open_log(common.log);
    auto proof =
        log ? proof_of(common, *log, request) : std::variant<audit::TlogProof, int>(exit_cannot_read);
    if (const auto* status = std::get_if<int>(&proof)) {
        return *status;
    }
    auto& made = std::get<audit::TlogProof>(proof);
    if (!request.with_record) {
        made.extra.clear();
    }
    return write_text(request.output, made.text()) ? exit_right : exit_cannot_read;
}

}  // namespace tsuitate::audit_tool
