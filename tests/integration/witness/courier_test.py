#!/usr/bin/python3
"""Courier and witnesses together: growth, a witness that is down, a log in two versions, a log set back, paper."""

import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from office import AUDIT, COURIER, Courier, Log, Witness


class CourierAndWitnesses(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-courier-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.log = Log(self.folder / "log", 100)
        self.near = Witness(self.folder / "near", "near", [self.log])
        self.far = Witness(self.folder / "far", "far", [self.log])
        for witness in (self.near, self.far):
            self.addCleanup(witness.end, signal.SIGKILL)

    def courier(self, log=None, witnesses=None, name="courier", **more):
        courier = Courier(self.folder / name, log or self.log, witnesses or [self.near, self.far], **more)
        self.addCleanup(courier.end, signal.SIGKILL)
        return courier

    def test_brings_each_checkpoint_to_each_witness(self):
        courier = self.courier()
        small = self.log.size()
        for witness in (self.near, self.far):
            courier.wait_for(witness, "the first signature", cosigned_size=small, trouble="none", gap=False)
        self.log.show(1500)
        large = self.log.size()
        self.assertGreater(large, small)
        for witness in (self.near, self.far):
            courier.wait_for(witness, "the second signature", cosigned_size=large, trouble="none")
            text = courier.latest(witness)
            self.assertTrue(text.startswith(self.log.checkpoint()), "the log's own lines stay as they are")
            self.assertIn(f"\n\u2014 {witness.name}.example/witness ", text)
            kept = {path.name for path in (courier.state / "witnessed" / witness.name).iterdir()}
            self.assertEqual({name.split("-")[-1] for name in kept}, {"latest", str(small), str(large)})
        self.assertFalse(courier.status()["gap"])
        self.assertEqual(courier.end(), 0)

    def test_a_receipt_can_rest_on_what_a_witness_signed(self):
        courier, size = self.courier(), self.log.size()
        courier.wait_for(self.near, "the first signature", cosigned_size=size, trouble="none")
        self.log.show(1500)
        kept = next((courier.state / "witnessed" / self.near.name).glob(f"*-{size}"))
        receipt, anchor = self.folder / "receipt.tlog-proof", self.folder / "anchor"
        anchor.write_text(self.log.anchor, encoding="utf-8")

        def audit(*arguments):
            return subprocess.run([AUDIT, *arguments], capture_output=True, text=True)
        made = audit("prove", "17", "--log", self.log.folder, "-o", receipt, "--checkpoint", kept)
        self.assertEqual(made.returncode, 0, made.stderr)
        right = audit("check-proof", receipt, "--anchor", anchor, "--witness", self.near.key())
        self.assertEqual(right.returncode, 0, right.stdout)
        self.assertIn(f"the first {size} records", right.stdout)
        wrong = audit("check-proof", receipt, "--anchor", anchor, "--witness", self.far.key())
        self.assertEqual(wrong.returncode, 1)
        self.assertIn("[witness]", wrong.stdout)

    def test_a_witness_that_is_down_does_not_hold_the_other_up_and_comes_back(self):
        self.far.end(signal.SIGKILL)
        courier = self.courier(longest_gap=3)
        courier.wait_for(self.near, "the signature of the one that is there", cosigned_size=self.log.size())
        courier.wait_for(self.far, "trouble with the other", trouble="unreachable", gap=True)
        self.assertTrue(courier.status()["gap"])
        self.far.start()
        courier.wait_for(self.far, "the other's signature", trouble="none", gap=False, cosigned_size=self.log.size())

    def test_a_gap_shows_when_signatures_stop(self):
        courier = self.courier(longest_gap=4, witnesses=[self.near])
        courier.wait_for(self.near, "a signature", gap=False, trouble="none")
        self.near.end(signal.SIGKILL)
        courier.wait_for(self.near, "a gap", gap=True, trouble="unreachable", cosigned_size=self.log.size())

    def test_a_quiet_log_is_signed_again(self):
        courier = self.courier(longest_gap=4, witnesses=[self.near])
        courier.wait_for(self.near, "a signature", trouble="none")
        time = courier.of(self.near)["cosigned-time"]
        courier.wait_for(self.near, "no change of the size", cosigned_size=self.log.size())
        for _ in range(100):
            if courier.of(self.near)["cosigned-time"] > time:
                return
            subprocess.run(["sleep", "0.1"], check=True)
        self.fail("the signature was not made anew")

    def test_goes_on_where_it_stood_after_kill_9_of_everybody(self):
        courier = self.courier()
        courier.wait_for(self.near, "a signature", cosigned_size=self.log.size())
        courier.wait_for(self.far, "a signature", cosigned_size=self.log.size())
        for process in (courier, self.near, self.far):
            process.end(signal.SIGKILL)
        self.log.show(700)
        for process in (self.near, self.far, courier):
            process.start()
        for witness in (self.near, self.far):
            courier.wait_for(witness, "a signature after the kill", cosigned_size=self.log.size(), trouble="none")

    def test_learns_what_the_witness_knows_when_its_own_memory_is_lost(self):
        courier = self.courier()
        courier.wait_for(self.near, "a signature", cosigned_size=self.log.size())
        courier.end()
        shutil.rmtree(courier.state)
        self.log.show(700)
        courier.start()
        courier.wait_for(self.near, "a signature", cosigned_size=self.log.size(), trouble="none")

    def forked(self, records):
        """The same keys and origin, other contents."""
        forged = Log(self.folder / f"forged-{records}", records, time=1_796_000_000)
        self.assertEqual(forged.anchor, self.log.anchor)
        return forged

    def test_a_log_in_two_versions_of_one_size_is_noticed(self):
        forged = self.forked(100)
        self.assertEqual(forged.size(), self.log.size())
        honest = self.courier(witnesses=[self.near])
        honest.wait_for(self.near, "a signature", trouble="none")
        liar = self.courier(forged, [self.near], "liar")
        liar.wait_for(self.near, "the conflict", trouble="conflict")
        self.assertTrue(liar.status()["conflict"])
        self.assertEqual(list((liar.state / "witnessed/near").iterdir()), [])
        self.assertIn("two contents of the same size", self.near.said())
        kept = self.near.conflicts()[0].read_text(encoding="utf-8")
        with_trusted_signature = "".join(self.log.checkpoint().splitlines(keepends=True)[:5])
        self.assertIn(f"known\n\n{with_trusted_signature}\noffered", kept)
        self.assertIn(forged.checkpoint(), kept)
        self.assertEqual(honest.of(self.near)["trouble"], "none")

    def test_a_log_in_two_versions_of_different_sizes_is_noticed(self):
        honest = self.courier(witnesses=[self.near])
        honest.wait_for(self.near, "a signature", trouble="none")
        liar = self.courier(self.forked(900), [self.near], "liar")
        liar.wait_for(self.near, "the conflict", trouble="conflict")
        self.assertEqual(len(self.near.conflicts()), 1)
        self.log.show(900)
        honest.wait_for(self.near, "the honest one to go on", trouble="none", cosigned_size=self.log.size())

    def test_a_log_exchanged_below_the_courier_is_noticed(self):
        courier = self.courier()
        courier.wait_for(self.near, "a signature", trouble="none")
        courier.wait_for(self.far, "a signature", trouble="none")
        forged = self.forked(900)
        shutil.rmtree(self.log.folder)
        self.log.put(forged.folder)
        for witness in (self.near, self.far):
            courier.wait_for(witness, "the conflict", trouble="conflict")
            self.assertNotEqual(courier.latest(witness).splitlines()[1], str(forged.size()))

    def test_a_log_set_back_is_noticed(self):
        copy = self.folder / "copy"
        shutil.copytree(self.log.folder, copy)
        first = self.log.size()
        self.log.show(700)
        courier = self.courier(witnesses=[self.near])
        courier.wait_for(self.near, "a signature", cosigned_size=self.log.size())
        courier.end()
        shutil.rmtree(courier.state)  # root sets everything back that the counter has
        shutil.rmtree(self.log.folder)
        shutil.copytree(copy, self.log.folder)
        self.assertEqual(self.log.size(), first)
        courier.start()
        courier.wait_for(self.near, "the conflict", trouble="conflict")
        self.assertTrue(courier.status()["conflict"])
        self.assertIn("a log shows fewer records than it had", self.near.said())

    def test_a_log_set_back_is_noticed_by_the_courier_alone(self):
        small = self.folder / "small"
        shutil.copytree(self.log.folder, small)
        self.log.show(700)
        courier = self.courier(witnesses=[self.near])
        courier.wait_for(self.near, "a signature", cosigned_size=self.log.size())
        self.near.end(signal.SIGKILL)
        self.log.put(small)
        courier.wait_for(self.near, "the conflict", trouble="conflict")

    def test_hashes_that_do_not_fit_the_checkpoint_are_not_offered(self):
        tile = next((self.log.folder / "tile/0").rglob("*.p")) / str(self.log.size() % 256)
        tile.write_bytes(bytes(tile.stat().st_size))
        courier = self.courier(witnesses=[self.near])
        courier.wait_for(self.near, "the fault", trouble="local")
        self.assertEqual(list((self.near.state / "logs").iterdir()), [])

    def test_a_missing_log_is_told_and_waited_for(self):
        self.log.folder.rename(self.folder / "away")
        courier = self.courier(witnesses=[self.near])
        courier.wait_for(self.near, "the missing log", trouble="local", gap=True)
        (self.folder / "away").rename(self.log.folder)
        courier.wait_for(self.near, "a signature", trouble="none")

    def test_the_slip_holds_the_checkpoint(self):
        slip = subprocess.run([COURIER, "slip", "--log", self.log.folder], check=True, capture_output=True,
                              text=True).stdout
        origin, size, root = self.log.checkpoint().splitlines()[:3]
        for text in (origin, size, root):
            self.assertIn(text, slip)
        self.assertGreater(slip.count("\u2588"), 200)


if __name__ == "__main__":
    unittest.main()
