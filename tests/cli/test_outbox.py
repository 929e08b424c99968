"""tocsin outbox and alerts against real mail servers: what leaves, what is said about every fault, and kill -9 at any instant."""

import contextlib
import json
import os
import random
import shutil
import socket
import subprocess
import threading
import time
import unittest
from pathlib import Path

from clicase import FAILED, LONG, OK, PROGRAM, SOURCES, CliCase

MAKER = os.environ["TOCSIN_OUTBOXMAKER"]
SUPPORT = SOURCES / "tests" / "support"
PASSWORD = "only for tests"
ROUNDS = 500 if LONG else 10
MESSAGES = 200 if LONG else 40


class MailServer:
    """A server that one of the scripts in tests/support runs."""

    def __init__(self, *command):
        # In a session of its own: it clears up also when this test is ended from outside.
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
        words = self._process.stdout.readline().split()
        if not words or words[0] != "ok":
            raise AssertionError(f"{command}: {' '.join(words)}")
        self.place = Path(words[1])
        self.ports = {name: int(number) for name, number in (word.split("=") for word in words[2:])}

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()


class OutboxCase(CliCase):
    def setUp(self):
        super().setUp()
        self.environment["TOCSIN_MAIL_PASSWORD"] = PASSWORD

    def make(self, server, port, *addresses, authority="ca.crt", security="starttls", timeout=2):
        account = self.folder / "account.json"
        account.write_text(json.dumps({"host": "localhost", "port": server.ports.get(port, 1), "security": security, "user": "tocsin",
                                       "authority": str(server.place / authority) if authority else "", "timeout": timeout}))
        subprocess.run([MAKER, self.database, account, *addresses], env=self.environment, check=True, timeout=300)

    def attempts(self):
        """Of every message: its address, its Message-ID and the results of its attempts, oldest first."""
        rows = self.rows("SELECT m.address, m.message_ref, a.id, r.result FROM message m LEFT JOIN send_attempt a ON a.message_id = m.id "
                         "LEFT JOIN send_result r ON r.attempt_id = a.id ORDER BY m.id, a.n")
        found = {}
        for address, reference, attempt, result in rows:
            found.setdefault((address, reference), []).extend([result] if attempt else [])
        return found


class Proxy:
    """A way to a server that breaks its first connection once the client has said so many bytes; it looks at none."""

    def __init__(self, port, cut_after):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._server, self._left, self.was_cut = port, cut_after, False
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self):
        while True:
            try:
                client = self._listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client):
        with client, socket.create_connection(("127.0.0.1", self._server)) as server:
            back = threading.Thread(target=self._carry, args=(server, client, False))
            back.start()
            self._carry(client, server, True)
            back.join()

    def _carry(self, source, target, counts):
        try:
            while piece := source.recv(65536):
                if counts and not self.was_cut:
                    piece = piece[: self._left]
                    self._left -= len(piece)
                    self.was_cut = self._left == 0
                    target.sendall(piece)
                    if self.was_cut:
                        break
                else:
                    target.sendall(piece)
        except OSError:
            pass  # the other direction has ended it
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        self._listener.close()


class PostfixCase(OutboxCase):
    """Against Debian's Postfix, one for this program."""

    server = None

    @classmethod
    def setUpClass(cls):
        if PostfixCase.server is None:
            PostfixCase.server = MailServer("/bin/bash", SUPPORT / "postfix-server.sh")
            unittest.addModuleCleanup(PostfixCase.server.close)
        cls.server = PostfixCase.server

    def setUp(self):
        super().setUp()
        self.taken()
        self.empty()

    def taken(self):
        """How often each Message-ID arrived, once Postfix has delivered all it took."""
        queue = self.server.place / "queue"
        end = time.monotonic() + 60
        while any(path.is_file() for name in ("incoming", "active", "deferred", "maildrop") for path in (queue / name).rglob("*")):
            self.assertLess(time.monotonic(), end, "Postfix delivers nothing")
            time.sleep(0.02)
        counts = {}
        for mail in (self.server.place / "inbox").glob("new/*"):
            for line in mail.read_text().splitlines():
                if line.lower().startswith("message-id:"):
                    reference = line.split("<")[1].split(">")[0]
                    counts[reference] = counts.get(reference, 0) + 1
                    break
        return counts

    def empty(self):
        for mail in (self.server.place / "inbox").glob("new/*"):
            mail.unlink()


