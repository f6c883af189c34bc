"""Programs that nobody here wrote, as the tests call them."""

import base64
import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


def run(*command, data=None, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, input=data, **options)


def must(*command, **options):
    done = run(*command, **options)
    if done.returncode:
        raise AssertionError(f"{command[0]}: {done.stderr.decode()[-2000:]}")
    return done


def need(tools):
    """`tools`: the Debian packages of each program."""
    missing = sorted(package for tool, package in tools.items() if shutil.which(tool) is None)
    if missing:
        raise AssertionError(f"install these Debian packages: {' '.join(missing)}")


def build_go(folder, *sources):
    """Builds a program of these files here with Debian's Go packages, which need no network."""
    program = folder / sources[0].removesuffix(".go")
    must("go", "build", "-o", program, *(HERE / source for source in sources), env={
        **os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(folder / "gocache")})
    return program


def key_of(verifier_key):
    """The 32 bytes of a verifier key (NAME+ID+BASE64)."""
    return base64.b64decode(verifier_key.split("+", 2)[2])[1:]


def openssl_says(folder, message, key, signature):
    """Whether this is a signature of the key over the message (Ed25519), by OpenSSL."""
    files = {name: folder / name for name in ("message", "key.der", "signature")}
    files["message"].write_bytes(message)
    # RFC 8410: the algorithm's header before the 32 bytes.
    files["key.der"].write_bytes(bytes.fromhex("302a300506032b6570032100") + key)
    files["signature"].write_bytes(signature)
    return run("openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", files["key.der"], "-rawin",
               "-in", files["message"], "-sigfile", files["signature"]).returncode == 0


def signify_says(folder, message, key, signature):
    """The same, by OpenBSD's signify."""
    files = {name: folder / f"signify.{name}" for name in ("message", "pub", "sig")}
    files["message"].write_bytes(message)
    for name, data in (("pub", key), ("sig", signature)):
        body = base64.b64encode(b"Ed" + bytes(8) + data).decode()
        files[name].write_text(f"untrusted comment: of a checkpoint\n{body}\n")
    return run("signify-openbsd", "-V", "-p", files["pub"], "-x", files["sig"], "-m", files["message"]).returncode == 0
