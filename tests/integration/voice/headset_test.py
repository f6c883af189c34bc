#!/usr/bin/python3
"""What somebody hears who cannot see: the real vault, screen, ledger, front and voice; the headset is two files."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "counter"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "panel"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "stage"))

from panel_link import PanelLink  # noqa: E402
from stage import StageError  # noqa: E402
from theatre import BUILD, CounterTest, Waiting, wait_until  # noqa: E402

# No digit of it is a count, a number of tries, or the number of the PIN on the slip.
PIN = "9687"


class VoiceTest(CounterTest):
    stage_options = {"voice": True, "card": ("--pin", f"user-authentication={PIN}")}

    def setUp(self):
        super().setUp()
        self.keypad = PanelLink(str(self.stage.panel_socket), 0, 0, kind="keypad")
        self.addCleanup(self.keypad.unplug)

    def plugs_in(self):
        self.stage.headset.touch()
        self.hears("音声で案内します。")

    def texts(self):
        return [text for event, text, _ in self.stage.heard() if event == "begins" and text]

    def hears(self, text):
        try:
            wait_until(lambda: any(said.startswith(text) for said in self.texts()), 20, f"the words {text}")
        except StageError as error:
            raise StageError(f"{error}; heard were {self.stage.heard()[-6:]}") from None

    def begins_entry(self):
        self.app.open("certificate-renewal")
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.sees("explain")
        self.hears("キーパッドの確認キーを押すと")
        self.presses_until("confirm", lambda picture: picture.get("scene") == "entry")
        self.hears("キーパッドで入力し")
        return call

    def types(self, pin):
        for count, digit in enumerate(pin, start=1):
            self.types_one(digit, count)
            self.hears(f"{count}文字")

    def types_one(self, digit, count):
        """On a busy machine the picture may not yet have been told to be on the glass: then one presses again."""
        self.presses_until(digit, lambda picture: picture.get("dots") == count)

    def presses_until(self, key, shown):
        for _ in range(4):
            self.keypad.press(key)
            try:
                wait_until(lambda: shown(self.stage.picture()), 5, f"what {key} does")
                return
            except StageError:
                continue
        self.fail(f"the key {key} does nothing")


class WithHeadset(VoiceTest):
    def test_an_entry_by_keypad_alone_is_spoken_in_order(self):
        self.plugs_in()
        call = self.begins_entry()
        before = len(self.texts())
        self.types(PIN)
        self.hears("確認キーを押すと、カードで確かめます")
        self.keypad.press("confirm")
        self.assertEqual(call.outcome(), "verified")
        self.hears("確認できました")
        said = self.texts()
        order = ["音声で案内します。", "2, 利用者証明用電子証明書", "手続き：", "数字4けた", "あと3回入力できます",
                 "キーパッドの確認キー", "キーパッドで入力し", "1文字", "2文字", "3文字", "4文字", "確認キーを押すと",
                 "確認できました"]
        at = 0
        for words in order:
            found = next((i for i in range(at, len(said)) if said[i].startswith(words)), None)
            self.assertIsNotNone(found, f"{words} is not said after {said[:at]}")
            at = found + 1
        for digit in PIN:
            self.assertNotIn(digit, "".join(said[before:]))

    def test_every_key_sounds_the_same_and_taking_back_does_not(self):
        self.plugs_in()
        self.begins_entry()
        self.types("9687")
        self.keypad.press("correct")
        wait_until(lambda: self.texts().count("3文字") == 2, 20, "three characters again")
        sounds = [samples for event, text, samples in self.stage.heard() if event == "begins" and not text]
        self.assertEqual(len(sounds), 5)
        self.assertEqual(len(set(sounds[:4])), 1)
        self.assertNotEqual(sounds[4], sounds[0])

    def test_pulling_the_headset_silences_in_the_middle_of_a_sentence(self):
        hold = pathlib.Path(f"{self.stage.headset}.hold")
        hold.touch()
        self.plugs_in()
        self.stage.headset.unlink()
        wait_until(lambda: self.stage.heard()[-1][0] == "pulled", 20, "the silence")
        events = [event for event, _, _ in self.stage.heard()]
        self.assertEqual(events[-3:], ["begins", "is cut off", "pulled"])
        hold.unlink()
        call = self.entry_without_voice()
        self.assertEqual(call.outcome(), "verified")
        self.assertEqual(self.stage.heard()[-1][0], "pulled")

    def entry_without_voice(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.sees("explain")
        self.presses_until("confirm", lambda picture: picture.get("scene") == "entry")
        for count, digit in enumerate(PIN, start=1):
            self.types_one(digit, count)
        self.keypad.press("confirm")
        return call

    def test_nothing_is_heard_while_no_headset_is_in(self):
        wait_until(lambda: self.stage.heard(), 20, "the voice to look at its jack")
        call = self.entry_without_voice()
        self.assertEqual(call.outcome(), "verified")
        self.assertEqual([event for event, _, _ in self.stage.heard()], ["pulled"])

    def test_a_killed_voice_ends_no_session(self):
        self.plugs_in()
        call = self.begins_entry()
        self.stage.end("voice", signal.SIGKILL)
        for count, digit in enumerate(PIN, start=1):
            self.types_one(digit, count)
        self.keypad.press("confirm")
        self.assertEqual(call.outcome(), "verified")
        self.assertEqual(self.app.state(), "busy" if self.app.session else "ready")

    def test_the_picture_is_blanked_and_comes_back_and_the_entry_goes_on_behind_it(self):
        self.plugs_in()
        call = self.begins_entry()
        self.presses_until("blank", lambda picture: picture.get("blank"))
        self.hears("画面を消しました")
        self.assertEqual([target["key"] for target in self.stage.picture()["targets"]], ["stop"])
        self.types(PIN)
        self.keypad.press("confirm")
        self.assertEqual(call.outcome(), "verified")
        self.app.session.Close()
        wait_until(lambda: self.stage.picture().get("blank") is False, 20, "a picture for whoever comes next")

    def test_a_touch_stops_behind_a_blank_picture(self):
        self.plugs_in()
        call = self.begins_entry()
        self.presses_until("blank", lambda picture: picture.get("blank"))
        self.hears("画面を消しました")
        for _ in range(4):
            self.citizen.touches("stop")
            try:
                self.citizen.sees("stopped", seconds=5)
                break
            except StageError:
                continue
        self.assertEqual(call.outcome(), "stopped")

    def test_on_the_keypad_stop_asks_in_words_and_a_second_one_stops(self):
        self.plugs_in()
        call = self.begins_entry()
        self.presses_until("blank", lambda picture: picture.get("blank"))
        self.presses_until("stop", lambda picture: picture.get("scene") == "stop-question")
        self.hears("続けますか")
        self.assertTrue(self.stage.picture()["blank"])
        self.keypad.press("stop")
        self.assertEqual(call.outcome(), "stopped")

    def test_everything_is_said_again_when_asked_for(self):
        self.plugs_in()
        self.begins_entry()
        self.types("96")
        self.keypad.press("say-again")
        wait_until(lambda: self.texts().count("2文字") == 2, 20, "the page once more")


class KeypadPause(VoiceTest):
    """For hands that strike twice: the longest pause that the policy can set."""

    def setUp(self):
        policy = tempfile.TemporaryDirectory()
        self.addCleanup(policy.cleanup)
        shutil.copytree(BUILD / "policy" / "default", policy.name, dirs_exist_ok=True)
        panel = pathlib.Path(policy.name) / "panel.toml"
        panel.write_text("keypad-pause-ms = 1000\n" + panel.read_text())
        self.stage_options = {**self.stage_options, "policy": policy.name}
        super().setUp()

    def test_a_key_that_is_struck_twice_is_one(self):
        self.plugs_in()
        self.begins_entry()
        time.sleep(1.2)
        self.keypad.press("9", hold=0)
        self.keypad.press("9", hold=0)
        self.hears("1文字")
        time.sleep(1.2)
        self.keypad.press("6")
        self.hears("2文字")
        self.assertEqual(self.texts().count("2文字"), 1)
        self.assertNotIn("3文字", self.texts())


class TwoPins(unittest.TestCase):
    """What is heard of two entries that differ in nothing but the digits."""

    def heard_of(self, pin):
        test = WithHeadset("test_every_key_sounds_the_same_and_taking_back_does_not")
        test.stage_options = {"voice": True, "card": ("--pin", f"user-authentication={pin}")}
        test.setUp()
        try:
            test.plugs_in()
            call = test.begins_entry()
            before = len(test.stage.heard())
            test.types(pin)
            test.hears("確認キーを押すと、カードで確かめます")
            test.keypad.press("confirm")
            self.assertEqual(call.outcome(), "verified")
            test.hears("職員の案内をお待ちください。")
            return [(text, samples) for event, text, samples in test.stage.heard()[before:] if event == "begins"]
        finally:
            test.doCleanups()

    def test_sound_alike(self):
        self.assertEqual(self.heard_of("9687"), self.heard_of("5555"))


class Rendering(unittest.TestCase):
    def render(self, directory, command):
        policy = pathlib.Path(directory) / "policy"
        subprocess.run(["cp", "-r", str(BUILD / "policy" / "default"), str(policy)], check=True)
        (policy / "voice.toml").write_text(f'card = "x"\n[[language]]\nlanguage = "en"\ncommand = {command}\n')
        return subprocess.run([str(BUILD / "daemon/voice/tsuitate-voice"), "--policy", str(policy), "--render",
                               f"{directory}/clips"], text=True, capture_output=True, check=False)

    def test_a_program_that_writes_no_speech_is_named_and_nothing_of_it_is_kept(self):
        with tempfile.TemporaryDirectory() as directory:
            done = self.render(directory, '["touch", "{wav}"]')
            self.assertEqual(done.returncode, 1)
            self.assertIn("is no WAV file", done.stderr)
            self.assertEqual(list(pathlib.Path(directory).glob("clips/en/*[0-9a-f].wav")), [])


if __name__ == "__main__":
    unittest.main()
