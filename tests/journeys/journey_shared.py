"""Two people at two workstations on one server: at the same time, in each other's way, and when the server goes away.

What was acknowledged is in the record once, what was refused is not in it at all, and the record verifies.
"""
import os
import pathlib

import tree
from desk import Desk, make_team, open_keychain, password_of
from incident import TITLE
from postgres_server import PostgresServer
from program import keys, type_text
from tree import wait_for

AWAY = 60  # until a program has noticed that the server is gone, or back


def server_roles():
    """Every role of the table in models/domain/roles: six of the process and the administrator, a bit each."""
    return (1 << 7) - 1


def count(server, text, table="timeline_entry", column="text"):
    quoted = text.replace("'", "''")
    return int(server.superuser("team", f"SELECT count(*) FROM {table} WHERE {column} = '{quoted}';"))


def write_entry(desk, text):
    desk.front()
    desk.focus("New timeline entry")
    keys("ctrl+a", "Delete")
    type_text(text)
    keys("ctrl+Return")


def sees_entry(desk, text, timeout=10):
    return wait_for(
        lambda: next((row for row in desk.rows("Timeline entries") if text in row[0]), None), f"the entry “{text}”", timeout
    )


def wrong_password(mira):
    mira.log_in("not this one")
    mira.says("The server does not let you in.")
    mira.focus("Password")
    keys("ctrl+a", "Delete")
    type_text(password_of("mira"))
    mira.press("Connect")
    mira.find("No incident yet", "panel", timeout=30)


def live(mira, ada):
    mira.case.record()
    wait_for(lambda: any(TITLE in row[0] for row in ada.rows("Detect, cards")), "the card on the other board")
    ada.open_incident()
    mira.find("Also open: Ada Ruiz")
    ada.find("Also open: Mira Kahn")
    for desk in (mira, ada):
        desk.case.tab("Timeline")
    # While Mira writes, what Ada saves arrives; half of a line stays where it is.
    mira.focus("New timeline entry")
    type_text("Half of a line")
    write_entry(ada, "Ada pulled the proxy log")
    sees_entry(mira, "Ada pulled the proxy log")
    field = mira.find("New timeline entry", "text")
    assert tree.text_of(field) == "Half of a line", tree.text_of(field)
    write_entry(mira, "Mira revoked the token")
    sees_entry(ada, "Mira revoked the token")


def in_conflict(mira, ada):
    """Both judge the same finding differently; the second sees both and decides."""
    for desk in (mira, ada):
        desk.case.tab("Assessment")
        desk.case.pick("Functional impact", "Low" if desk is mira else "Medium")
        desk.case.pick("Information impact", "None")
        desk.case.pick("Recoverability", "Regular")
    ada.press("Save the assessment")
    ada.says("Assessment of INC-0001 saved")
    mira.says("Ada Ruiz assessed it at")
    panel = mira.find("Functional impact", "panel")
    assert panel
    mira.press("Keep all of mine") if mira.sees("Keep all of mine", "push button") else mira.press("Keep mine")
    mira.press("Go on with these")
    mira.press("Save the assessment")
    mira.says("Assessment of INC-0001 saved")


def moves(mira, ada, server):
    """Both move the card on at the same moment: it moves once, and the other one is told or sees it."""
    for desk in (mira, ada):
        desk.press("Move to Assess", "push button")
        desk.write("Why it moves", f"{desk.login} says so", within=desk.case.panel("Move to Assess"))
    buttons = [tree.find_control(d.case.panel("Move to Assess"), "Move to Assess", "push button") for d in (mira, ada)]
    for button in buttons:
        button.queryAction().doAction(0)
    for desk in (mira, ada):
        desk.find(lambda said: said.startswith("Assess: current stage"))
    moved = int(server.superuser("team", "SELECT count(*) FROM stage_move WHERE to_stage = 'assess';"))
    assert moved == 1, f"moved {moved} times"

    def slower():
        """Whose panel is still there, with what was typed: told by the server, or by the change that came first."""
        return next((d for d in (mira, ada) if d.sees("Why it moves", "text")), None)

    loser = wait_for(slower, "one of the two being told")
    loser.press("Cancel", "push button")
    loser.gone("Why it moves", "text")


def approval(mira, ada):
    """Mira writes a notice and records what legal decided; Ada, who has it open, follows each step."""
    mira.case.tab("Notices")
    mira.case.draft_notice()
    mira.press("Save version")
    mira.press("Submit to legal")
    mira.find("State: Legal review")
    ada.case.tab("Notices")
    ada.click(next(tree.children(ada.find("Notices of this incident", "list"))))
    ada.find("State: Legal review")
    mira.press(lambda said: said == "Record legal's approval…")
    mira.choose("Who decided, Legal", "Ada Ruiz")
    mira.write("The words of Legal", "Approved as read out.")
    mira.case.confirm("Record legal's approval", "Record the approval")
    for desk in (mira, ada):
        desk.find("State: Approved")


def gone_and_back(mira, ada, server, how):
    for desk in (mira, ada):
        desk.case.tab("Timeline")
    before = f"Acknowledged before it was {how.__name__}ed"
    write_entry(ada, before)
    sees_entry(mira, before)
    how()
    for desk in (mira, ada):
        desk.says("The server is out of reach since", timeout=AWAY)
        desk.find("Out of reach")
        assert desk.sees(lambda said: said.startswith("Assess: current stage")), "what was read stays readable"
    refused = f"Written while it was {how.__name__}ed"
    write_entry(mira, refused)
    mira.says("The server cannot be reached")
    server.start()
    for desk in (mira, ada):
        desk.find("Timeline entries", timeout=AWAY)
        wait_for(lambda d=desk: not d.sees("Out of reach"), f"{desk.login} being back", AWAY)
    field = mira.find("New timeline entry", "text")
    assert tree.text_of(field) == refused, f"typed text is lost: {tree.text_of(field)}"
    assert count(server, refused) == 0, "what was refused was done all the same"
    mira.front()
    mira.focus("New timeline entry")
    keys("ctrl+Return")
    sees_entry(ada, refused, AWAY)
    for text in (before, refused):
        assert count(server, text) == 1, f"“{text}” stands {count(server, text)} times in the record"


def comes_back_by_itself(ada):
    """The keychain has the password: nobody is asked for it again."""
    ada.front()
    ada.quit()
    ada.start()
    ada.find("Assess, cards", timeout=30)


def verify(mira):
    mira.front()
    keys("ctrl+5")
    mira.press("Verify", "push button")
    mira.press("Verify now")
    mira.reads("The record is whole", timeout=60)


def main():
    open_keychain()
    with PostgresServer() as server:
        make_team(server, [("Mira Kahn", "mira", server_roles()), ("Ada Ruiz", "ada", server_roles())])
        with Desk(server, "mira") as mira, Desk(server, "ada") as ada:
            wrong_password(mira)
            ada.log_in(password_of("ada"))
            ada.find("No incident yet", "panel", timeout=30)
            live(mira, ada)
            in_conflict(mira, ada)
            moves(mira, ada, server)
            approval(mira, ada)
            gone_and_back(mira, ada, server, server.stop)
            gone_and_back(mira, ada, server, server.kill)
            comes_back_by_itself(ada)
            verify(mira)
            for desk in (mira, ada):
                desk.front()
                desk.quit()
                kept = "".join(p.read_text(errors="replace") for p in pathlib.Path(os.environ["HOME"]).rglob("*.conf"))
                assert password_of(desk.login) not in kept, "a password stands in a file"


if __name__ == "__main__":
    main()
