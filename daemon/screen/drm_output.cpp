#include "daemon/screen/drm_output.hpp"

#include <xf86drm.h>

#include <chrono>
#include <system_error>
#include <utility>

#include "daemon/log/log.hpp"

namespace tsuitate::screen {
namespace {

constexpr std::chrono::seconds look_interval{2};
// Several frames of the slowest display. Some drivers of virtual cards accept a flip and never tell of it.
constexpr std::chrono::milliseconds flip_limit{500};

}  // namespace

DrmOutput::DrmOutput(loop::Loop& loop, std::string card, std::string connector)
    : loop_(loop), wanted_card_(std::move(card)), wanted_connector_(std::move(connector)) {}

DrmOutput::~DrmOutput() {
    release();
}

void DrmOutput::start(OnPanel on_panel, OnLost on_lost) {
    on_panel_ = std::move(on_panel);
    on_lost_ = std::move(on_lost);
    look();
}

void DrmOutput::look() {
    if (card_) {
        look_at_display();
    } else {
        look_for_card();
    }
    loop_.after(look_interval, [this] { look(); });
}

void DrmOutput::look_for_card() {
    auto opened = DrmCard::open(wanted_card_, wanted_connector_);
    if (const auto* why = std::get_if<std::string>(&opened)) {
        say_once("waiting for a display: " + *why);
        return;
    }
    card_ = std::get<std::unique_ptr<DrmCard>>(std::move(opened));
    if (!make_buffers()) {
        say_once("waiting for a display: " + card_->path() + " gives no framebuffer");
        release();
        return;
    }
    last_complaint_.clear();
    log::info("found a display", {{"CARD", card_->path()}, {"CONNECTOR", card_->display().name}});
    loop_.watch(card_->descriptor(), [this](std::uint32_t) { on_card_event(); });
    on_panel_(card_->display().panel());
}

void DrmOutput::look_at_display() {
    const auto now = card_->look_again();
    if (!now) {
        lose("the display is gone");
    } else if (!now->same_picture_as(card_->display())) {
        log::info("the display has changed", {{"CONNECTOR", now->name}});
        release();
        look_for_card();
    }
}

bool DrmOutput::make_buffers() {
    const drmModeModeInfo& mode = card_->display().mode;
    for (auto& buffer : buffers_) {
        buffer = DrmBuffer::create(card_->descriptor(), mode.hdisplay, mode.vdisplay);
        if (!buffer) {
            return false;
        }
    }
    lacking_ = TwoBuffers({0, 0, mode.hdisplay, mode.vdisplay});
    return true;
}

void DrmOutput::show(const Frame& frame, OnShown on_shown) {
    if (!card_) {
        return;
    }
    lacking_.add(frame.picture.damage);
    Waiting next{drawing::Surface(cairo_surface_reference(frame.picture.surface.get())), std::move(on_shown)};
    if (flipping_) {
        next_ = std::move(next);
    } else {
        present(std::move(next));
    }
}

void DrmOutput::present(Waiting next) {
    const DrmBuffer& buffer = *buffers_.at(lacking_.back());
    const drawing::Damage copied = lacking_.turn();
    copy_pixels(next.surface.get(), copied, buffer.pixels());
    if (mode_is_set_ && can_flip_) {
        const int refused = card_->flip(buffer.framebuffer(), this);
        if (refused == 0) {
            card_->mark_dirty(buffer.framebuffer(), copied.rects());
            flipping_ = std::move(next.on_shown);
            overdue_ = loop_.after(flip_limit, [this] { on_flip_overdue(); });
            return;
        }
        log::info("the driver does not flip; setting the mode instead",
                  {{"REASON", std::generic_category().message(-refused)}});
        can_flip_ = false;
    }
    if (present_by_mode(buffer)) {
        // The kernel returns when the picture is on the display.
        next.on_shown();
    }
}

bool DrmOutput::present_by_mode(const DrmBuffer& buffer) {
    const int refused = card_->set_mode(buffer.framebuffer());
    if (refused != 0) {
        lose("the display is driven by another program or refuses its mode: " +
             std::generic_category().message(-refused));
        return false;
    }
    card_->mark_dirty(buffer.framebuffer(), {});
    mode_is_set_ = true;
    return true;
}

void DrmOutput::on_card_event() {
    drmEventContext context{};
    context.version = 2;
    context.page_flip_handler = [](int, unsigned, unsigned, unsigned, void* output) {
        static_cast<DrmOutput*>(output)->on_flipped();
    };
    if (drmHandleEvent(card_->descriptor(), &context) != 0) {
        lose("the display card is gone");
    }
}

void DrmOutput::on_flipped() {
    if (!flipping_) {
        return;
    }
    loop_.cancel(*std::exchange(overdue_, std::nullopt));
    const OnShown on_shown = *std::exchange(flipping_, std::nullopt);
    if (auto next = std::exchange(next_, std::nullopt)) {
        present(std::move(*next));
    }
    on_shown();
}

void DrmOutput::on_flip_overdue() {
    log::warning("the driver does not tell when a flip is done; setting the mode instead");
    can_flip_ = false;
    overdue_.reset();
    OnShown on_shown = *std::exchange(flipping_, std::nullopt);
    if (auto next = std::exchange(next_, std::nullopt)) {
        present(std::move(*next));
    } else if (present_by_mode(*buffers_.at(1 - lacking_.back()))) {
        on_shown();
    }
}

void DrmOutput::lose(const std::string& why) {
    say_once(why);
    release();
    on_lost_(why);
}

void DrmOutput::release() {
    if (overdue_) {
        loop_.cancel(*std::exchange(overdue_, std::nullopt));
    }
    flipping_.reset();
    next_.reset();
    mode_is_set_ = false;
    can_flip_ = true;
    if (card_) {
        loop_.forget(card_->descriptor());
    }
    buffers_ = {};
    card_.reset();
}

void DrmOutput::say_once(const std::string& why) {
    if (why != last_complaint_) {
        log::warning(why);
        last_complaint_ = why;
    }
}

}  // namespace tsuitate::screen
