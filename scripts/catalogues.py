#!/usr/bin/python3
"""The policy files as they are installed: with every language of the panel, from the English texts and the gettext
catalogues policy/default/languages/<tag>.po. The running program reads TOML alone.

    catalogues.py --output DIR     writes DIR: policy/default with the languages filled in
    catalogues.py --template FILE  writes a template for a new catalogue (tsuitate.pot)
    catalogues.py --check          says what is missing or wrong in the catalogues, and where

An entry's context (msgctxt) is the place of its text: keys.correct, scenes.explain.message,
pin-kinds.signature.title, assistance.help.points-at-keys.does. A message's paragraphs are one a line."""

import argparse
import functools
import gettext
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

MSGFMT = "msgfmt"  # --msgfmt names another
SOURCE = pathlib.Path(__file__).resolve().parent.parent / "policy" / "default"
# As policy/session/vocabulary.hpp names them; English is the source.
LANGUAGES = ("ja", "ja-x-plain", "en", "zh-Hans", "ko", "vi", "pt-BR", "fil")
TRANSLATED = tuple(tag for tag in LANGUAGES if tag != "en")
# Their texts stand in the file itself, in Japanese and English.
INLINE_FILES = ("pin-kinds.toml", "procedures.toml", "assistance.toml", "staff.toml")
INLINE_TEXT = re.compile(r'^([a-z-]+) = \{ ja = "(?:[^"\\]|\\.)*", en = ("(?:[^"\\]|\\.)*") \}$')


def quoted(text):
    """A string of JSON is one of TOML and of gettext, too."""
    return json.dumps(text, ensure_ascii=False)


# ---------------------------------------------------------------- the English source

def panel_texts():
    return tomllib.loads((SOURCE / "texts" / "en.toml").read_text(encoding="utf-8"))


def entries_of_panel(texts):
    """(context, English) of every text of the panel, in the file's order."""
    for section in ("keys", "phrases"):
        for name, text in texts[section].items():
            yield f"{section}.{name}", text
    for scene, parts in texts["scenes"].items():
        yield f"scenes.{scene}.heading", parts["heading"]
        yield f"scenes.{scene}.message", "\n".join(parts["message"])
        for name, text in parts.get("keys", {}).items():
            yield f"scenes.{scene}.keys.{name}", text


def inline_texts(value):
    """How many texts in Japanese and English there are in what a file holds."""
    if isinstance(value, list):
        return sum(inline_texts(one) for one in value)
    if not isinstance(value, dict):
        return 0
    if isinstance(value.get("ja"), str) and isinstance(value.get("en"), str):
        return 1
    return sum(inline_texts(one) for one in value.values())


def inline_lines(file):
    """(line, context or None, English) of every line of a policy file. The context is made of the file's name, the section
    where the file has several kinds of them, the entry's own name, and the key."""
    text = (SOURCE / file).read_text(encoding="utf-8")
    sections = {section for section, value in tomllib.loads(text).items() if isinstance(value, list)}
    section = name = None
    seen = 0
    for line in text.splitlines():
        context = english = None
        if opened := re.fullmatch(r"\[\[([a-z-]+)\]\]", line):
            section, name = opened[1], None
        elif named := re.fullmatch(r'name = "([a-z0-9-]+)"', line):
            name = named[1]
        elif found := INLINE_TEXT.match(line):
            place = [file.removesuffix(".toml"), *([section] if len(sections) > 1 else []), name, found[1]]
            context = ".".join(place)
            english = json.loads(found[2])
            seen += 1
        yield line, context, english
    if seen != (there := inline_texts(tomllib.loads(text))):
        raise SystemExit(f"{file}: {there} texts in Japanese and English, of which {seen} stand in a line of their own: "
                         'key = { ja = "…", en = "…" }')


def entries():
    yield from entries_of_panel(panel_texts())
    for file in INLINE_FILES:
        for _, context, english in inline_lines(file):
            if context:
                yield context, english


# ---------------------------------------------------------------- the catalogues

class Untranslated(gettext.NullTranslations):
    def pgettext(self, context, message):
        raise KeyError(context)


