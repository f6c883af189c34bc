#!/usr/bin/python3
"""How the panel looks: as the policy says while it waits, as the citizen wants it for the rest of the session."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from help_theatre import quick_policy  # noqa: E402
from theatre import PanelTest, wait_until  # noqa: E402


class Looks(PanelTest):
    stage_options = {"policy": quick_policy(panel={"appearance": '"high-contrast"'})}

    def look(self, wanted, scene):
        wait_until(lambda: (self.stage.picture().get("scene"), self.stage.picture().get("appearance")) == (scene, wanted),
                   20, f"{scene} in the look {wanted}")
        self.citizen.sees(scene)  # and takes the time that a touch needs to be meant for it

    def test_the_citizen_changes_it_for_one_session(self):
        call = self.begin()
        self.look("high-contrast", "explain")
        self.citizen.touches("language")
        self.look("high-contrast", "choose-language")
        for wanted in ("light", "dark", "high-contrast", "light"):
            self.citizen.touches("appearance")
            self.look(wanted, "choose-language")
        self.citizen.touches("back")
        self.look("light", "explain")
        self.citizen.starts()
        self.look("light", "entry")
        self.citizen.types("1234")
        self.citizen.touches("confirm")
        self.assertEqual(call.outcome(), "verified")
        self.app.close()
        self.look("light", "remove-card")
        self.stage.card("remove")
        self.look("high-contrast", "idle")
        # Whoever comes next does not learn which language the last one spoke.
        self.assertEqual(self.stage.picture()["language"], "ja")


if __name__ == "__main__":
    unittest.main()
