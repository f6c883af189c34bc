"""The sheet for citizens: what tsuitatectl leaflet makes from the policy files, without a service."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", "build/release")).resolve()
TOOL = BUILD / "client" / "tsuitatectl" / "tsuitatectl"
POLICY = BUILD / "policy" / "default"
DONE, USAGE, ERROR = 0, 2, 6
KINDS = ("signature", "user-authentication", "resident-register", "card-info-input")


def poppler(tool, *arguments):
    return subprocess.run([tool, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def squeezed(text):
    """Without spaces, line ends and the signs that only say where a line may not end."""
    return re.sub(r"[\s\u2060\u00a0\u200b]", "", text)


class Sheet(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        missing = [tool for tool in ("pdftotext", "pdfinfo", "pdffonts", "pdfimages") if shutil.which(tool) is None]
        if missing:
            raise AssertionError(f"these programs of poppler-utils are missing: {' '.join(missing)}")
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-leaflet-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.directory = pathlib.Path(cls.scratch.name)

    def run_tool(self, *arguments, policy=POLICY):
        # No bus can be reached: the sheet needs none.
        environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}
        return subprocess.run([TOOL, "leaflet", "--policy", policy, *map(str, arguments)], env=environment,
                              capture_output=True, check=False, timeout=60)

    def sheet(self, *arguments, policy=POLICY):
        file = self.directory / "sheet.pdf"
        file.unlink(missing_ok=True)
        done = self.run_tool("-o", file, *arguments, policy=policy)
        self.assertEqual((done.returncode, done.stderr), (DONE, b""))
        return file

    def text_of(self, file):
        return squeezed(poppler("pdftotext", "-layout", file, "-"))

    def test_it_is_a_page_of_a4_for_each_pin_drawn_and_with_its_fonts(self):
        for language in ("ja", "ja-x-plain", "en", "zh-Hans", "ko", "vi", "pt-BR", "fil"):
            file = self.sheet("--lang", language)
            info = poppler("pdfinfo", file)
            self.assertRegex(info, r"Pages: +4\n")
            self.assertRegex(info, r"Page size: .*\(A4\)")
            self.assertRegex(info, r"Title: +\S")
            self.assertEqual(len(poppler("pdfimages", "-list", file).splitlines()), 2, "a picture")
            fonts = poppler("pdffonts", file).splitlines()[2:]
            self.assertTrue(fonts)
            for font in fonts:
                self.assertEqual(re.search(r" (yes|no) +(yes|no) +(yes|no) +\d+ +\d+$", font).group(1), "yes", font)
            self.assertIn(f"/Lang ({language})".encode(), file.read_bytes())
            # What was added for the language did not break the document: nothing had to be repaired.
            checked = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True)
            self.assertEqual(checked.stderr, "")

    def test_it_says_all_that_a_citizen_asks(self):
        for language, words in (
                ("en", ("PIN ① on the slip", "6 to 16 capital letters and digits", "After 5 wrong entries",
                        "Why is there no underscore", "January 2016", "JPKI portal site", "If you do not know",
                        "convenience store", "stays valid", "Stamp and telephone", "do not write your PIN",
                        "4 digits", "After 3 wrong entries")),
                ("ja", ("設定暗証番号記載票の①", "英大文字と数字を組み合わせた6〜16文字", "続けて5回まちがえると",
                        "下線（_）はなぜないのですか", "2016年1月", "公的個人認証サービス", "番号がわからないとき",
                        "コンビニでもできます", "有効期限まで使えます", "窓口の印", "暗証番号を書かないで",
                        "数字4けた", "続けて3回まちがえると")),
                ("vi", ("Vì sao không có dấu gạch dưới (_)?", "tháng 1 năm 2016", "Xin đừng ghi mã PIN")),
                ("zh-Hans", ("为什么没有下划线（_）？", "2016年1月")),
                ("ko", ("밑줄(_)은 왜 없나요?", "2016년 1월"))):
            text = self.text_of(self.sheet("--lang", language))
            for word in words:
                self.assertIn(squeezed(word), text)
            for number in "①②③④":
                self.assertIn(number, text)
            self.assertNotIn("{", text)

    def test_the_keys_are_all_there_and_no_more(self):
        words = poppler("pdftotext", "-bbox", self.sheet("--kind", "signature"), "-")
        keys = re.findall(r">([A-Z0-9])</word>", words)
        for key in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
            self.assertIn(key, keys)
        words = poppler("pdftotext", "-bbox", self.sheet("--kind", "card-info-input", "--lang", "en"), "-")
        keys = set(re.findall(r">([A-Z0-9])</word>", words)) - {"A"}  # an English word
        self.assertEqual(keys, set("0123456789"))

    def test_the_keys_are_as_large_as_on_the_counters_own_panel(self):
        policy = self.directory / "policy"
        shutil.copytree(POLICY, policy, dirs_exist_ok=True)
        self.addCleanup(shutil.rmtree, policy)
        panel = (policy / "panel.toml").read_text()
        changed = re.sub(r"^size-mm = .*$", "size-mm = [154, 86]", panel, flags=re.M)
        self.assertNotEqual(changed, panel)
        (policy / "panel.toml").write_text(changed)
        file = self.sheet("--kind", "user-authentication", "--lang", "en", policy=policy)
        text = self.text_of(file)
        scale = re.search(r"Thekeysonthepanel\((\d+)%", text)
        self.assertIsNotNone(scale, text)
        places = {key: float(x) for x, key in
                  re.findall(r'<word xMin="([0-9.]+)"[^>]*>([123])</word>', poppler("pdftotext", "-bbox", file, "-"))}
        pitch = (places["2"] - places["1"]) * 25.4 / 72 / (int(scale.group(1)) / 100)
        # As policy/keypad lays a digit pad on this panel.
        self.assertGreater(pitch, 19)
        self.assertLess(pitch, 25)

    def test_only_the_pins_that_are_asked_for_in_that_order(self):
        file = self.sheet("--kind", "card-info-input", "--kind", "signature", "--lang", "en")
        self.assertRegex(poppler("pdfinfo", file), r"Pages: +2\n")
        text = self.text_of(file)
        self.assertLess(text.index("④"), text.index("①PINofthesignature"))
        self.assertNotIn("③PIN", text)

    def test_the_policy_of_the_counter_is_what_is_printed(self):
        policy = self.directory / "other"
        shutil.copytree(POLICY, policy, dirs_exist_ok=True)
        self.addCleanup(shutil.rmtree, policy)
        kinds = policy / "pin-kinds.toml"
        kinds.write_text(kinds.read_text().replace("max-tries = 5", "max-tries = 7"))
        self.assertIn("After7wrong", self.text_of(self.sheet("--lang", "en", policy=policy)))
        kinds.write_text(kinds.read_text().replace("max-tries = 7", "max-tries = 70"))
        done = self.run_tool("-o", self.directory / "none.pdf", policy=policy)
        self.assertEqual(done.returncode, ERROR)
        self.assertIn(b"pin-kinds.toml", done.stderr)

    def test_what_cannot_be_done_is_said_and_told_by_the_status(self):
        nowhere = self.directory / "no" / "such" / "folder.pdf"
        for arguments, status, words in ((("-o", nowhere), ERROR, "cannot be written: No such file"),
                                         (("-o", self.directory / "x.pdf", "--lang", "fr"), USAGE, "--lang"),
                                         (("-o", self.directory / "x.pdf", "--kind", "none"), USAGE, "no PIN"),
                                         ((), USAGE, "--output")):
            done = self.run_tool(*arguments)
            self.assertEqual((done.returncode, done.stdout), (status, b""), done.stderr)
            self.assertIn(words, done.stderr.decode())
        self.assertFalse((self.directory / "x.pdf").exists())
        done = self.run_tool("-o", self.directory / "x.pdf", policy="/nowhere")
        self.assertEqual(done.returncode, ERROR)
        self.assertIn(b"/nowhere", done.stderr)

    def test_a_full_disk_is_no_success(self):
        self.assertEqual(self.run_tool("-o", "/dev/full").returncode, ERROR)

    def test_standard_output_gets_the_sheet_alone(self):
        self.assertTrue(self.run_tool("-o", "-").stdout.startswith(b"%PDF"))


if __name__ == "__main__":
    unittest.main()
