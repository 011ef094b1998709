"""A part that starts in no time: answers 200 on its port. With `stubborn` it ignores SIGTERM and has a child."""

import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None: ...


class Server(HTTPServer):
    allow_reuse_address = True


if __name__ == "__main__":
    if "stubborn" in sys.argv:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    if "broken" in sys.argv:
        print("ERROR the shelf fell down", flush=True)
        sys.exit(3)
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
