#!/usr/bin/env python3
"""tsa_server.py FOLDER: a time-stamp authority (RFC 3161) of a test's own, behind HTTPS on 127.0.0.1.

Makes its keys and certificates in FOLDER (ca.pem is the one to trust), prints its port, and serves until its input ends.
What it does with a question stands in the path: /ok answers it, every other one is a way in which an answer can be wrong.
"""
import http.server
import pathlib
import ssl
import subprocess
import sys
import threading

FOLDER = pathlib.Path(sys.argv[1])
CONFIG = """
[{name}]
serial = {folder}/{name}.serial
signer_cert = {folder}/{cert}.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.55555.1
digests = {digests}
accuracy = secs:1
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def openssl(*arguments, given=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=given, cwd=FOLDER, capture_output=True, check=True).stdout


def make_certificates():
    for name in ("ca", "stranger-ca", "tsa", "tls"):
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
    for name in ("ca", "stranger-ca"):
        openssl("req", "-x509", "-new", "-key", f"{name}.key", "-subj", f"/CN={name} only for tests", "-days", "30", "-out", f"{name}.pem")
    (FOLDER / "tsa.ext").write_text("basicConstraints=critical,CA:false\nextendedKeyUsage=critical,timeStamping\n")
    (FOLDER / "tls.ext").write_text("basicConstraints=critical,CA:false\nsubjectAltName=IP:127.0.0.1\n")
    openssl("req", "-new", "-utf8", "-key", "tsa.key", "-subj", "/O=Prüfstelle/CN=Time Stamps", "-out", "tsa.csr")
    openssl("req", "-new", "-key", "tls.key", "-subj", "/CN=127.0.0.1", "-out", "tls.csr")
    serial = 1000
    for name, request, ca, days in (
        ("tsa", "tsa", "ca", 30), ("expired", "tsa", "ca", -1), ("strange", "tsa", "stranger-ca", 30), ("tls", "tls", "ca", 30)
    ):
        serial += 1
        openssl(
            "x509", "-req", "-in", f"{request}.csr", "-CA", f"{ca}.pem", "-CAkey", f"{ca}.key", "-set_serial", serial,
            "-extfile", f"{request}.ext", "-days", days, "-out", f"{name}.pem",
        )
    text = ""
    for name, cert, digests in (("ok", "tsa", "sha256"), ("expired", "expired", "sha256"), ("stranger", "strange", "sha256"), ("refused", "tsa", "sha512")):
        text += CONFIG.format(name=name, folder=FOLDER, cert=cert, digests=digests)
        (FOLDER / f"{name}.serial").write_text("0A\n")
    (FOLDER / "tsa.cnf").write_text(text)


LOCK = threading.Lock()


def reply(question, section="ok"):
    with LOCK:  # the serial number is a file
        (FOLDER / "question.tsq").write_bytes(question)
        return openssl("ts", "-reply", "-queryfile", "question.tsq", "-config", "tsa.cnf", "-section", section)


def digest_of(question):
    at = question.index(b"\x04\x20") + 2  # an octet string of 32 bytes
    return question[at:at + 32].hex()


def answer(path, question):
    """(status, content type, headers, body)"""
    stamp = "application/timestamp-reply"
    if path in ("/ok", "/expired", "/stranger", "/refused"):
        return 200, stamp, {}, reply(question, path[1:])
    if path == "/nonce":  # of another question about the same
        again = openssl("ts", "-query", "-digest", digest_of(question), "-sha256", "-cert")
        return 200, stamp, {}, reply(again)
    if path == "/other":
        return 200, stamp, {}, reply(openssl("ts", "-query", "-digest", "00" * 32, "-sha256", "-cert"))
    if path == "/garbage":
        return 200, stamp, {}, b"no time stamp"
    if path == "/altered":
        whole = bytearray(reply(question))
        whole[-8] ^= 1  # of the signature
        return 200, stamp, {}, bytes(whole)
    if path == "/huge":
        return 200, stamp, {}, b"0" * (8 << 20)
    if path == "/redirect":
        return 302, "text/plain", {"Location": "/ok"}, b""
    if path == "/page":
        return 200, "text/html", {}, b"<p>Sign in</p>"
    return 503, "text/plain", {}, b"busy"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        question = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/hang":
            self.rfile.read(1)  # until whoever asks goes away
            return
        status, kind, headers, body = answer(self.path, question)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # whoever goes away in the middle


def main():
    make_certificates()
    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(FOLDER / "tls.pem", FOLDER / "tls.key")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
