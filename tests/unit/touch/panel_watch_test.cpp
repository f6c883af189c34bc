// The panel's health over the weeks says nothing while somebody is served.
#include "daemon/vault/touch/panel_watch.hpp"

#include <gtest/gtest.h>

namespace tsuitate::vault {
namespace {

TEST(PanelWatch, says_nothing_while_somebody_is_served) {
    loop::Loop loop;
    const policy::Policy policy;
    LedgerLink ledger(loop, "ledger");
    ScreenLink screen(loop, "screen");
    Records records(ledger);
    VoiceLink voice(loop, "voice");
    Glass glass(policy, screen, voice);
    CitizenPanel panel;
    PanelWatch watch(loop, records, glass, panel);
    int changes = 0;
    watch.on_change([&] { ++changes; });
    const auto touched_by_nobody = [&] {
        for (int i = 0; i < 4; ++i) {
            watch.touched_idle(policy::ContactRejection::second_finger);
        }
    };

    watch.session_began();
    touched_by_nobody();
    EXPECT_EQ(changes, 0);
    EXPECT_EQ(watch.state(), policy::PanelState::ok);
    watch.session_ended();
    EXPECT_EQ(changes, 1) << "what waited is said when the session is over";
    EXPECT_EQ(watch.state(), policy::PanelState::advise);
}

}  // namespace
}  // namespace tsuitate::vault
