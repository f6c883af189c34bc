"""The test's hand in the guest: takes commands over a virtio-serial port, a line of JSON each, and answers likewise."""

import base64
import json
import os
import subprocess
import threading
import time

PORT = "/dev/virtio-ports/tsuitate.agent"


def open_port():
    while True:
        try:
            return os.open(PORT, os.O_RDWR)
        except OSError:
            time.sleep(0.05)


def execute(request):
    done = subprocess.run(["/bin/sh", "-c", request["command"]], input=base64.b64decode(request.get("input", "")),
                          capture_output=True, timeout=request.get("timeout", 120))
    return {"status": done.returncode, "output": base64.b64encode(done.stdout).decode(),
            "errors": base64.b64encode(done.stderr).decode()}


def put(request):
    os.makedirs(os.path.dirname(request["path"]), exist_ok=True)
    with open(request["path"], "ab" if request.get("append") else "wb") as file:
        file.write(base64.b64decode(request["data"]))
    os.chmod(request["path"], request.get("mode", 0o644))
    return {}


def get(request):
    with open(request["path"], "rb") as file:
        file.seek(request.get("start", 0))
        return {"data": base64.b64encode(file.read(request["length"])).decode()}


def main():
    port = open_port()
    lock = threading.Lock()

    def send(answer):
        data = (json.dumps(answer) + "\n").encode()
        with lock:
            while data:
                data = data[os.write(port, data):]

    def serve(request):
        answer = {"id": request.get("id")}
        try:
            answer.update({"execute": execute, "put": put, "get": get}[request["do"]](request))
        except Exception as error:  # the test on the other side decides what it means
            answer["failure"] = repr(error)
        send(answer)

    send({"hello": open("/proc/uptime").read().split()[0]})
    pieces = []
    while True:
        data = os.read(port, 65536)
        if not data:
            time.sleep(0.05)
            continue
        pieces.append(data)
        if b"\n" not in data:
            continue
        *lines, rest = b"".join(pieces).split(b"\n")
        pieces = [rest]
        for line in lines:
            if line.strip():
                threading.Thread(target=serve, args=(json.loads(line),), daemon=True).start()


if __name__ == "__main__":
    main()
