#include "daemon/screen/drm_card.hpp"

#include <fcntl.h>
#include <xf86drm.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <span>
#include <system_error>
#include <vector>

namespace tsuitate::screen {
namespace {

struct ResourcesDeleter {
    void operator()(drmModeRes* resources) const { drmModeFreeResources(resources); }
};
struct ConnectorDeleter {
    void operator()(drmModeConnector* connector) const { drmModeFreeConnector(connector); }
};
struct EncoderDeleter {
    void operator()(drmModeEncoder* encoder) const { drmModeFreeEncoder(encoder); }
};
using Resources = std::unique_ptr<drmModeRes, ResourcesDeleter>;
using Connector = std::unique_ptr<drmModeConnector, ConnectorDeleter>;
using Encoder = std::unique_ptr<drmModeEncoder, EncoderDeleter>;

template <typename T>
std::span<T> as_span(T* first, int count) {
    return {first, static_cast<std::size_t>(std::max(count, 0))};
}

std::string name_of(const drmModeConnector& connector) {
    const char* type = drmModeGetConnectorTypeName(connector.connector_type);
    return std::string(type == nullptr ? "Unknown" : type) + '-' +
           std::to_string(connector.connector_type_id);
}

// The controller that drives the connector already, else the first that can.
std::uint32_t crtc_for(int card, const drmModeRes& resources, const drmModeConnector& connector) {
    const Encoder current(drmModeGetEncoder(card, connector.encoder_id));
    if (current && current->crtc_id != 0) {
        return current->crtc_id;
    }
    for (const std::uint32_t id : as_span(connector.encoders, connector.count_encoders)) {
        const Encoder encoder(drmModeGetEncoder(card, id));
        for (std::size_t i = 0; encoder && i < as_span(resources.crtcs, resources.count_crtcs).size(); ++i) {
            if ((encoder->possible_crtcs & (1U << i)) != 0) {
                return resources.crtcs[i];
            }
        }
    }
    return 0;
}

std::optional<Display> display_on(int card, const drmModeRes& resources, const drmModeConnector& connector) {
    const auto modes = as_span(connector.modes, connector.count_modes);
    if (connector.connection != DRM_MODE_CONNECTED || modes.empty()) {
        return std::nullopt;
    }
    const auto preferred = std::find_if(modes.begin(), modes.end(), [](const drmModeModeInfo& mode) {
        return (mode.type & DRM_MODE_TYPE_PREFERRED) != 0;
    });
    Display display{
        .connector = connector.connector_id,
        .crtc = crtc_for(card, resources, connector),
        .name = name_of(connector),
        .mode = preferred == modes.end() ? modes.front() : *preferred,
        .size = {static_cast<double>(connector.mmWidth), static_cast<double>(connector.mmHeight)}};
    return display.crtc == 0 ? std::nullopt : std::optional(display);
}

std::optional<Display> find_display(int card, const std::string& wanted) {
    const Resources resources(drmModeGetResources(card));
    if (!resources) {
        return std::nullopt;
    }
    for (const std::uint32_t id : as_span(resources->connectors, resources->count_connectors)) {
        const Connector connector(drmModeGetConnector(card, id));
        if (connector && (wanted.empty() || name_of(*connector) == wanted)) {
            if (auto display = display_on(card, *resources, *connector)) {
                return display;
            }
        }
    }
    return std::nullopt;
}

std::string reason(int error) {
    return std::generic_category().message(error);
}

}  // namespace

std::variant<std::unique_ptr<DrmCard>, std::string> DrmCard::open_one(const std::string& path,
                                                                      const std::string& connector) {
    wire::Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK));
    if (!descriptor) {
        return path + ": " + reason(errno);
    }
    std::uint64_t dumb_buffers = 0;
    if (drmGetCap(descriptor.number(), DRM_CAP_DUMB_BUFFER, &dumb_buffers) != 0 || dumb_buffers == 0) {
        return path + ": the driver has no framebuffers that a program can write";
    }
    auto display = find_display(descriptor.number(), connector);
    if (!display) {
        return path + ": no display is connected" + (connector.empty() ? "" : " to " + connector);
    }
    // The first to open a card is its master. Who comes later has to wait until the other leaves.
    if (drmIsMaster(descriptor.number()) == 0 && drmSetMaster(descriptor.number()) != 0) {
        return path + ": another program drives the display";
    }
    std::unique_ptr<DrmCard> card(new DrmCard(std::move(descriptor), path));
    card->display_ = std::move(*display);
    return card;
}

std::variant<std::unique_ptr<DrmCard>, std::string> DrmCard::open(const std::string& path,
                                                                  const std::string& connector) {
    if (!path.empty()) {
        return open_one(path, connector);
    }
    std::vector<std::string> cards;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", ignored)) {
        if (entry.path().filename().string().starts_with("card")) {
            cards.push_back(entry.path().string());
        }
    }
    std::sort(cards.begin(), cards.end());
    std::string reasons;
    for (const std::string& card : cards) {
        auto opened = open_one(card, connector);
        if (std::holds_alternative<std::unique_ptr<DrmCard>>(opened)) {
            return opened;
        }
        reasons += (reasons.empty() ? "" : "; ") + std::get<std::string>(opened);
    }
    return reasons.empty() ? "there is no display card under /dev/dri" : reasons;
}

std::optional<Display> DrmCard::look_again() const {
    const Resources resources(drmModeGetResources(card_.number()));
    const Connector connector(drmModeGetConnectorCurrent(card_.number(), display_.connector));
    if (!resources || !connector) {
        return std::nullopt;
    }
    return display_on(card_.number(), *resources, *connector);
}

int DrmCard::set_mode(std::uint32_t framebuffer) const {
    std::uint32_t connector = display_.connector;
    drmModeModeInfo mode = display_.mode;
    return drmModeSetCrtc(card_.number(), display_.crtc, framebuffer, 0, 0, &connector, 1, &mode);
}

int DrmCard::flip(std::uint32_t framebuffer, void* user_data) const {
    return drmModePageFlip(card_.number(), display_.crtc, framebuffer, DRM_MODE_PAGE_FLIP_EVENT, user_data);
}

void DrmCard::mark_dirty(std::uint32_t framebuffer, const std::vector<drawing::PixelRect>& places) const {
    std::vector<drmModeClip> clips;
    clips.reserve(places.size());
    for (const drawing::PixelRect& place : places) {
        // A display has fewer than 65,536 pixels a side: so has its mode.
        clips.push_back({.x1 = static_cast<std::uint16_t>(place.x),
                         .y1 = static_cast<std::uint16_t>(place.y),
                         .x2 = static_cast<std::uint16_t>(place.x + place.width),
                         .y2 = static_cast<std::uint16_t>(place.y + place.height)});
    }
    const bool all = clips.empty() || clips.size() > DRM_MODE_FB_DIRTY_MAX_CLIPS;
    drmModeDirtyFB(card_.number(), framebuffer, all ? nullptr : clips.data(),
                   all ? 0 : static_cast<std::uint32_t>(clips.size()));
}

}  // namespace tsuitate::screen
