"""Script: a list of touches, as ./demo --script takes it. Read whole before anything starts, so that a mistake in its
last line is said at once, with its number; then played line by line."""

import contextlib
import time

from stage import StageError, wait_until


class ScriptError(ValueError):
    """What is wrong, with the line."""


class Step:
    def __init__(self, where, line):
        self.where, self.line = where, line
        self.verb, *self.words = line.split()

    def complaint(self, reason):
        return ScriptError(f"{self.where}: \"{self.line}\": {reason}")


class Script:
    # Each verb: how many words follow it, at least and at most.
    VERBS = {"await": (1, 9), "prove": (0, 0), "press": (1, 1), "type": (1, 1), "tap": (2, 2), "wait": (1, 1),
             "insert": (0, 0), "remove": (0, 0), "ask": (1, 1)}
    NUMBERS = ("tap", "wait")

    def __init__(self, name, text):
        """Raises ScriptError."""
        self.steps = []
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                self.steps.append(Step(f"{name}:{number}", line.strip()))
        for step in self.steps:
            if not step.verb.startswith("#"):
                self.check(step)

    def check(self, step):
        if step.verb not in self.VERBS:
            raise step.complaint(f"no such step as \"{step.verb}\"; see ./demo --help")
        least, most = self.VERBS[step.verb]
        if not least <= len(step.words) <= most:
            raise step.complaint(f"\"{step.verb}\" takes {least if least == most else 'one or more'} "
                                 f"word{'s' * (most != 1)} after it, not {len(step.words)}; see ./demo --help")
        if step.verb in self.NUMBERS:
            try:
                [float(word) for word in step.words]
            except ValueError:
                raise step.complaint(f"\"{step.verb}\" takes numbers; see ./demo --help") from None

    def play(self, stage, citizen, app):
        """Raises ScriptError with the line that could not be played."""
        for step in self.steps:
            try:
                self.carry_out(step, stage, citizen, app)
            except StageError as error:
                raise step.complaint(error) from None

    @staticmethod
    def carry_out(step, stage, citizen, app):
        verb, words = step.verb, step.words
        if verb.startswith("#"):
            print(f"  citizen        {step.line.strip('# ')}", flush=True)
        elif verb == "await":
            citizen.sees(*words, seconds=30)
            picture = stage.picture()
            print(f"  panel          shows {picture['scene']}: {stage.frames / picture['picture']}", flush=True)
        elif verb == "press":
            before = stage.picture()
            citizen.touches(words[0])
            # What follows is for the picture after this one. A key that changes nothing is no mistake.
            with contextlib.suppress(StageError):
                wait_until(lambda: (stage.picture() or before) != before, 2, "another picture")
        elif verb == "prove":
            citizen.proves()
        elif verb == "type":
            dots = stage.picture().get("dots", 0)
            for count, character in enumerate(words[0], start=dots + 1):
                citizen.touches(character)
                wait_until(lambda wanted=count: stage.picture().get("dots") == wanted, 10, f"dot {count}")
        elif verb == "tap":
            citizen.link.tap(float(words[0]), float(words[1]))
            time.sleep(0.2)
        elif verb == "wait":
            time.sleep(float(words[0]))
        elif verb in ("insert", "remove"):
            stage.card(verb)
        else:
            app.wait(60)
            app.ask(words[0])
