#!/usr/bin/python3
"""The way of a PIN through the real roles: app, bus, front, vault, panel, reader driver, card, ledger."""

import subprocess
import unittest

import dbus
from theatre import APP_THAT_WAITS, CounterApp, CounterTest, Waiting, wait_until


class Outcomes(CounterTest):
    def test_right_pin_is_verified_and_the_record_comes_before_the_attempt(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("1234")
        self.assertEqual(call.outcome(), "verified")
        self.assertEqual(self.verifies(), ["00200080" + "04" + "31323334"])
        events = self.events()
        self.assertLess(events.index("pin-attempt"), events.index("pin-outcome"))
        self.assertEqual(self.stage.records()[-1]["outcome"], "verified")

    def test_wrong_pin_costs_one_try_and_the_screen_says_what_is_left(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("9999")
        self.assertEqual(call.outcome(), "wrong")
        self.assertEqual(self.citizen.sees("wrong")["tries_left"], 2)
        self.assertEqual(len(self.verifies()), 1)

    def test_last_try_is_asked_for_and_a_no_costs_nothing(self):
        self.stage.card("set-tries user-authentication 1")
        call = self.begin()
        self.citizen.starts()
        self.citizen.sees("last-try-question")
        self.citizen.touches("no")
        self.assertEqual(call.outcome(), "stopped")
        self.assertEqual(self.verifies(), [])
        self.assertNotIn("pin-attempt", self.events())

    def test_last_try_after_a_yes_can_lock(self):
        self.stage.card("set-tries user-authentication 1")
        call = self.begin()
        self.citizen.starts()
        self.citizen.sees("last-try-question")
        self.citizen.touches("yes")
        self.citizen.sees("entry")
        self.citizen.types("0000")
        self.citizen.touches("confirm")
        self.assertEqual(call.outcome(), "locked")
        self.citizen.sees("locked")
        self.assertIn("last-try-agreed", self.events())

    def test_locked_pin_is_said_without_an_attempt(self):
        self.stage.card("lock user-authentication")
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.assertEqual(call.outcome(), "locked")
        self.citizen.sees("locked")
        self.assertEqual(self.verifies(), [])

    def test_incomplete_pin_cannot_be_confirmed(self):
        call = self.begins_typing()
        self.citizen.types("123")
        self.citizen.touches("confirm")
        self.citizen.touches("stop")
        self.citizen.sees("stop-question")
        self.citizen.touches("no")
        self.assertEqual(call.outcome(), "stopped")
        self.assertEqual(self.verifies(), [])

    def test_who_touched_stop_by_mistake_types_again_from_the_beginning(self):
        call = self.begins_typing()
        self.citizen.types("12")
        self.citizen.touches("stop")
        self.citizen.sees("stop-question")
        self.citizen.touches("yes")
        self.assertEqual(self.citizen.sees("entry")["dots"], 0)
        self.citizen.types("1234")
        self.citizen.touches("confirm")
        self.assertEqual(call.outcome(), "verified")
        self.assertEqual(self.verifies(), ["00200080" + "04" + "31323334"])

    def test_who_takes_the_card_instead_of_an_answer_has_stopped(self):
        call = self.begins_typing()
        self.citizen.touches("stop")
        self.citizen.sees("stop-question")
        self.stage.card("remove")
        self.assertEqual(call.outcome(), "stopped")

    def test_correcting_takes_back_the_last_character(self):
        call = self.begins_typing()
        self.citizen.types("129")
        self.citizen.touches("correct")
        wait_until(lambda: self.stage.picture().get("dots") == 2, 5, "two dots")
        self.citizen.touches("3")
        wait_until(lambda: self.stage.picture().get("dots") == 3, 5, "three dots")
        self.citizen.touches("4")
        wait_until(lambda: self.stage.picture().get("dots") == 4, 5, "four dots")
        self.citizen.touches("confirm")
        self.assertEqual(call.outcome(), "verified")


class LongestPin(CounterTest):
    stage_options = {"card": ("--pin", "signature=ABCD1234EFGH5678")}

    def test_signature_pin_of_sixteen_characters(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("signature"))
        self.citizen.enters("ABCD1234EFGH5678")
        self.assertEqual(call.outcome(), "verified")


class Faults(CounterTest):
    def test_foreign_card_is_an_outcome_and_a_screen(self):
        self.stage.card("fault foreign")
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.assertEqual(call.outcome(), "foreign-card")
        self.citizen.sees("foreign-card")

    def test_card_without_pin_service_is_an_outcome_and_a_screen(self):
        self.stage.card("fault no-pin-service")
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.assertEqual(call.outcome(), "no-pin-service")
        self.citizen.sees("no-pin-service")

    def test_card_removed_in_the_middle_of_verify_is_inconclusive_and_nothing_is_sent_again(self):
        self.stage.card("fault remove-in-verify counted")
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("1234")
        self.assertEqual(call.outcome(), "inconclusive")
        self.assertEqual(len(self.verifies()), 1)

    def test_garbage_status_is_inconclusive(self):
        self.stage.card("fault garbage-status")
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("1234")
        self.assertEqual(call.outcome(), "inconclusive")
        self.assertEqual(len(self.verifies()), 1)

    def test_card_removed_during_entry_ends_the_session_and_costs_nothing(self):
        call = self.begins_typing()
        self.citizen.types("12")
        self.stage.card("remove")
        self.assertEqual(call.outcome(), "card-removed")
        self.assertEqual(self.verifies(), [])
        wait_until(lambda: "session-ended" in self.events(), 20, "the record of the end")

    def test_panel_unplugged_during_entry_ends_the_session(self):
        call = self.begins_typing()
        self.citizen.unplugs()
        self.assertEqual(call.outcome(), "out-of-service")
        wait_until(lambda: self.app.state() == "out-of-service", 10, "out of service")
        self.citizen.sees("out-of-service")

    def test_ledger_gone_stops_pin_entry(self):
        call = self.begins_typing()
        self.stage.end("ledger", 9)
        self.assertEqual(call.outcome(), "out-of-service")
        self.citizen.sees("out-of-service")
        self.assertEqual(self.verifies(), [])

    def test_caller_that_leaves_the_bus_ends_the_session(self):
        app = subprocess.Popen(["/usr/bin/python3", "-c", APP_THAT_WAITS, self.stage.bus_address])
        self.addCleanup(app.wait)
        self.citizen.sees("explain")
        self.citizen.starts()
        self.citizen.sees("entry")
        self.citizen.types("12")
        app.kill()
        wait_until(lambda: "session-ended" in self.events(), 20, "the record of the end")
        self.assertEqual([r["detail"] for r in self.stage.records() if r["event"] == "session-ended"], ["caller-left"])
        self.assertEqual(self.verifies(), [])


class Commands(CounterTest):
    select_jpki = "00a404" + "0c" + "0a" + "d392f000260100000001"

    def test_reading_passes_and_everything_about_a_pin_is_refused(self):
        self.app.open()
        self.assertEqual(self.app.send(self.select_jpki), "9000")
        self.assertEqual(self.app.send("00a4020c02000a"), "9000")
        self.assertTrue(self.app.send("00b0000004").startswith("3082"))
        for refused in ("0020008004" + "31323334", "00200080", "0024018004" + "31323334", "002c008000", "00d6000001ff"):
            with self.assertRaises(dbus.DBusException) as error:
                self.app.send(refused)
            self.assertTrue(error.exception.get_dbus_name().endswith("CommandRefused"), refused)
        self.assertEqual(self.verifies(), [])

    def test_signing_is_recorded_before_and_works_only_after_the_pin(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("1234")
        self.assertEqual(call.outcome(), "verified")
        self.assertEqual(self.app.send("00a4020c020017"), "9000")
        digest_info = "3031300d060960864801650304020105000420" + "00" * 32
        signature = self.app.send("802a0080" + f"{len(digest_info) // 2:02x}" + digest_info + "00")
        self.assertTrue(signature.endswith("9000") and len(signature) == 2 * 258, signature[-8:])
        self.assertIn("command-sent", self.events())

    def test_nothing_stays_verified_after_the_session(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("1234")
        self.assertEqual(call.outcome(), "verified")
        self.app.close()
        wait_until(lambda: self.app.state() == "ready", 20, "the session's end")
        self.app.open()
        self.app.send(self.select_jpki)
        self.app.send("00a4020c020017")
        digest_info = "3031300d060960864801650304020105000420" + "00" * 32
        self.assertEqual(self.app.send("802a0080" + f"{len(digest_info) // 2:02x}" + digest_info + "00"), "6982")

    def test_one_session_at_a_time(self):
        self.app.open()
        other = CounterApp(self.stage)
        with self.assertRaises(dbus.DBusException) as error:
            other.open()
        self.assertTrue(error.exception.get_dbus_name().endswith("Busy"))


class Multitouch(CounterTest):
    citizen_kind = "multitouch"

    def test_entry_on_a_multitouch_panel(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("1234")
        self.assertEqual(call.outcome(), "verified")


class Tablet(CounterTest):
    citizen_kind = "tablet"

    def test_entry_on_an_absolute_tablet(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("1234")
        self.assertEqual(call.outcome(), "verified")


class Stylus(CounterTest):
    citizen_kind = "pen"

    def test_entry_with_a_stylus(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("1234")
        self.assertEqual(call.outcome(), "verified")


if __name__ == "__main__":
    unittest.main(verbosity=2)
