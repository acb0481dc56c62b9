"""Watching: the page served to this machine alone, made anew whenever the program is saved."""

from __future__ import annotations

import os
import threading
import time
import webbrowser
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from handgrad.doctor.finding import Report
from handgrad.report.page import page

LOOK = 0.3
"""Seconds between two looks at the file."""


class Watcher:
    """The latest report on one file, and a stamp that changes with it."""

    def __init__(self, file: str, check: Callable[[str], Report]) -> None:
        self.file, self.check = file, check
        self.saved = self.when()
        self.report = check(file)
        self.count = 1

    def when(self) -> tuple[int, int]:
        """What changes when the file is saved."""
        try:
            status = os.stat(self.file)
        except OSError:
            return 0, 0
        return status.st_mtime_ns, status.st_size

    @property
    def stamp(self) -> str:
        """The number of checks made so far, as text."""
        return str(self.count)

    def look(self) -> bool:
        """Check again if the file was saved; whether it was."""
        now = self.when()
        if now == self.saved or now == (0, 0):
            return False
        self.saved = now
        self.report = self.check(self.file)
        self.count += 1
        return True


def handler(watcher: Watcher) -> type[BaseHTTPRequestHandler]:
    """What answers a browser: the page, and the stamp that says whether there is a newer one."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "").rsplit(":", 1)[0]
            if host not in ("127.0.0.1", "localhost"):  # a name that somebody else made point here
                self.send_error(403)
            elif self.path == "/stamp":
                self.answer(watcher.stamp, "text/plain")
            elif self.path == "/":
                self.answer(page(watcher.report, watcher.stamp), "text/html")
            else:
                self.send_error(404)

        def answer(self, text: str, kind: str) -> None:
            data = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Nothing is written about requests."""

    return Handler


def server_for(watcher: Watcher) -> ThreadingHTTPServer:
    """A server on a free port of this machine's own address."""
    return ThreadingHTTPServer(("127.0.0.1", 0), handler(watcher))


def serve(file: str, check: Callable[[str], Report], browse: bool, say: Callable[[str], None]) -> None:
    """Serve the page until the reader breaks off; `say` prints where it is, and the text of every new report."""
    watcher = Watcher(file, check)
    with server_for(watcher) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        say(f"{watcher.report}\n{address} follows {file}; break off with Ctrl+C\n")
        if browse:
            webbrowser.open(address)
        try:
            while True:
                time.sleep(LOOK)
                if watcher.look():
                    say(f"\n{watcher.report}")
        except KeyboardInterrupt:
            server.shutdown()
