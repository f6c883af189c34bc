#!/usr/bin/python3
"""What is installed for systemd, udev, the bus and polkit, as far as it can be judged without running it: an install
into an empty root, read by the tools that will read it on a real machine."""

import os
import pathlib
import pwd
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import dbus

BUILD = pathlib.Path(os.environ["TSUITATE_BUILD"])
HOST_UNITS = pathlib.Path("/usr/lib/systemd/system")
ROLES = ("vault", "screen", "voice", "ledger", "front")
# Of no role: they speak to the network, and the counter does not wait for them.
OUTSIDERS = ("courier", "witness")
# systemd-analyze counts exposure from 0 (closed) to 10. What each role may have, in tenths.
MOST_EXPOSURE = {"vault": 10, "screen": 6, "voice": 4, "ledger": 4, "front": 4, "courier": 10, "witness": 10}

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={directory}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <deny own="*"/>
    <deny send_type="method_call"/>
    <allow send_destination="org.freedesktop.DBus"/>
    <allow receive_type="method_call"/>
    <allow receive_type="method_return"/>
    <allow receive_type="error"/>
  </policy>
  <include>{policy}</include>
</busconfig>
"""


def tool(name):
    found = shutil.which(name) or shutil.which(name, path="/usr/bin:/bin:/usr/sbin:/sbin")
    if found is None:
        raise AssertionError(f"{name} is missing: install the Debian package "
                             f"{'dbus' if name.startswith('dbus') else 'systemd'}")
    return found


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)


class Installed(unittest.TestCase):
    """One install for all tests of the class."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-units-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.root = pathlib.Path(cls.scratch.name) / "root"
        (cls.root / "etc").mkdir(parents=True)
        done = run("cmake", "--install", BUILD, env={**os.environ, "DESTDIR": str(cls.root)})
        if done.returncode != 0:
            raise AssertionError(f"cmake --install failed:\n{done.stdout}")
        cls.prefix = cls.root / cls.cached("CMAKE_INSTALL_PREFIX").lstrip("/")
        cls.units = cls.prefix / cls.cached("TSUITATE_UNIT_DIR")
        if cls.prefix != cls.root / "usr":
            # The tools look below /usr; a build for another prefix is shown to them there.
            shutil.copytree(cls.prefix / "lib", cls.root / "usr/lib", dirs_exist_ok=True)

    @classmethod
    def cached(cls, name):
        cache = (BUILD / "CMakeCache.txt").read_text(encoding="utf-8")
        return re.search(rf"^{name}:[A-Z]+=(.*)$", cache, re.MULTILINE).group(1)

    def unit(self, name):
        return (self.units / name).read_text(encoding="utf-8")

    def installed(self, directory, name):
        path = self.prefix / self.cached(directory) / name
        self.assertTrue(path.is_file(), f"{path} is not installed")
        return path