class Catalogue:
    """One language's translations. A text that it lacks is in the nearest language until somebody translates it; `check`
    refuses that."""

    def __init__(self, tag):
        self.tag = tag
        self.file = SOURCE / "languages" / f"{tag}.po"
        with tempfile.NamedTemporaryFile(suffix=".mo") as compiled:
            done = subprocess.run([MSGFMT, "--check", "--output-file", compiled.name, self.file], capture_output=True,
                                  text=True)
            if done.returncode:
                raise SystemExit(done.stderr.strip())
            self.translations = gettext.GNUTranslations(io.BytesIO(pathlib.Path(compiled.name).read_bytes()))
        self.translations.add_fallback(Untranslated())
        # What it lacks is read in the nearest language, as policy/local_text.cpp does with other texts.
        self.nearest = catalogue_of("ja") if tag == "ja-x-plain" else None

    @property
    def break_before(self):
        """Words before which a line of the panel may end: no text of it, so it stands in the catalogue's header."""
        return [word for word in self.translations.info().get("x-break-before", "").split("|") if word]

    def find(self, context, english):
        try:
            return self.translations.pgettext(context, english)
        except KeyError:
            return None

    def get(self, context, english):
        nearest = self.nearest.get(context, english) if self.nearest else english
        return self.find(context, english) or nearest


@functools.cache
def catalogue_of(tag):
    return Catalogue(tag)


def texts_in(catalogue):
    """texts/<tag>.toml"""
    texts = panel_texts()
    lines = [f"# Texts of the citizen's panel, made from languages/{catalogue.tag}.po; en.toml explains the placeholders.",
             "", f"language = {quoted(catalogue.tag)}",
             f"break-before = [{', '.join(map(quoted, catalogue.break_before))}]"]

    def said(context, text):
        return catalogue.get(context, text)

    for section in ("keys", "phrases"):
        lines += ["", f"[{section}]"]
        lines += [f"{name} = {quoted(said(f'{section}.{name}', text))}" for name, text in texts[section].items()]
    for scene, parts in texts["scenes"].items():
        place = f"scenes.{scene}"
        message = said(f"{place}.message", "\n".join(parts["message"])).split("\n")
        lines += ["", f"[{place}]", f"heading = {quoted(said(f'{place}.heading', parts['heading']))}",
                  "message = [", *[f"    {quoted(line)}," for line in message], "]"]
        if "keys" in parts:
            keys = [f"{name} = {quoted(said(f'{place}.keys.{name}', text))}" for name, text in parts["keys"].items()]
            lines.append(f"keys = {{ {', '.join(keys)} }}")
    return "\n".join(lines) + "\n"


def policy_file_in(file, catalogues):
    """A policy file with a text in each language. Its lines stay where they are."""
    lines = []
    for line, context, english in inline_lines(file):
        if context:
            more = ((one.tag, one.find(context, english)) for one in catalogues if one.tag != "ja")
            line = line.removesuffix(" }") + "".join(f", {tag} = {quoted(text)}" for tag, text in more if text) + " }"
        lines.append(line)
    text = "\n".join(lines) + "\n"
    tomllib.loads(text)
    return text


def write_policy(directory):
    catalogues = [catalogue_of(tag) for tag in TRANSLATED]
    (directory / "texts").mkdir(parents=True, exist_ok=True)
    # A file or a language that is gone shall not be installed from an older build.
    for old in [*directory.glob("*.toml"), *directory.glob("texts/*.toml")]:
        old.unlink()
    for file in SOURCE.glob("*.toml"):
        text = policy_file_in(file.name, catalogues) if file.name in INLINE_FILES else file.read_text(encoding="utf-8")
        (directory / file.name).write_text(text, encoding="utf-8")
    (directory / "texts" / "en.toml").write_text((SOURCE / "texts" / "en.toml").read_text(encoding="utf-8"),
                                                 encoding="utf-8")
    for catalogue in catalogues:
        (directory / "texts" / f"{catalogue.tag}.toml").write_text(texts_in(catalogue), encoding="utf-8")


# ---------------------------------------------------------------- template and check

def po_text(text):
    if "\n" not in text:
        return quoted(text)
    return '""\n' + "\n".join(quoted(line) for line in text.splitlines(keepends=True))


