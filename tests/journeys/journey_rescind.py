"""A declaration is taken back: a customer was told, legal co-signs, a correction is owed and sent (P6.5)."""
import os
import pathlib
import subprocess

from incident import Incident
from program import BINARY, Program, keys

STORY = [
    "Declared",
    "Obligation to Birch Clinic met.",
    "Rescission of the declaration asked for",
    "Declaration rescinded, co-signed by legal.",
    "Subscriptions that were told and are owed a correction: 1.",
]


def choose_act(program, name):
    """Opened by a key: asked to show its menu, the button answers when the menu is closed."""
    program.focus("More acts on this incident")
    keys("space")
    program.press(name, "menu item")


def ask(program, case):
    choose_act(program, "Rescind the declaration")
    program.write("Why it is taken back", "Our own script read the mailboxes.")
    program.check_row("Search entries to cite", "Entries to cite", "Own script")
    case.confirm("Rescind the declaration of INC-0001", "Ask for the rescission")
    program.reads("it waits for legal")


def cosign(program, case):
    choose_act(program, "Decide on the rescission")
    case.pick("Legal's decision", "Co-sign")
    program.write("In words", "The log shows our own script.")
    program.choose("Who decided, Legal", "Ada Ruiz")
    program.write("The words of Legal", "Agreed, it was our own.")
    case.confirm("Decide on the rescission of INC-0001", "Record the decision")
    program.reads("The declaration of INC-0001 is rescinded")


def main():
    home = pathlib.Path(os.environ["HOME"])
    database = home / "team.tocsin"
    with Program() as program:
        case = Incident(program)
        case.create_database(database)
        case.record()
        case.move("Move to Assess", "Assess", "On call took it.")
        case.assess()
        case.move("Escalate to Diagnose", "Diagnose", "Escalated.")
        case.tab("Timeline")
        for words in ("Token log pulled", "Token revoked", "Own script read them"):
            case.write_entry(words, words)
        case.classify()
        case.add_customer()
        case.declare()
        case.draft_notice()
        case.approve_notice()
        case.send_notice(home / "letters")
        case.record_delivery()
        case.tab("Overview")
        ask(program, case)
        cosign(program, case)
        case.tab("Customers")
        program.reads("correction")
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
