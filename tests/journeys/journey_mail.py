"""A notice leaves through a real mail server: two fail, one is corrected, one is told by telephone, the duties are met."""
import os
import pathlib
import subprocess

from incident import Incident
from mailserver import PASSWORD, Postfix, set_up_account
from program import BINARY, Program

CUSTOMERS = {
    "Ash School": "desk@ash.example",
    "Birch Clinic": "bo@refused.example",
    "Cedar Bank": "soc@cedar.example",
    "Elm Museum": "it@refused.example",
}
STORY = [
    "4 messages made.",
    "2 messages failed and need a person.",
    "was corrected from bo@refused.example to bo.tan@birch.example. Their switchboard, by telephone.",
    "Obligation to Birch Clinic met.",
    "Obligation to Elm Museum met.",
]


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