def write_template(file):
    parts = ['msgid ""\nmsgstr ""\n"Project-Id-Version: tsuitate\\n"\n"Language: \\n"\n"MIME-Version: 1.0\\n"\n'
             '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n']
    parts += [f'msgctxt {quoted(context)}\nmsgid {po_text(english)}\nmsgstr ""\n' for context, english in entries()]
    file.write_text("\n".join(parts), encoding="utf-8")


def keys_named_in(context, english, source):
    """The keys that a text calls by their words, each as the contexts that it may have: the scene's own names go first."""
    scene = ".".join(context.split(".")[:2])
    for name in re.findall("“([^”]+)”", english):
        own = [place for place, text in source.items() if place.startswith(f"{scene}.keys.") and text == name]
        yield own or [place for place, text in source.items() if place.startswith("keys.") and text == name]


def faults_of(context, english, translation):
    """What a translation must have in common with its source."""
    here, there = (sorted(set(re.findall(r"\{[a-z-]*\}", text))) for text in (translation, english))
    if here != there:
        yield f"placeholders: {' '.join(here) or 'none'}, in English {' '.join(there) or 'none'}"
    for what, pattern in (("signs |", r"\|"), ("strong lines", r"(?m)^\* ")):
        here, there = (len(re.findall(pattern, text)) for text in (translation, english))
        if here != there:
            yield f"{here} {what}, in English {there}"
    lines = translation.split("\n")
    if not context.endswith(".message") and len(lines) != len(english.split("\n")):
        yield f"{len(lines)} lines, in English {len(english.split(chr(10)))}"
    if any(line != line.strip() or not line for line in lines):
        yield "an empty line, or spaces at an end"
    if re.search(r"[\u0300-\u036f]", translation):
        yield "a letter with a separate accent: write it as one character (NFC)"


def faults_in(catalogue, source):
    text = catalogue.file.read_text(encoding="utf-8")
    lines = {match[1]: text.count("\n", 0, match.start()) + 1 for match in re.finditer(r'(?m)^msgctxt "(.*)"$', text)}
    for context, line in lines.items():
        if context not in source:
            yield line, f"{context}: no such text in English"
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#~"):
            yield number, "obsolete"
        elif line.startswith("#,") and "fuzzy" in line:
            yield number, "fuzzy"
    for context, english in source.items():
        translation = catalogue.find(context, english)
        if translation is None:
            yield lines.get(context, 1), f"{context}: not translated, or the English text has changed"
        else:
            for fault in faults_of(context, english, translation):
                yield lines.get(context, 1), f"{context}: {fault}"
            for places in keys_named_in(context, english, source):
                names = [catalogue.get(place, source[place]) for place in places]
                if not any(name in translation for name in names):
                    yield lines.get(context, 1), f"{context}: names no key {' or '.join(names)}"


def check():
    source = dict(entries())
    wrong = 0
    for tag in TRANSLATED:
        catalogue = catalogue_of(tag)
        # The shipped policy files hold their Japanese themselves.
        wanted = source if tag != "ja" else dict(entries_of_panel(panel_texts()))
        for line, fault in sorted(faults_in(catalogue, wanted)):
            print(f"{catalogue.file.relative_to(SOURCE.parent.parent)}:{line}: {fault}")
            wrong += 1
    if not wrong:
        print(f"catalogues: {len(source)} texts in {len(LANGUAGES)} languages")
    return wrong == 0


def main():
    parser = argparse.ArgumentParser(description="The policy files with every language of the panel.")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--output", metavar="DIR", type=pathlib.Path)
    action.add_argument("--template", metavar="FILE", type=pathlib.Path)
    action.add_argument("--check", action="store_true")
    parser.add_argument("--msgfmt", metavar="PROGRAM", default="msgfmt", help="of GNU gettext (default: from PATH)")
    arguments = parser.parse_args()
    global MSGFMT
    MSGFMT = arguments.msgfmt
    if arguments.output:
        write_policy(arguments.output)
    elif arguments.template:
        write_template(arguments.template)
    else:
        sys.exit(0 if check() else 1)


if __name__ == "__main__":
    main()