class Units(Installed):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tool("systemd-analyze")
        # What a unit runs must be there; of /bin/sh that is all that is asked here.
        shell = cls.root / "bin/sh"
        shell.parent.mkdir()
        shell.touch(0o755)
        shutil.copytree(HOST_UNITS, cls.root / "usr/lib/systemd/system", symlinks=True, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("tsuitate*"))

    def analyze(self, *arguments):
        return run(tool("systemd-analyze"), "--no-pager", f"--root={self.root}", *arguments)

    def test_systemd_has_nothing_to_say_against_the_units(self):
        names = ["tsuitate.target"] + [f"tsuitate-{role}.service" for role in ROLES + OUTSIDERS]
        names += [f"tsuitate-vault-{role}.socket" for role in ROLES[1:]]
        names += ["make-tsuitate-keys.service", "find-tsuitate-holder.socket", "print-tsuitate-slip.service",
                  "print-tsuitate-slip.timer"]
        done = self.analyze("--man=no", "verify", *names)
        about_ours = [line for line in done.stdout.splitlines() if "tsuitate" in line]
        self.assertEqual(about_ours, [])
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_the_slip_of_the_day_is_printed_whole_or_the_unit_fails(self):
        line = re.search(r"^ExecStart=/bin/sh -ec '(.*)'$", self.unit("print-tsuitate-slip.service"), re.MULTILINE)[1]
        line = line.replace("$$", "$").replace("%%", "%").replace("\\\\", "\\")  # as systemd reads it
        courier = re.search(r"/\S+/tsuitate-courier", line)[0]
        self.assertTrue((self.root / courier.lstrip("/")).is_file(), courier)
        with tempfile.TemporaryDirectory() as folder:
            printer = pathlib.Path(folder) / "lp"
            printed = pathlib.Path(folder) / "printed"
            log = pathlib.Path(folder) / "log"
            subprocess.run([BUILD / "tests/audit/tsuitate-make-log", log, "20"], check=True, stdout=subprocess.DEVNULL)
            printer.write_text(f"#!/bin/sh\ncat >{printed}\n", encoding="utf-8")
            printer.chmod(0o755)
            environment = {"PATH": f"{folder}:/usr/bin:/bin", "LANG": "C.UTF-8"}

            def print_slip(directory):
                command = line.replace(courier, f"{self.root}{courier}").replace(" slip)", f" slip --log {directory})")
                return run("/bin/sh", "-ec", command, env=environment)
            done = print_slip(log)
            self.assertEqual(done.returncode, 0, done.stdout)
            by_hand = subprocess.run([f"{self.root}{courier}", "slip", "--log", log], check=True, capture_output=True)
            self.assertEqual(printed.read_bytes(), by_hand.stdout.rstrip(b"\n") + b"\n")
            self.assertIn("█".encode(), printed.read_bytes())
            printed.unlink()
            self.assertNotEqual(print_slip(f"{folder}/nowhere").returncode, 0)
            self.assertFalse(printed.exists())

    def test_verify_would_notice_a_missing_role(self):
        broken = self.root / "usr/lib/systemd/system/tsuitate-broken.service"
        broken.write_text("[Service]\nExecStart=/usr/libexec/tsuitate/tsuitate-nobody\n", encoding="utf-8")
        self.addCleanup(broken.unlink)
        self.assertNotEqual(self.analyze("--man=no", "verify", broken.name).returncode, 0)

    def test_no_role_is_more_exposed_than_it_must_be(self):
        for role, tenths in MOST_EXPOSURE.items():
            with self.subTest(role=role):
                done = self.analyze("security", "--offline=true", f"--threshold={tenths}", f"tsuitate-{role}.service")
                self.assertEqual(done.returncode, 0, done.stdout)
                print(re.search(r"Overall exposure.*", done.stdout).group(0))

    def test_target_brings_up_every_role(self):
        lines = re.findall(r"^Wants=(.*)$", self.unit("tsuitate.target"), re.MULTILINE)
        wanted = [name for line in lines for name in line.split()]
        self.assertEqual(sorted(wanted), sorted(f"tsuitate-{role}.service" for role in ROLES))

    def test_each_socket_belongs_to_its_role_alone_and_leads_to_the_vault(self):
        for role in ROLES[1:]:
            with self.subTest(role=role):
                socket = self.unit(f"tsuitate-vault-{role}.socket")
                for line in (f"ListenSequentialPacket=/run/tsuitate/{role}.sock", f"FileDescriptorName={role}",
                             "Service=tsuitate-vault.service", f"SocketUser=tsuitate-{role}", "SocketMode=0600"):
                    self.assertIn(line, socket.splitlines())

    def test_each_role_gets_its_own_devices_and_no_other(self):
        allowed = {role: re.findall(r"^DeviceAllow=(\S+)", self.unit(f"tsuitate-{role}.service"), re.MULTILINE)
                   for role in ROLES}
        self.assertEqual(allowed, {"vault": ["char-input", "char-usb_device"], "screen": ["char-drm"],
                                   "voice": ["char-alsa"], "ledger": [], "front": []})

    def test_the_voice_starts_only_where_the_policy_has_one_and_nothing_needs_it(self):
        policy = self.cached("TSUITATE_POLICY_DIR")
        self.assertIn(f"ConditionPathExists={policy}/voice.toml\n", self.unit("tsuitate-voice.service"))
        for role in ROLES:
            needed = re.findall(r"^(?:Requires|BindsTo|Requisite)=(.*)$", self.unit(f"tsuitate-{role}.service"), re.MULTILINE)
            self.assertNotIn("tsuitate-voice.service", " ".join(needed))
        self.assertNotRegex(self.unit("tsuitate-vault.service"), r"(?m)^Requires=.*voice")

    def test_each_role_runs_as_its_own_user(self):
        for role in ROLES + OUTSIDERS:
            self.assertIn(f"User=tsuitate-{role}\n", self.unit(f"tsuitate-{role}.service"))

    def test_only_the_outsiders_may_use_the_network(self):
        allowed = [role for role in ROLES + OUTSIDERS if "IPAddressAllow" in self.unit(f"tsuitate-{role}.service")
                   or "AF_INET" in self.unit(f"tsuitate-{role}.service")]
        self.assertEqual(allowed, list(OUTSIDERS))


