#!/usr/bin/env python3
"""An instance metadata service on loopback for bench/boot.sh; writes its port into a file. GET /count tells the requests so far."""
import http.server
import sys

VALUES = {
    "meta-data/instance-id": "i-0123456789abcdef0", "meta-data/ami-id": "ami-0123456789abcdef0",
    "meta-data/instance-type": "m7i.large",
    "meta-data/public-keys/0/openssh-key": open("src/Steps/Simulation/simulated-key-pair.pub", encoding="ascii").read(),
    "dynamic/instance-identity/document": '{"billingProducts":["bp-6ba54002"]}',
}
count = 0


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if self.command == "PUT":
            self.send_header("X-aws-ec2-metadata-token-ttl-seconds", "21600")
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self):
        global count
        count += 1
        self.answer(200, "token")

    def do_GET(self):
        global count
        if self.path == "/count":
            return self.answer(200, str(count))
        count += 1
        value = VALUES.get(self.path.removeprefix("/latest/"))
        return self.answer(200 if value else 404, value or "")

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
with open(sys.argv[1], "w", encoding="ascii") as file:
    file.write(str(server.server_port))
server.serve_forever()