class Faults(PostfixCase):
    def test_sends_and_says_what_needs_a_person(self):
        self.make(self.server, "port", "a@a.example", "x@refused.example", "x@later.example", "x@greylisted.example", "b@e.example")
        listed = self.cli_json("outbox")
        self.assertEqual(listed["notices"][0]["messages"], {"waiting": 5})
        sent = self.cli_json("outbox", "--send", expect=FAILED)
        self.assertEqual(sent["sent"], {"accepted": 2, "temporary": 2, "refused": 1, "unsure": 0, "notBegun": 0, "held": 0})
        self.assertEqual(sent["notices"][0]["messages"], {"reached": 2, "retrying": 2, "failed": 1})
        (person,) = sent["notices"][0]["needPerson"]
        self.assertEqual((person["address"], person["state"]), ("x@refused.example", "failed"))
        self.assertIn("no such mailbox", person["answer"])
        again = self.cli_json("outbox", "--send", expect=FAILED)
        self.assertEqual(again["sent"]["accepted"] + again["sent"]["temporary"], 0)  # too early
        said = self.cli("outbox", expect=FAILED)
        self.assertRegex(said.stdout, r"failed: x@refused\.example, Message-ID <[^>]+>: 554 5\.1\.1 .*no such mailbox")
        self.assertIn("decided in the window", said.stderr)
        counts = self.taken()
        for (address, reference), results in self.attempts().items():
            self.assertEqual(counts.get(reference, 0), int(results == ["accepted"]), address)
        self.assertEqual(self.cli_json("verify")["findings"], [])

    def test_says_what_stopped_it(self):
        for port, authority, words in (("plain", "ca.crt", "no encryption"), ("expired", "ca.crt", "has expired"),
                                       ("port", "other-ca.crt", "certificate is not trusted"), ("tls", "ca.crt", "did not answer in time"),
                                       ("nothing", "ca.crt", "cannot be reached")):
            with self.subTest(port=port):
                Path(self.database).unlink(missing_ok=True)
                self.make(self.server, port, "a@a.example", authority=authority)
                done = self.cli("outbox", "--send", expect=FAILED)
                self.assertIn(words, done.stderr)
                self.assertEqual(self.cli_json("outbox")["notices"][0]["messages"], {"waiting": 1})
        self.assertEqual(self.taken(), {})

    def test_drops_anywhere_in_a_run(self):
        self.make(self.server, "port", *(f"contact-{i}@customer.example" for i in range(5)))
        self.settle()
        fresh = self.folder / "fresh.tocsin"
        shutil.copy(self.database, fresh)
        for bytes_before in (900, 3000, 5000, 7500):
            with self.subTest(bytes_before=bytes_before):
                self.empty()
                for path in self.folder.glob("incidents.tocsin*"):
                    path.unlink()
                shutil.copy(fresh, self.database)
                proxy = Proxy(self.server.ports["port"], bytes_before)
                self.addCleanup(proxy.close)
                self.cli("admin", "mail-account", "--port", proxy.port)
                sent = self.cli_json("outbox", "--send", expect=None)
                self.assertTrue(proxy.was_cut)
                counts = self.taken()
                for (address, reference), results in self.attempts().items():
                    arrived = counts.get(reference, 0)
                    last = results[-1] if results else None
                    allowed = {"accepted": (1,), "unsure": (0, 1), "temporary": (0,), "not_begun": (0,), None: (0,)}
                    self.assertIn(arrived, allowed[last], f"{address}: {results}")
                self.assertGreaterEqual(sum(counts.values()), 4 if sent.get("trouble") is None else 0)

    def test_wrong_and_missing_password(self):
        self.make(self.server, "port", "a@a.example")
        self.environment["TOCSIN_MAIL_PASSWORD"] = "wrong"
        self.assertIn("user name or the password", self.cli("outbox", "--send", expect=FAILED).stderr)
        del self.environment["TOCSIN_MAIL_PASSWORD"]
        self.assertIn("TOCSIN_MAIL_PASSWORD", self.cli("outbox", "--send", expect=FAILED, stdin=subprocess.DEVNULL,
                                                       prefix=("setsid", "-w")).stderr)
        credentials = self.folder / "credentials"
        credentials.mkdir()
        (credentials / "tocsin-mail").write_text(PASSWORD + "\n")
        self.environment["CREDENTIALS_DIRECTORY"] = str(credentials)
        self.assertEqual(self.cli_json("outbox", "--send")["sent"]["accepted"], 1)

    def test_account_is_set_by_the_command_line(self):
        self.make(self.server, "nothing", "a@a.example")
        done = self.cli("admin", "mail-account", "--port", self.server.ports["tls"], "--security", "tls")
        self.assertIn("TLS", done.stderr)
        self.cli("admin", "mail-account", "--host", "mail example", expect=FAILED)
        self.cli("outbox", "--send")

    def test_alerts_say_nothing_is_due(self):
        self.make(self.server, "port", "a@a.example")
        self.assertEqual(self.cli_json("alerts", "--send"), {"mails": []})


