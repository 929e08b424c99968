"""The main job, from a customer's report to the closed incident, and the story that the record tells of it."""
import csv
import io
import os
import pathlib
import subprocess

from incident import TITLE, Incident
from program import BINARY, Program

STORY = [
    f"recorded INC-0001: {TITLE}",
    "moved it from Detect to Assess: On call took it.",
    "Severity assessed: High, P1.",
    "moved it from Assess to Diagnose: Escalated to the response team.",
    "Token log pulled",
    "Two tenants confirmed",
    "Token revoked",
    "Classified: Security incident; personal data: yes.",
    "birch-main put in scope.",
    "Declared",
    "Obligation to Birch Clinic met.",
    "moved it from Diagnose to Stabilize & Recover: The recovery plan stands.",
    "Customer risk contained, verified",
    "Business risk contained, verified",
    "moved it from Stabilize & Recover to Close & Post-mortem: Contained.",
    "Contained, told, learned.",
]


def command(database, *arguments):
    return subprocess.run([BINARY, "--database", str(database), *arguments], capture_output=True, text=True, check=False)


def assert_story(database):
    audit = command(database, "export", "audit")
    assert audit.returncode == 0, audit.stderr
    sentences = [row["what"] for row in csv.DictReader(io.StringIO(audit.stdout))]
    position = 0
    for words in STORY:
        found = next((i for i in range(position, len(sentences)) if words in sentences[i]), None)
        assert found is not None, f"“{words}” is not told after number {position}:\n" + "\n".join(sentences)
        position = found + 1


def main():
    home = pathlib.Path(os.environ["HOME"])
    database, letters = home / "team.tocsin", home / "letters"
    with Program() as program:
        case = Incident(program)
        case.create_database(database)
        case.record()
        case.move("Move to Assess", "Assess", "On call took it.")
        case.assess()
        case.move("Escalate to Diagnose", "Diagnose", "Escalated to the response team.")

        case.tab("Timeline")
        case.write_entry("Token log pulled", "Token log pulled")
        case.write_entry("-15m Two tenants confirmed", "Two tenants confirmed")
        case.write_entry("Token revoked", "Token revoked")
        rows = [row[0] for row in program.rows("Timeline entries")]
        assert "Two tenants confirmed" in rows[0], f"an entry of a quarter of an hour ago stands first: {rows}"

        case.classify()
        case.add_customer()
        case.declare()
        first = case.seconds_left()
        assert 72 * 3600 - 60 < first <= 72 * 3600, f"{first} s of 72 hours"
        program.wait(lambda: case.seconds_left() < first, "the clock running")

        case.draft_notice()
        case.approve_notice()
        case.send_notice(letters)
        assert sorted(path.suffix for path in letters.iterdir()) == [".eml", ".pdf"], list(letters.iterdir())
        letter = next(letters.glob("*.eml")).read_text()
        assert "bo@birch.example" in letter and "birch-main" in letter and "{{" not in letter, letter
        assert next(letters.glob("*.pdf")).read_bytes().startswith(b"%PDF")
        case.record_delivery()
        case.tab("Overview")
        program.find(lambda said: said.startswith("Clock: met"), "label")

        case.move("Move to Stabilize & Recover", "Stabilize & Recover", "The recovery plan stands.")
        case.verify_containment("Customer risk")
        case.verify_containment("Business risk")
        case.move("Move to Close & Post-mortem", "Close & Post-mortem", "Contained.")
        case.write_postmortem()
        case.close()
        program.press("Record", "radio button")
        told = "Contained, told, learned."
        program.wait(
            lambda: any(told in row[3] for row in program.rows("Entries of the record, newest first")), f"“{told}” told"
        )
        program.quit()

    verified = command(database, "verify")
    assert verified.returncode == 0 and "The record is whole." in verified.stdout, verified
    assert_story(database)


if __name__ == "__main__":
    main()