class UsersAndDirectories(Installed):
    def test_users_are_made_without_a_login(self):
        self.installed("TSUITATE_SYSUSERS_DIR", "tsuitate.conf")
        if os.geteuid() != 0:
            done = run(tool("systemd-sysusers"), "--dry-run", f"--root={self.root}", "tsuitate.conf")
            self.assertEqual(done.returncode, 0, done.stdout)
            return
        done = run(tool("systemd-sysusers"), f"--root={self.root}", "tsuitate.conf")
        self.assertEqual(done.returncode, 0, done.stdout)
        users = [line.split(":") for line in (self.root / "etc/passwd").read_text(encoding="utf-8").splitlines()]
        ours = {user[0]: user for user in users if user[0].startswith("tsuitate-")}
        self.assertEqual(sorted(ours), sorted(f"tsuitate-{role}" for role in ROLES + OUTSIDERS))
        self.assertEqual(len({user[2] for user in ours.values()}), len(ROLES + OUTSIDERS))
        self.assertEqual({user[6] for user in ours.values()}, {"/usr/sbin/nologin"})
        self.assertRegex((self.root / "etc/group").read_text(encoding="utf-8"), r"(?m)^tsuitate-counter:")

    def test_directory_of_the_sockets_is_made_and_only_root_can_add_to_it(self):
        self.installed("TSUITATE_TMPFILES_DIR", "tsuitate.conf")
        if os.geteuid() != 0:
            self.skipTest("systemd-tmpfiles sets owners, which needs root")
        done = run(tool("systemd-tmpfiles"), f"--root={self.root}", "--create", "tsuitate.conf")
        self.assertEqual(done.returncode, 0, done.stdout)
        status = (self.root / "run/tsuitate").stat()
        self.assertEqual((status.st_uid, status.st_mode & 0o777), (0, 0o755))


class UdevRules(Installed):
    ASSIGNMENT = re.compile(r'[A-Z]+(\{[\w./]+\})?(==|!=|=|\+=|-=|:=)"[^"]*"')

    def rules(self, name):
        text = self.installed("TSUITATE_UDEV_DIR", name).read_text(encoding="utf-8").replace("\\\n", " ")
        return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]

    def test_every_rule_is_made_of_keys_operators_and_quoted_values(self):
        for name in ("70-tsuitate.rules", "72-tsuitate-access.rules"):
            rules = self.rules(name)
            for rule in rules:
                for part in re.split(r",\s*(?=[A-Z])", rule.strip()):
                    self.assertTrue(self.ASSIGNMENT.fullmatch(part), f"{name}: {part}")
            jumps = re.findall(r'GOTO="(\w+)"', "\n".join(rules))
            labels = re.findall(r'LABEL="(\w+)"', "\n".join(rules))
            self.assertEqual(set(jumps), set(labels))

    def test_access_is_decided_after_others_tag_the_devices_and_before_the_tags_take_effect(self):
        ours = self.installed("TSUITATE_UDEV_DIR", "72-tsuitate-access.rules").name
        self.assertEqual(sorted(["70-uaccess.rules", "71-seat.rules", ours, "73-seat-late.rules"])[2], ours)

    def test_marked_devices_are_open_to_the_vault_alone(self):
        rules = "\n".join(self.rules("72-tsuitate-access.rules"))
        self.assertNotRegex(rules, r'GROUP:?="(?!root")')
        self.assertEqual(set(re.findall(r'MODE:="(\d+)"', rules)), {"0600"})
        self.assertEqual(set(re.findall(r'OWNER:="([\w-]+)"', rules)), {"tsuitate-vault", "root"})


