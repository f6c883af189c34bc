#!/usr/bin/python3
"""How the panel is, over entries and while nobody is served: in a word on the bus and in the log; a clerk asks for a
calibration at the panel; a target that nobody touches moves on. The real binaries on one machine."""

import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from theatre import CounterApp, PanelTest, wait_until  # noqa: E402


class PanelHealth(PanelTest):
    def states(self):
        return [(r["subject"], r["detail"]) for r in self.stage.records() if r["event"] == "panel-state"]

    def wait_states(self, *states):
        wait_until(lambda: self.states() == list(states), 10, f"the records {states}")

    def wait_free(self):
        wait_until(lambda: self.app.state() == "ready", 20, "the counter to be free")

    def wait_state(self, state):
        wait_until(lambda: self.app.property("PanelState") == state, 10, f"the panel to be {state}")

    def corners(self, *order):
        """Taps near the corners, which are 0 upper left, 1 upper right, 2 lower right, 3 lower left."""
        width, height = self.stage.panel[2:]
        places = ((8, 8), (width - 8, 8), (width - 8, height - 8), (8, height - 8))
        for corner in order:
            self.citizen.link.tap(*places[corner], hold=0.09)
            time.sleep(0.15)

    def wanted(self):
        return self.wanted_by(self.app)

    def wanted_by(self, app):
        return app.property("CalibrationWanted") == "1"

    def test_two_refusals_ask_for_a_calibration_and_a_calibration_answers(self):
        self.assertEqual(self.app.property("PanelState"), "ok")
        for number in range(2):
            call = self.begin()
            self.citizen.starts((22, 0))
            self.citizen.sees("panel-refused")
            self.citizen.touches("stop")
            self.assertEqual(call.outcome(), "stopped")
            self.assertEqual(self.app.property("PanelState"), "ok", "nothing is judged during a session")
            self.app.close()
            self.wait_free()
            if number == 0:
                self.assertEqual(self.states(), [])
        self.wait_state("recalibrate")
        self.wait_states(("refusals", "recalibrate"))
        self.assertEqual(self.calibrate((22, 0))[0], "done")
        self.wait_state("ok")
        self.wait_states(("refusals", "recalibrate"), ("none", "ok"))

    def test_touches_while_nobody_is_served_are_told(self):
        for _ in range(4):
            self.citizen.link.tap(60, 60, hold=0.3)
            time.sleep(0.2)
        self.wait_state("advise")
        self.wait_states(("touched-idle", "advise"))

    def test_a_clerk_asks_for_a_calibration_at_the_four_corners(self):
        self.corners(0, 3, 2, 1)
        time.sleep(0.5)
        self.assertFalse(self.wanted(), "the other way round is no gesture")
        self.corners(0, 1, 2, 3)
        wait_until(self.wanted, 10, "the calibration to be wanted")
        self.assertEqual(self.stage.picture()["scene"], "idle")
        self.assertEqual(self.calibrate((9, -7), points=9), ("done", self.worst()))
        self.assertEqual(self.touched, 9 + 2)
        self.assertFalse(self.wanted())

    def worst(self):
        """The worst miss of the last calibration, in millimetres, as the log has it."""
        records = [record for record in self.stage.records() if record["event"] == "panel-calibrated"]
        return max(records[-1]["worst-fitted"], records[-1]["worst-checked"]) / 10

    def test_the_gesture_is_none_during_a_session(self):
        another = CounterApp(self.stage)  # a connection that does not wait for an entry
        self.begin()
        self.corners(0, 1, 2, 3)
        time.sleep(0.5)
        self.assertFalse(self.wanted_by(another))

    def test_a_target_that_nobody_touches_moves_and_still_proves(self):
        self.begin()
        self.citizen.touches("start")
        self.citizen.sees("prove-panel")
        first = self.citizen.place_of("here")
        wait_until(lambda: self.citizen.place_of("here") != first, 15, "the target to move")
        self.assertEqual(self.stage.picture()["scene"], "prove-panel")
        self.citizen.proves()
        self.citizen.sees("entry")
        self.assertEqual(self.proofs(), ["proven"])


if __name__ == "__main__":
    unittest.main()
