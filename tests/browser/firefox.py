"""Firefox, driven by the protocol that it has built in (Marionette): no driver of elsewhere is needed."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

BINARY = Path("/usr/bin/firefox-esr")


class Firefox:
    """One Firefox without a window; raises RuntimeError with its message when a command fails."""

    def __init__(self) -> None:
        self.profile = tempfile.mkdtemp()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = {"marionette.port": port, "app.update.enabled": False, "datareporting.policy.dataSubmissionEnabled": False, "network.captive-portal-service.enabled": False,
                    "network.connectivity-service.enabled": False, "browser.safebrowsing.malware.enabled": False, "browser.safebrowsing.phishing.enabled": False,
                    "toolkit.telemetry.enabled": False, "extensions.getAddons.cache.enabled": False, "services.settings.server": "data:,", "dom.disable_beforeunload": True}
        (Path(self.profile) / "user.js").write_text("".join(f'user_pref("{key}", {json.dumps(value)});\n' for key, value in settings.items()))
        self.process = subprocess.Popen([str(BINARY), "--headless", "--marionette", "--no-remote", "--profile", self.profile],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket = self._connect(port)
        self.number = 0
        self._read()
        self.command("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"pageLoadStrategy": "normal"}}})
        self.command("WebDriver:SetTimeouts", {"script": 180_000, "pageLoad": 60_000})

    def _connect(self, port: int) -> socket.socket:
        for _ in range(150):
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=200)
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("Firefox did not open its port")

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._receive(1)
        data = b""
        while len(data) < int(size[:-1]):
            data += self._receive(int(size[:-1]) - len(data))
        return json.loads(data)

    def _receive(self, most: int) -> bytes:
        found = self.socket.recv(most)
        if not found:
            raise RuntimeError("Firefox closed the connection")
        return found

    def command(self, name: str, values: dict[str, Any]) -> Any:
        self.number += 1
        text = json.dumps([0, self.number, name, values]).encode()
        self.socket.sendall(str(len(text)).encode() + b":" + text)
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return result.get("value") if isinstance(result, dict) and "value" in result else result

    def open(self, address: str) -> None:
        self.command("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run an async function body in the page; it returns its value, and what it throws is raised."""
        text = ("const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);"
                f"(async (...given) => {{ {script} }})(...given).then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));")
        answer = self.command("WebDriver:ExecuteAsyncScript", {"script": text, "args": list(arguments), "sandbox": None})
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.socket.close()
        shutil.rmtree(self.profile, ignore_errors=True)
