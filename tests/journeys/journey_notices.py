"""Fifty subscriptions are told: contacts by import, scope by search, legal's remark, a mail server, and what is owed after."""
import os
import pathlib
import subprocess

from incident import Incident
from mailserver import PASSWORD, Postfix, set_up_account
from program import BINARY, Program, keys, type_text

FIRMS = [f"Firm {number:02}" for number in range(1, 51)]
REFUSED = {"Firm 01": "one@refused.example", "Firm 02": "two@refused.example"}
PEOPLE = "People affected"
STORY = [
    "50 subscriptions put in scope",
    "returned by legal. Say since when.",
    "approved by legal",
    "50 messages made.",
    "2 messages failed and need a person.",
    "was corrected from one@refused.example to right@firm.example. Their switchboard, by telephone.",
    "Obligation to Firm 01 met.",
    "Obligation to Firm 02 met.",
]


def address(firm):
    return REFUSED.get(firm, f"soc@{firm.lower().replace(' ', '-')}.example")


def import_contacts(program, folder):
    lines = ["customer,subscription,reference,contact,email,role"]
    lines += [f"{firm},{firm.lower()} main,S-{number:03},Desk of {firm},{address(firm)},security" for number, firm in enumerate(FIRMS)]
    file = folder / "contacts.csv"
    file.write_text("\n".join(lines) + "\n")
    program.press("Customers")
    program.press("Import…", "push button")
    program.press("Choose the files to import")
    program.find("Files to import", "dialog")
    type_text(str(file))
    keys("Return")
    program.gone("Files to import", "dialog")
    program.reads("This would add 150 and change 0.")
    program.press("Import", "push button")
    program.reads("Imported: 150 new, 0 changed.")
    program.press("Leave the import")
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


def scope(program, case):
    case.tab("Customers")
    program.press("Search subscriptions and add many")
    program.write("Search subscriptions", "firm main")
    program.reads("50 matches")
    program.press("Tick all that match")
    program.write("What was accessed", "mailboxes of the firm")
    program.choose("How sure", "Confirmed")
    program.write("What shows it", "Sign-in log")
    case.confirm("Affected subscriptions by search", "Put in scope")
    program.reads("50 subscriptions of 50 customers")


def say_not_known(program):
    """From given on to: said to be not known yet."""
    program.press(lambda said: said.startswith(f"{PEOPLE}: given"), "push button")
    program.find(lambda said: said.startswith(f"{PEOPLE}: said to be not known yet"), "push button")


def remark_of_legal(program, case):
    program.press("Save version")
    program.press("Submit to legal")
    program.find("State: Legal review")
    program.press(lambda said: said == "Return to author…")
    program.write("What has to change", "Say since when.")
    program.choose("Who decided, Legal", "Somebody who is not in the list…")
    program.write("Name of the new person", "Ada Ruiz")
    program.write("E-mail of the new person", "ada@provider.example")
    program.press("Add this person as Legal")
    program.find("Who decided, Legal: Ada Ruiz")
    program.write("The words of Legal", "Not without the instant.")
    case.confirm("Return to the author", "Return it")
    program.find("State: Draft")


def fix_and_approve(program, case):
    program.focus("Text of the notice")
    keys("ctrl+End")
    type_text("\nIt began on Monday at 08:10.")
    program.press("Save version")
    program.press("Submit to legal")
    program.find("State: Legal review")
    program.press(lambda said: said == "Record legal's approval…")
    program.choose("Who decided, Legal", "Ada Ruiz")
    program.write("The words of Legal", "Approved as read out.")
    case.confirm("Record legal's approval", "Record the approval")
    program.find("State: Approved")


def mend(program, case):
    case.choose_message(REFUSED["Firm 01"])
    program.press("Decide…", "push button")
    case.pick("What becomes of it", "Correct the address")
    program.write("New address", "right@firm.example")
    program.write("Reason", "Their switchboard, by telephone.")
    case.confirm("Message to Desk of Firm 01", "Send to the new address")
    program.reads("49 of 50 sent")
    case.choose_message(REFUSED["Firm 02"])
    program.press(lambda said: said == "Record delivery…", "push button")
    program.choose("Means", "By telephone")
    program.write("Proof", "Read out to the director, who confirmed it.")
    case.confirm("Record delivery", "Record 1 delivery")
    program.find("State: Delivered")


def next_phase(program, case):
    program.press("Deadlines")
    rows = program.rows("Obligations", "table")
    assert any("Follow-up" in cell for row in rows for cell in row), rows
    keys("ctrl+k")
    program.focus(lambda said: said.startswith("Reference, words"))
    type_text("INC-0001")
    program.wait(lambda: "INC-0001" in program.rows("What was found")[0][0], "the incident found")
    keys("Return")
    program.find("Overview", "page tab")
    case.tab("Notices")
    if program.sees("Notices of this incident", "list"):
        case.open_notice("Delivered")
    program.press(lambda said: said.startswith("Answers"), "page tab")
    program.find(lambda said: said.startswith("Clock: "), "label")
    program.press("Begin the next phase, which says what was not known", "push button")
    case.confirm("New notice", "Begin the draft")
    program.reads("Further notice")
    program.reads("no. 2")


def main():
    home = pathlib.Path(os.environ["HOME"])
    database = home / "team.tocsin"
    with Postfix() as server, Program() as program:
        case = Incident(program)
        case.create_database(database)
        set_up_account(program, server)
        import_contacts(program, home)
        prepare(program, case)
        scope(program, case)
        case.declare(customers=tuple(FIRMS))
        case.draft_notice()
        say_not_known(program)
        remark_of_legal(program, case)
        fix_and_approve(program, case)
        case.send_notice_by_mail(len(FIRMS), PASSWORD)
        program.reads("2 failed: choose the row and decide", 60)
        program.find("State: Failed")
        mend(program, case)
        expected = sorted([address(firm) for firm in FIRMS if firm not in REFUSED] + ["right@firm.example"])
        program.wait(lambda: server.recipients() == expected, "one mail for each, and none twice", 30)
        case.tab("Overview")
        program.find(lambda said: said.startswith("Clock: met") and "before the limit" in said, "label")
        next_phase(program, case)
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
