#include "audit/tool/receipt_slip.hpp"

#include <dlfcn.h>

#include <filesystem>

namespace tsuitate::audit_tool {
namespace {

// Beside this program, as it is built, or where it is installed; nowhere else is looked.
std::string module_path() {
    namespace fs = std::filesystem;
    std::error_code unknown;
    const fs::path beside = fs::read_symlink("/proc/self/exe", unknown).parent_path() / receipt_slip_module;
    return fs::exists(beside, unknown) ? beside.string()
                                       : (fs::path(TSUITATE_MODULE_FOLDER) / receipt_slip_module).string();
}

}  // namespace

std::variant<std::string, SlipFailure> pdf_of(const ReceiptSlip& slip, policy::Language language) {
    void* module = dlopen(module_path().c_str(), RTLD_NOW | RTLD_LOCAL);
    void* found = module == nullptr ? nullptr : dlsym(module, receipt_slip_function);
    if (found == nullptr) {
        return SlipFailure{dlerror()};
    }
    const auto draw = reinterpret_cast<decltype(&tsuitate_draw_receipt_slip)>(found);
    std::string pdf;
    if (!draw(slip, language, pdf)) {
        return SlipFailure{"cairo could not draw it"};
    }
    return pdf;
}

}  // namespace tsuitate::audit_tool