class BusPolicy(Installed):
    def own_the_name(self, policy_text):
        """What the bus answers when this user wants the name under this policy: None or the error's name."""
        with tempfile.TemporaryDirectory() as directory:
            policy = pathlib.Path(directory) / "policy.conf"
            policy.write_text(policy_text, encoding="utf-8")
            config = pathlib.Path(directory) / "bus.conf"
            config.write_text(BUS_CONFIG.format(directory=directory, policy=policy), encoding="utf-8")
            daemon = subprocess.Popen([tool("dbus-daemon"), f"--config-file={config}", "--nofork", "--print-address=1"],
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            try:
                bus = dbus.bus.BusConnection(daemon.stdout.readline().strip())
                try:
                    bus.request_name("org.tsuitate.Counter1")
                    return None
                except dbus.DBusException as error:
                    return error.get_dbus_name()
                finally:
                    bus.close()
            finally:
                daemon.terminate()
                daemon.wait()
                daemon.stdout.close()

    def test_only_the_front_may_own_the_name(self):
        policy = self.installed("TSUITATE_DBUS_DIR", "org.tsuitate.Counter1.conf").read_text(encoding="utf-8")
        me = pwd.getpwuid(os.geteuid()).pw_name
        as_if_front = policy.replace('user="tsuitate-front"', f'user="{me}"')
        self.assertNotEqual(policy, as_if_front)
        self.assertIsNone(self.own_the_name(as_if_front))
        self.assertEqual(self.own_the_name(policy), "org.freedesktop.DBus.Error.AccessDenied")

    def test_nobody_is_let_to_listen(self):
        policy = self.installed("TSUITATE_DBUS_DIR", "org.tsuitate.Counter1.conf")
        for rule in ElementTree.parse(policy).iter("allow"):
            self.assertNotIn("eavesdrop", rule.attrib)


class Polkit(Installed):
    def test_nobody_may_by_default_and_the_front_may_ask(self):
        policy = ElementTree.parse(self.installed("TSUITATE_POLKIT_DIR", "actions/org.tsuitate.counter.policy"))
        actions = {action.get("id"): action for action in policy.iter("action")}
        self.assertEqual(sorted(actions), ["org.tsuitate.audit.read", "org.tsuitate.counter.look",
                                            "org.tsuitate.counter.use"])
        for action in actions.values():
            self.assertEqual([default.text for default in action.find("defaults")], ["no"] * 3)
            self.assertEqual(action.find("annotate").text, "unix-user:tsuitate-front")
            language = "{http://www.w3.org/XML/1998/namespace}lang"
            self.assertEqual({message.get(language, "en") for message in action.iter("message")}, {"en", "ja"})

    def test_rules_name_the_actions_and_the_group(self):
        rules = self.installed("TSUITATE_POLKIT_DIR", "rules.d/50-tsuitate.rules").read_text(encoding="utf-8")
        for word in ("org.tsuitate.counter.use", "org.tsuitate.counter.look", 'isInGroup("tsuitate-counter")'):
            self.assertIn(word, rules)


if __name__ == "__main__":
    unittest.main()
