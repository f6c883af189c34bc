#!/usr/bin/python3
"""The check of the catalogues finds what a translator may get wrong, and a gap is filled in English meanwhile."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import tomllib
import unittest

SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).resolve().parents[3]))


class Catalogues(unittest.TestCase):
    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-languages-"))
        self.addCleanup(shutil.rmtree, self.directory)
        self.default = self.directory / "policy" / "default"
        shutil.copytree(SOURCE / "policy" / "default", self.default)
        (self.directory / "scripts").mkdir()
        self.script = shutil.copy(SOURCE / "scripts" / "catalogues.py", self.directory / "scripts")

    def run_script(self, *arguments):
        return subprocess.run(["/usr/bin/python3", self.script, *map(str, arguments)], capture_output=True, text=True)

    def change(self, tag, passage, replacement):
        """One change to a catalogue; returns the number of its line."""
        file = self.default / "languages" / f"{tag}.po"
        text = file.read_text()
        self.assertIn(passage, text)
        file.write_text(text.replace(passage, replacement, 1))
        return text.count("\n", 0, text.index(passage)) + 1

    def said_after(self, tag, passage, replacement):
        self.change(tag, passage, replacement)
        done = self.run_script("--check")
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(f"policy/default/languages/{tag}.po:", done.stdout)
        return done.stdout

    def test_the_shipped_ones_are_complete(self):
        self.assertEqual(self.run_script("--check").returncode, 0)

    def test_what_is_missing_is_named_with_its_line(self):
        line = self.change("vi", 'msgctxt "keys.correct"', 'msgctxt "keys.korrect"')
        said = self.run_script("--check").stdout
        self.assertIn(f"vi.po:{line}: keys.korrect: no such text in English", said)
        self.assertIn("keys.correct: not translated", said)

    def test_what_is_not_translated_or_not_sure_is_found(self):
        self.assertIn("keys.correct: not translated", self.said_after("vi", 'msgstr "Xóa"', 'msgstr ""'))
        self.assertIn("fuzzy", self.said_after("fil", 'msgctxt "keys.stop"', '#, fuzzy\nmsgctxt "keys.stop"'))

    def test_an_english_text_that_changed_is_found_in_every_language(self):
        file = self.default / "texts" / "en.toml"
        file.write_text(file.read_text().replace('stop = "Stop"', 'stop = "Cancel"'))
        said = self.run_script("--check").stdout
        self.assertEqual(said.count("keys.stop: not translated, or the English text has changed"), 7)

    def test_what_must_be_alike_is_compared(self):
        for tag, passage, replacement, fault in (
                ("ko", "{count}회 더", "{cuont}회 더", "phrases.tries-left: placeholders: {cuont}, in English {count}"),
                ("zh-Hans", "|12月", "", "phrases.months: 10 signs |, in English 11"),
                ("pt-BR", "* O funcionário só", "O funcionário só", "scenes.call-clerk.message: 0 strong lines"),
                ("pt-BR", "“Não digitar”", "“Nada”", "names no key Não digitar"),
                ("vi", "Có\\n", "Có ", "scenes.consent.keys.yes: 1 lines, in English 2"),
                ("vi", "Tiếng Việt", "Tiê\u0301ng Việt", "phrases.own-name: a letter with a separate accent")):
            with self.subTest(fault=fault):
                self.assertIn(fault, self.said_after(tag, passage, replacement))

    def test_a_gap_is_english_until_it_is_filled(self):
        self.change("vi", 'msgstr "Xóa"', 'msgstr ""')
        self.change("vi", 'msgstr "Đổi mã PIN"', 'msgstr ""')
        built = self.directory / "built"
        self.assertEqual(self.run_script("--output", built).returncode, 0)
        texts = tomllib.loads((built / "texts" / "vi.toml").read_text())
        self.assertEqual((texts["keys"]["correct"], texts["keys"]["stop"]), ("Delete", "Dừng"))
        titles = {one["name"]: one["title"] for one in
                  tomllib.loads((built / "procedures.toml").read_text())["procedure"]}
        self.assertNotIn("vi", titles["pin-change"])
        self.assertEqual(titles["pin-reset"]["vi"], "Đặt lại mã PIN")

    def test_the_template_has_every_text(self):
        template = self.directory / "new.pot"
        self.assertEqual(self.run_script("--template", template).returncode, 0)
        subprocess.run(["msgfmt", "--check-format", "--output-file", os.devnull, template], check=True)
        subprocess.run(["msgcmp", self.default / "languages" / "vi.po", template], check=True, capture_output=True)


if __name__ == "__main__":
    unittest.main()
