#!/usr/bin/python3
"""The citizen's language: chosen at the panel, on keys that everybody finds. The real binaries on one machine."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from theatre import CounterTest, Waiting  # noqa: E402

LANGUAGES = ("ja", "ja-x-plain", "en", "zh-Hans", "ko", "vi", "pt-BR", "fil")


class Languages(CounterTest):
    stage_options = {"panel": (800, 480, 154, 86)}

    def test_every_language_can_be_chosen_and_stays_until_another_is(self):
        self.app.open("certificate-renewal", "vi")
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.assertEqual(self.citizen.sees("explain")["language"], "vi")
        for place, language in enumerate(LANGUAGES):
            self.citizen.touches("language")
            picture = self.citizen.sees("choose-language")
            keys = [target for target in picture["targets"] if target["key"] == "choose-language"]
            self.assertEqual(len(keys), len(LANGUAGES))
            key = keys[place]
            self.citizen.link.tap(key["x"] + key["width"] / 2, key["y"] + key["height"] / 2, hold=0.09)
            self.assertEqual(self.citizen.sees("explain")["language"], language)
        self.citizen.starts()
        self.assertEqual(self.citizen.sees("entry")["language"], LANGUAGES[-1])
        self.citizen.types("1234")
        self.citizen.touches("confirm")
        self.assertEqual(call.outcome(), "verified")


if __name__ == "__main__":
    unittest.main()
