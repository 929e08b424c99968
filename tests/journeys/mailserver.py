"""The mail server of the tests, and the account that leads to it."""
import os
import pathlib
import subprocess

from program import keys, type_text

SUPPORT = pathlib.Path(os.environ["TOCSIN_SUPPORT_DIR"])
PASSWORD = "only for tests"


class Postfix:
    """The mail server of the tests, gone with the block."""

    def __enter__(self):
        self.process = subprocess.Popen(
            ["bash", SUPPORT / "postfix-server.sh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        words = self.process.stdout.readline().split()
        assert words and words[0] == "ok", " ".join(words)
        self.place = pathlib.Path(words[1])
        self.port = dict(word.split("=") for word in words[2:])["port"]
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)
        return False

    def recipients(self):
        """Whom it delivered to, one entry a message."""
        mails = [path.read_text() for path in (self.place / "inbox" / "new").iterdir()]
        lines = [line for mail in mails for line in mail.splitlines()]
        return sorted(line.split(": ")[1] for line in lines if line.startswith("Delivered-To: "))


def set_up_account(program, server):
    keys("F10")
    program.press("Mail account", "menu item")
    program.write("Server", "localhost", "text")
    program.write("Port", server.port)
    program.write("User", "tocsin")
    program.press("Load the certificate authority from a file", "push button")
    program.find("Certificate authority", "dialog")
    type_text(str(server.place / "ca.crt"))
    keys("Return")
    program.gone("Certificate authority", "dialog")
    program.write("Address", "notices@provider.example")
    program.press("Save the account", "push button")
    program.reads("Saved.")
    program.focus("Password", "password text")
    type_text(PASSWORD)
    program.press("Test the connection", "push button")
    program.reads("It works: connected, encrypted")
    program.press("Board")
