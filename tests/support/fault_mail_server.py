#!/usr/bin/env python3
"""A real SMTP listener that fails on demand, for what no ordinary server does when asked.

    fault_mail_server.py   says "ok PLACE name=port ..." and ends when standard input does.

It takes the user "tocsin" with the password "only for tests" over TLS alone. What it takes lands in PLACE/inbox, a file each,
with the recipient in the first line. In PLACE: ca.crt, which signed the certificates.

The ports: good (STARTTLS), no_tls (offers none), wrong_name (a certificate of another host), silent (never says a word),
busy (421 at once), junk (no SMTP at all).

The recipient's part before the @ says what happens: refused, later, full, drop_rcpt, lose_dot (gone after the end of the
message, not taken), hang_dot (taken, and never answered), lines (an answer of several lines), escape (an answer with control
characters), slow (half a second); anything else is taken. The sender "nobody" is refused, at MAIL FROM.
"""
import asyncio
import base64
import os
import pathlib
import shutil
import ssl
import subprocess
import sys
import tempfile

PASSWORD = b"only for tests"
PLACE = pathlib.Path(tempfile.mkdtemp(prefix="tocsin-faults."))
COUNT = 0


def run(*command):
    subprocess.run(command, cwd=PLACE, check=True, capture_output=True)


def certificate(name, signer, host):
    run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
    if not signer:
        run("openssl", "req", "-x509", "-new", "-key", f"{name}.key", "-subj", f"/CN={name} of tests", "-days", "3650", "-out", f"{name}.crt")
        return
    (PLACE / f"{name}.ext").write_text(f"subjectAltName={host}\n")
    run("openssl", "req", "-new", "-key", f"{name}.key", "-subj", "/CN=mail", "-out", f"{name}.csr")
    run("openssl", "x509", "-req", "-in", f"{name}.csr", "-CA", f"{signer}.crt", "-CAkey", f"{signer}.key", "-CAcreateserial",
        "-days", "3650", "-extfile", f"{name}.ext", "-out", f"{name}.crt")


def tls_of(name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PLACE / f"{name}.crt", PLACE / f"{name}.key")
    return context


class Gone(Exception):
    """The conversation is over."""


