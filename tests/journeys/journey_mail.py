"""A notice leaves through a real mail server: two fail, one is corrected, one is told by telephone, the duties are met."""
import os
import pathlib
import subprocess

from incident import Incident
from program import BINARY, Program, keys, type_text

SUPPORT = pathlib.Path(os.environ["TOCSIN_SUPPORT_DIR"])
PASSWORD = "only for tests"
CUSTOMERS = {
    "Ash School": "desk@ash.example",
    "Birch Clinic": "bo@refused.example",
    "Cedar Bank": "soc@cedar.example",
    "Elm Museum": "it@refused.example",
}
STORY = [
    "4 message(s) made.",
    "2 message(s) failed and need a person.",
    "was corrected from bo@refused.example to bo.tan@birch.example. Their switchboard, by telephone.",
    "Obligation to Birch Clinic met.",
    "Obligation to Elm Museum met.",
]


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


def prepare(program, case):
    case.record()
    case.move("Move to Assess", "Assess", "On call took it.")
    case.assess()
    case.move("Escalate to Diagnose", "Diagnose", "Escalated.")
    case.tab("Timeline")
    for words in ("Token log pulled", "Token revoked"):
        case.write_entry(words, words)
    case.classify()
    for name, address in CUSTOMERS.items():
        case.add_customer(name, f"{name.split()[0].lower()}-main", f"Desk of {name}", address)
    case.declare(customers=tuple(CUSTOMERS))
    case.draft_notice()
    case.approve_notice()


def correct(program, case):
    case.choose_message("bo@refused.example")
    program.press("Decide…", "push button")
    case.pick("What becomes of it", "Correct the address")
    program.write("New address", "bo.tan@birch.example")
    program.write("Reason", "Their switchboard, by telephone.")
    case.confirm("Message to Desk of Birch Clinic", "Send to the new address")
    program.reads("3 of 4 sent")


def tell_by_telephone(program, case):
    case.choose_message("it@refused.example")
    program.press(lambda said: said == "Record delivery…", "push button")
    program.choose("Means", "By telephone")
    program.write("Proof", "Read out to the director, who confirmed it.")
    case.confirm("Record delivery", "Record 1 delivery")
    program.find("State: Delivered")


def delivered(program, server, *addresses):
    program.wait(lambda: server.recipients() == list(addresses), f"mail at {addresses} and nowhere else")


def main():
    home = pathlib.Path(os.environ["HOME"])
    database = home / "team.tocsin"
    with Postfix() as server, Program() as program:
        case = Incident(program)
        case.create_database(database)
        set_up_account(program, server)
        prepare(program, case)
        case.send_notice_by_mail(len(CUSTOMERS), PASSWORD)
        program.reads("2 failed: choose the row and decide", 30)
        program.find("State: Failed")
        delivered(program, server, "desk@ash.example", "soc@cedar.example")
        correct(program, case)
        tell_by_telephone(program, case)
        delivered(program, server, "bo.tan@birch.example", "desk@ash.example", "soc@cedar.example")
        case.tab("Overview")
        program.find(lambda said: said.startswith("Clock: met") and "before the limit" in said, "label")
        program.quit()
    audit = subprocess.run([BINARY, "--database", str(database), "export", "audit"], capture_output=True, text=True, check=True)
    position = 0
    for words in STORY:
        position = audit.stdout.find(words, position)
        assert position >= 0, f"“{words}” is not told in its place:\n{audit.stdout}"
    verified = subprocess.run([BINARY, "--database", str(database), "verify"], capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified


if __name__ == "__main__":
    main()