class Kill(PostfixCase):
    def check(self):
        """Exactly one message at the server, or one row that is unsure; never two, never none."""
        counts, unsure = self.taken(), 0
        for (address, reference), results in self.attempts().items():
            arrived = counts.pop(reference, 0)
            self.assertLessEqual(arrived, 1, f"{address} got it {arrived} times")
            if results and results[-1] is None:
                unsure += 1
            else:
                self.assertEqual((results and results[-1], arrived), ("accepted", 1), address)
        self.assertEqual(counts, {}, "messages that nobody knows of")
        return unsure

    def test_kill_at_random_instants(self):
        seed = int(os.environ.get("TOCSIN_SEED", time.time_ns() % 1_000_000))
        print(f"seed {seed} ({ROUNDS} rounds of {MESSAGES} messages; TOCSIN_SEED sets it)", flush=True)
        chance = random.Random(seed)
        self.make(self.server, "port", *(f"contact-{i}@customer.example" for i in range(MESSAGES)))
        self.settle()
        fresh = self.folder / "fresh.tocsin"
        shutil.copy(self.database, fresh)
        begun = time.monotonic()
        self.cli("outbox", "--send")
        longest = time.monotonic() - begun
        self.assertEqual(self.check(), 0)
        unsure = cut = 0
        for number in range(ROUNDS):
            with self.subTest(round=number, seed=seed):
                self.empty()
                for path in self.folder.glob("incidents.tocsin*"):
                    path.unlink()
                shutil.copy(fresh, self.database)
                with subprocess.Popen([PROGRAM, "--database", self.database, "outbox", "--send"], env=self.environment,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as sender:
                    time.sleep(chance.uniform(0.1, longest))
                    sender.kill()
                    cut += sender.wait() == -9
                self.cli("outbox", "--send", expect=None)
                unsure += self.check()
        print(f"{cut} of {ROUNDS} were cut off, {unsure} messages are unsure of {ROUNDS * MESSAGES}", flush=True)
        self.assertGreater(cut, ROUNDS // 4)
        # Each round went back to the same beginning: who remembers the heads of them all would rightly tell of it.
        self.environment["XDG_DATA_HOME"] = str(self.folder / "remembers-nothing")
        self.assertEqual(self.cli_json("verify")["findings"], [])


if __name__ == "__main__":
    unittest.main()