class Conversation:
    def __init__(self, reader, writer, tls, offers_tls):
        self.reader, self.writer, self.tls, self.offers_tls = reader, writer, tls, offers_tls
        self.encrypted = writer.get_extra_info("ssl_object") is not None
        self.logged_in = False
        self.recipient = ""

    async def say(self, text):
        self.writer.write(text.encode() + b"\r\n")
        await self.writer.drain()

    async def line(self):
        line = await self.reader.readline()
        if not line.endswith(b"\r\n"):
            raise Gone
        return line[:-2]

    def drop(self):
        self.writer.transport.abort()
        raise Gone

    async def forever(self):
        await self.reader.read()  # until the other side has had enough
        raise Gone

    async def talk(self):
        await self.say("220 faults ready")
        while True:
            line = await self.line()
            verb = line.split(b" ")[0].split(b":")[0].upper().decode(errors="replace")
            handler = getattr(self, "on_" + verb.lower(), None)
            await (handler(line) if handler else self.say("502 5.5.2 unknown"))

    async def on_ehlo(self, _):
        more = ["AUTH PLAIN LOGIN"] if self.encrypted else ["STARTTLS"] if self.offers_tls else []
        for text in ["faults", *more]:
            await self.say(f"250-{text}")
        await self.say("250 8BITMIME")

    async def on_noop(self, _):
        await self.say("250 2.0.0 so be it" if self.logged_in else "530 5.7.0 log in first")

    async def on_rset(self, _):
        await self.say("250 2.0.0 Ok")

    async def on_quit(self, _):
        await self.say("221 2.0.0 Bye")
        self.writer.close()
        raise Gone

    async def on_starttls(self, _):
        if not self.offers_tls or self.encrypted:
            await self.say("502 5.5.1 not here")
            return
        await self.say("220 2.0.0 go ahead")
        transport = self.writer.transport
        protocol = transport.get_protocol()
        new = await asyncio.get_running_loop().start_tls(transport, protocol, self.tls, server_side=True)
        protocol._replace_writer(self.writer) if hasattr(protocol, "_replace_writer") else None
        self.reader._transport = new
        self.writer._transport = new
        self.encrypted = True

    async def on_auth(self, line):
        words = line.split(b" ")
        if words[1].upper() != b"PLAIN":
            await self.say("504 5.5.4 PLAIN alone")
            return
        if len(words) < 3:
            await self.say("334 ")
            words.append(await self.line())
        self.logged_in = base64.b64decode(words[2]) == b"\0tocsin\0" + PASSWORD
        await self.say("235 2.7.0 welcome" if self.logged_in else "535 5.7.8 wrong password")

    async def on_mail(self, line):
        if not self.logged_in:
            await self.say("530 5.7.0 log in first")
        elif b"<nobody@" in line:
            await self.say("553 5.1.8 not this sender")
        else:
            await self.say("250 2.1.0 Ok")

    async def on_rcpt(self, line):
        self.recipient = line.split(b"<", 1)[1].split(b">")[0].decode(errors="replace")
        case = self.recipient.split("@")[0].split("+")[0]
        if case == "drop_rcpt":
            self.drop()
        elif case == "lines":
            await self.say("550-5.1.1 no such mailbox here,\r\n550-5.1.1 and there never was,\r\n550 5.1.1 sorry")
        elif case == "escape":
            await self.say("550 5.1.1 \x1b[31mred\x07\x00 end")
        else:
            await self.say({"refused": "550 5.1.1 no such mailbox", "later": "451 4.3.0 come back"}.get(case, "250 2.1.5 Ok"))

    async def on_data(self, _):
        global COUNT
        case = self.recipient.split("@")[0].split("+")[0]
        await self.say("354 go on")
        body = []
        while (line := await self.line()) != b".":
            body.append(line[1:] if line.startswith(b".") else line)
        if case == "slow":
            await asyncio.sleep(0.5)
        if case == "lose_dot":
            self.drop()
        if case == "full":
            await self.say("452 4.3.1 disk full")
            return
        COUNT += 1
        (PLACE / f"part.{COUNT}").write_bytes(b"X-Envelope-To: " + self.recipient.encode() + b"\r\n" + b"\r\n".join(body) + b"\r\n")
        os.rename(PLACE / f"part.{COUNT}", PLACE / "inbox" / f"{COUNT:06}")
        if case == "hang_dot":
            await self.forever()
        await self.say(f"250 2.0.0 Ok: kept as {COUNT}")


async def main():
    (PLACE / "inbox").mkdir()
    for name, signer, host in (("ca", "", ""), ("good", "ca", "DNS:localhost,IP:127.0.0.1"), ("wrong_name", "ca", "DNS:mail.example")):
        certificate(name, signer, host)

    def smtp(name, offers_tls=True):
        async def serve(reader, writer):
            try:
                await Conversation(reader, writer, tls_of(name), offers_tls).talk()
            except (Gone, ConnectionError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                writer.transport.abort()
        return serve

    async def silent(reader, writer):
        await reader.read()
        writer.close()

    def saying(words):
        async def serve(_, writer):
            writer.write(words)
            await writer.drain()
            writer.close()
        return serve

    kinds = {"good": smtp("good"), "no_tls": smtp("good", False), "wrong_name": smtp("wrong_name"), "silent": silent,
             "busy": saying(b"421 4.3.2 too busy\r\n"), "junk": saying(b"HTTP/1.1 400 Bad Request\r\n\r\n")}
    ports = []
    servers = []
    for name, serve in kinds.items():
        servers.append(await asyncio.start_server(serve, "127.0.0.1", 0, limit=2**24))
        ports.append(f"{name}={servers[-1].sockets[0].getsockname()[1]}")
    print("ok", PLACE, *ports, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


try:
    asyncio.run(main())
except Exception as error:  # said to the test, which fails with it
    print("failed:", error, flush=True)
finally:
    shutil.rmtree(PLACE, ignore_errors=True)
    os._exit(0)
