"""From stabilized to closed (P1.7, P11): two authors, a review, an approval, a summary in the final notice; and the bundle, which
is checked without Tocsin, and in which one byte is changed afterwards."""
import os
import pathlib
import subprocess
import zipfile

import tree
from desk import Desk, make_team, open_keychain, password_of
from postgres_server import PostgresServer
from program import BINARY, keys, type_text

RESPONDER, MANAGER, LEGAL, AUTHOR, ADMINISTRATOR = 1, 2, 4, 16, 64
PEOPLE = [
    ("Mira Kahn", "mira", RESPONDER | MANAGER | AUTHOR | ADMINISTRATOR),
    ("Pia Post", "pia", AUTHOR),
    ("Ada Ruiz", "ada", LEGAL),
]
SUMMARY = "A session token was accepted twice."
CAUSE = "The clock that ends a session was read once at its start."
FOR_CUSTOMERS = "A session was accepted for longer than it should have been. It now ends by itself."
SECRET = "read once at its start"  # of the post-mortem, and for nobody outside
NOTICE = "Dear {{contact}},\nthis is our last word on {{subscriptions}}. Our desk answers questions. Reference INC-0001.\n"


def section(desk, name):
    """Goes to a part of the post-mortem by its list."""
    def part():
        listed = desk.find("Sections of the post-mortem", timeout=0)
        return next((row for row in tree.children(listed) if row.name.startswith(name)), None)

    desk.click(tree.wait_for(part, f"the part {name}"))


def write_postmortem(mira, pia):
    """One begins it, another goes on and hands it in."""
    mira.case.tab("Post-mortem")
    mira.press("Begin the post-mortem")
    mira.write("Summary, text", SUMMARY)
    mira.press("Save version")
    mira.find("Submit for review")
    pia.open_incident()
    pia.case.tab("Post-mortem")
    section(pia, "Root cause")
    pia.write(lambda said: said.startswith("Root cause") and said.endswith(", text"), CAUSE)
    pia.press("Save version")
    pia.press("Submit for review")
    pia.find(tree_says("In review"))


def tree_says(words):
    return lambda said: said.startswith(words)


def summarise(pia):
    """What may leave is a text of its own, looked through by its author (P11.4)."""
    section(pia, "For notices")
    pia.write("Paragraph 1", FOR_CUSTOMERS)
    keys("Tab", "space")  # the sections that it came from
    pia.press(lambda said: said.startswith("Summary"), "menu item")
    pia.press("Save summary")
    for what in ("No names of people", "No internal systems", "No customers"):
        pia.press(f"I looked through it: {what}")
        pia.reads("Looked through")
    pia.press("Submit to legal")


def approve_both(ada):
    ada.open_incident()
    ada.case.tab("Post-mortem")
    ada.press("Approve…")
    ada.case.confirm("Approve the post-mortem", "Approve")
    section(ada, "For notices")
    ada.press("Approve as legal…")
    ada.case.confirm("Approve the summary", "Approve")


def last_notice(mira, ada, letters):
    mira.case.tab("Notices")
    mira.press("New notice")
    mira.case.pick("Which phase", "Final notice")
    mira.press("Begin the draft")
    mira.gone("Begin the draft")
    mira.write("Text of the notice", NOTICE)
    keys("ctrl+End")
    mira.press("Insert the approved summary of the post-mortem")
    for name in [n.name for n in tree.find_all(mira.root, lambda said: said.endswith(": missing"), "push button")]:
        mira.press(name)
        mira.gone(name)
    mira.press("Save version")
    mira.press("Submit to legal")
    mira.find("State: Legal review")
    ada.case.tab("Notices")
    ada.case.open_notice("Legal review")
    ada.press("Approve as legal…")
    ada.case.confirm("Approve the notice", "Approve")
    mira.find("State: Approved")
    mira.case.send_notice(letters)
    mira.case.record_delivery()
    letter = next(letters.glob("*.eml")).read_text()
    assert "longer than it should have been" in letter and SECRET not in letter, letter


def export(ada, path):
    """Legal releases it and makes it, with a key made now and kept in the keychain."""
    ada.front()
    ada.press("Record", "radio button")
    ada.press("Export for auditors")
    ada.write("Incidents", "INC-0001", "text")
    ada.write("Recipient", "Audit Ltd")
    ada.write("Purpose", "Yearly audit")
    ada.press("Release the bundle as legal")
    ada.press("Make a key")
    ada.press("Export the bundle")
    ada.find("Export for auditors", "dialog")
    keys("ctrl+a")
    type_text(str(path))
    keys("Return")
    ada.reads("The bundle is at", 30)


def script(bundle, place):
    """The script of the bundle itself, as on a machine that has Python and OpenSSL and nothing else."""
    with zipfile.ZipFile(bundle) as archive:
        archive.extract("check.py", place)
    run = subprocess.run(
        ["python3", "-I", "check.py", str(bundle)], cwd=place, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False
    )
    return run.returncode, run.stdout.strip()


def program(bundle):
    run = subprocess.run([BINARY, "verify-bundle", str(bundle)], capture_output=True, text=True, check=False)
    return run.returncode, run.stdout.strip()


def spoil(bundle, other, name):
    """A copy of it, with one bit of one file in it turned."""
    with zipfile.ZipFile(bundle) as source, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.namelist():
            data = bytearray(source.read(each))
            if each == name:
                data[len(data) // 2] ^= 1
            target.writestr(each, bytes(data))


def check(bundle, home):
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()
        assert CAUSE in archive.read("INC-0001/post-mortem.md").decode(), names
    code, said = script(bundle, home)
    assert (code, said) == (0, "The bundle is whole."), said
    code, said = program(bundle)
    assert code == 0 and said.endswith("The bundle is whole."), said
    for name in ("INC-0001/post-mortem.md", "record/chain.csv", "INC-0001/incident.html"):
        spoiled = home / "spoiled.zip"
        spoil(bundle, spoiled, name)
        for code, said in (script(spoiled, home), program(spoiled)):
            assert code == 1 and said == f"changed: {name}", said


def main():
    home = pathlib.Path(os.environ["HOME"])
    bundle = home / "audit.zip"
    open_keychain()
    with PostgresServer() as server:
        make_team(server, PEOPLE, "--stabilized")
        with Desk(server, "mira") as mira, Desk(server, "pia") as pia, Desk(server, "ada") as ada:
            for desk in (mira, pia, ada):
                desk.log_in(password_of(desk.login))
                desk.find("Stabilize & Recover, cards", timeout=30)
            mira.open_incident()
            mira.case.verify_containment("Customer risk")
            mira.case.verify_containment("Business risk")
            mira.case.move("Close & Post-mortem: not reached", "Close & Post-mortem", "Contained.")
            write_postmortem(mira, pia)
            summarise(pia)
            mira.press("Mark as reviewed")
            approve_both(ada)
            last_notice(mira, ada, home / "letters")
            mira.case.close()
            export(ada, bundle)
            for desk in (mira, pia, ada):
                desk.front()
                desk.quit()
    check(bundle, home)


if __name__ == "__main__":
    main()
