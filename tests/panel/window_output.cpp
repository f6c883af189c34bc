#include "tests/panel/window_output.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>

namespace tsuitate::panel {
namespace {

// SDL has no descriptor to wait for; this is twice the rate of common touch panels' frames.
constexpr std::chrono::milliseconds poll_interval{4};

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error(what + ": " + SDL_GetError());
}

}  // namespace

WindowOutput::Library::Library() {
    // A touch must not come a second time as a mouse button.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        fail("no desktop for a window");
    }
}

WindowOutput::Library::~Library() {
    SDL_Quit();
}

WindowOutput::WindowOutput(loop::Loop& loop, const policy::Panel& panel, OnContact on_contact)
    : loop_(loop), panel_(panel), on_contact_(std::move(on_contact)) {
    window_.reset(SDL_CreateWindow("Tsuitate: the citizen's panel", SDL_WINDOWPOS_CENTERED,
                                   SDL_WINDOWPOS_CENTERED, panel.width_px, panel.height_px, 0));
    if (!window_) {
        fail("no window");
    }
}

void WindowOutput::start(OnPanel on_panel, OnLost on_lost) {
    on_lost_ = std::move(on_lost);
    loop_.after(std::chrono::milliseconds(0), [this, on_panel = std::move(on_panel)] { on_panel(panel_); });
    poll();
}

void WindowOutput::show(const screen::Frame& frame, OnShown on_shown) {
    picture_.reset(cairo_surface_reference(frame.picture.surface.get()));
    draw();
    loop_.after(std::chrono::milliseconds(0), std::move(on_shown));
}

void WindowOutput::draw() {
    if (!picture_) {
        return;
    }
    // Cairo's ARGB32 is SDL's ARGB8888; the pixels stay cairo's.
    cairo_surface_t* picture = picture_.get();
    SDL_Surface* pixels = SDL_CreateRGBSurfaceWithFormatFrom(
        cairo_image_surface_get_data(picture), cairo_image_surface_get_width(picture),
        cairo_image_surface_get_height(picture), 32, cairo_image_surface_get_stride(picture),
        SDL_PIXELFORMAT_RGB888);
    if (pixels == nullptr) {
        fail("no picture");
    }
    SDL_BlitSurface(pixels, nullptr, SDL_GetWindowSurface(window_.get()), nullptr);
    SDL_FreeSurface(pixels);
    SDL_UpdateWindowSurface(window_.get());
}

void WindowOutput::poll() {
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) {
        on(event);
    }
    loop_.after(poll_interval, [this] { poll(); });
}

void WindowOutput::on(const SDL_Event& event) {
    const auto contact = [this](bool down, double x, double y) {
        on_contact_(down, std::clamp(x, 0.0, 1.0), std::clamp(y, 0.0, 1.0));
    };
    switch (event.type) {
        case SDL_QUIT:
            on_lost_("the window was closed");
            break;
        case SDL_WINDOWEVENT:
            draw();
            break;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            pressed_ = event.type == SDL_MOUSEBUTTONDOWN;
            contact(pressed_, (event.button.x + 0.5) / panel_.width_px,
                    (event.button.y + 0.5) / panel_.height_px);
            break;
        case SDL_MOUSEMOTION:
            if (pressed_) {
                contact(true, (event.motion.x + 0.5) / panel_.width_px,
                        (event.motion.y + 0.5) / panel_.height_px);
            }
            break;
        case SDL_FINGERDOWN:
        case SDL_FINGERMOTION:
        case SDL_FINGERUP:
            contact(event.type != SDL_FINGERUP, event.tfinger.x, event.tfinger.y);
            break;
        default:
            break;
    }
}

}  // namespace tsuitate::panel
