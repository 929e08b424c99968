"""What was typed and not yet saved is offered again after the program was killed, also if the database was away."""
import contextlib
import os
import pathlib
import sqlite3
import stat

from incident import Incident
from program import Program, keys, type_text
import tree

LINE = "Proxy log shows a second address"
LATER = "Second address belongs to a partner"
WORDS = "Dear {{contact}}, this much was typed before the power went."


def is_kept(database, words):
    """Nothing on the screen says that a quick entry is kept, so this looks into the file, for reading alone."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*) FROM draft WHERE instr(payload, ?)", (words,)).fetchone()[0] > 0
    finally:
        connection.close()


@contextlib.contextmanager
def held(database):
    """Another program holds the database, so that nothing can be written into it."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def on_disk(words):
    """The file in which WORDS are kept while the database is away."""
    folder = pathlib.Path(os.environ["XDG_DATA_HOME"])
    return next((path for path in folder.glob("**/drafts/*/*.json") if words in path.read_text()), None)


def type_while_held(program, database):
    """Types an entry that the database does not take, and kills the program before it does."""
    with held(database):
        program.focus("New timeline entry")
        keys("ctrl+a")
        type_text(LATER)
        program.wait(lambda: on_disk(LATER), "the draft on disk")
        for path in (on_disk(LATER), on_disk(LATER).parent, on_disk(LATER).parent.parent):
            assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO), f"others may read {path}"
        assert not is_kept(database, LATER)
        program.crash()


def main():
    database = pathlib.Path(os.environ["HOME"]) / "team.tocsin"
    with Program() as program:
        case = Incident(program)
        case.create_database(database)
        case.record()
        case.tab("Notices")
        program.press("New notice")
        program.press("Begin the draft")
        program.gone("Begin the draft")
        program.write("Text of the notice", WORDS)
        program.reads("kept as a draft")
        case.tab("Timeline")
        program.focus("New timeline entry")
        type_text(LINE)
        program.wait(lambda: is_kept(database, LINE), "the draft in the database")
        program.crash()

        program.start()
        program.reads("You have unsent text from before: INC-0001, timeline entry.")
        program.press("Continue")
        field = program.find("New timeline entry", "text")
        program.wait(lambda: tree.text_of(field) == LINE, "the entry that was typed")
        case.tab("Notices")
        case.open_notice()
        body = program.find("Text of the notice", "text")
        program.wait(lambda: tree.text_of(body).strip() == WORDS, "the notice that was typed")

        case.tab("Timeline")
        type_while_held(program, database)
        program.start()
        program.reads("You have unsent text from before: INC-0001, timeline entry.")
        assert is_kept(database, LATER) and not on_disk(LATER)
        program.press("Continue")
        field = program.find("New timeline entry", "text")
        program.wait(lambda: tree.text_of(field) == LATER, "the entry that was typed last")
        program.focus("New timeline entry")
        keys("ctrl+Return")
        program.wait(lambda: not is_kept(database, LATER), "the draft going with its entry")
        program.quit()


if __name__ == "__main__":
    main()
