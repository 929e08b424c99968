"""What was typed and not yet saved is offered again after the program was killed."""
import os
import pathlib
import sqlite3

from incident import Incident
from program import Program, type_text
import tree

LINE = "Proxy log shows a second address"
WORDS = "Dear {{contact}}, this much was typed before the power went."


def is_kept(database, words):
    """Nothing on the screen says that a quick entry is kept, so this looks into the file, for reading alone."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*) FROM draft WHERE instr(payload, ?)", (words,)).fetchone()[0] > 0
    finally:
        connection.close()


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
        program.quit()


if __name__ == "__main__":
    main()
