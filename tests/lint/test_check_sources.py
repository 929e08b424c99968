#!/usr/bin/env python3
"""Proves that check_sources.py can fail: each case adds one fault to a clean little tree, and it is found."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECKER = Path(__file__).with_name("check_sources.py")
HEADER = "#pragma once\n"
BODY = "{name}\n{{\n{lines}}}\n"
# By name and with the lines it may have; a table may have any number.
LONG = "models/items/model.cpp: Model::load 70\ntests/storage/tst_database.cpp: cases table\n"

CLEAN = {
    "models/domain/stage.h": HEADER + "// TheClock says when; never QDateTime::currentDateTime().\n",
    "models/domain/stage.cpp": '#include "models/domain/stage.h"\n\n#include <QString>\n',
    "models/domain/CMakeLists.txt": "tocsin_library(tocsin_domain\n  SOURCES stage.cpp\n  LINKS)\n",
    "models/storage/database.h": HEADER + '#include "models/domain/stage.h"\nclass QSqlDatabase;\n',
    "models/storage/database.cpp": '#include "models/storage/database.h"\nconst char *text = "SLOT(x) QTime::currentTime()";\n',
    "models/storage/CMakeLists.txt": "tocsin_library(tocsin_storage SOURCES database.cpp LINKS tocsin_domain SQLite::SQLite3)\n",
    "models/items/model.cpp": '#include "models/domain/stage.h"\n#include "model.moc"\n'
    + BODY.format(name="Model::Model(int number)\n    : m_number(number)", lines="\n" * 59)
    + BODY.format(name="void Model::load(int from,\n                 int to)", lines="\n" * 70),
    "models/items/CMakeLists.txt": "tocsin_library(tocsin_items SOURCES model.cpp LINKS tocsin_domain Qt6::Gui) # tocsin_storage\n",
    "ui/theme/palette.h": HEADER,
    "ui/theme/palette.cpp": '#include "models/domain/stage.h"\n',
    "ui/theme/CMakeLists.txt": "tocsin_library(tocsin_ui_theme WIDGETS SOURCES palette.cpp LINKS tocsin_domain)\n",
    "ui/common/CMakeLists.txt": "tocsin_library(tocsin_ui_common WIDGETS SOURCES chip.h LINKS tocsin_ui_theme)\n",
    "ui/board/CMakeLists.txt": "tocsin_library(tocsin_ui_board WIDGETS SOURCES board.h LINKS tocsin_ui_common)\n",
    "ui/common/chip.h": HEADER + '#include "ui/theme/palette.h"\n',
    "ui/board/board.h": HEADER + '#include "ui/common/chip.h"\n',
    "app/platform/systemclock.cpp": "qint64 nowMs() { return QDateTime::currentMSecsSinceEpoch(); }\n",
    "app/main.cpp": '#include "models/storage/database.h"\n#include "ui/board/board.h"\n',
    "tests/storage/tst_database.cpp": '#include "models/storage/database.h"\nQSqlQuery query;\n'
    + BODY.format(name="QList<Case> cases()", lines="\n" * 300)
    + 'const char *text = R"(\nint f()\n{\n' + "\n" * 99 + '}\n)";\nstruct Case\n{\n' + "\n" * 99 + "};\n",
    "tests/lint/long_functions.txt": LONG,
}

# name, path, text, what the finding says; the text replaces the file of the clean tree.
CASES = (
    ("upwards", "models/domain/stage.cpp", '#include "models/storage/database.h"\n', "models/domain includes"),
    ("storage to rules", "models/storage/x.h", HEADER + '#include "models/rules/r.h"\n', "models/storage includes"),
    ("ui to storage", "ui/board/x.cpp", '\n  #  include "models/storage/database.h"\n', "ui includes"),
    ("sibling", "models/items/x.h", HEADER + '#include "models/exchange/veris.h"\n', "models/items includes"),
    ("items to ui", "models/items/x.h", HEADER + '#include "ui/common/chip.h"\n', "models/items includes"),
    ("common to board", "ui/common/chip.h", HEADER + '#include "ui/board/board.h"\n', "stand on it"),
    ("theme to common", "ui/theme/x.h", HEADER + '#include "ui/common/chip.h"\n', "stand on it"),
    ("product to test", "app/main.cpp", '#include "tests/support/fake.h"\n', "never includes a test"),
    ("relative", "models/domain/stage.cpp", '#include "stage.h"\n', "path from the root"),
    ("nowhere", "app/main.cpp", '#include "lib/thing.h"\n', "in no layer"),
    ("query in services", "models/services/x.cpp", "QSqlQuery query;\n", "SQL outside"),
    ("connection in app", "app/x.cpp", "auto db = QSqlDatabase::database();\n", "SQL outside"),
    ("time", "ui/board/x.cpp", "auto now = QDateTime::currentDateTimeUtc();\n", "asks the system for the time"),
    ("milliseconds", "app/x.cpp", "auto now = QDateTime::currentMSecsSinceEpoch();\n", "asks the system for the time"),
    ("today", "models/rules/x.cpp", "auto now = QDate::currentDate();\n", "asks the system for the time"),
    ("chrono", "models/domain/x.cpp", "auto now = std::chrono::system_clock::now();\n", "asks the system for the time"),
    ("c time", "models/domain/x.cpp", "auto now = time(nullptr);\n", "asks the system for the time"),
    ("string connect", "ui/board/x.cpp", "connect(a, SIGNAL(b()), c, SLOT(d()));\n", "SIGNAL() or SLOT()"),
    ("string connect in a test", "tests/x.cpp", "QSignalSpy spy(a, SIGNAL(b()));\n", "SIGNAL() or SLOT()"),
    ("dangling loop", "tests/x.cpp", "for (const Row &r : *all().rows.of(id))\n    use(r);\n", "temporary Result"),
    ("too long", "models/domain/stage.cpp", "\n" * 601, "601 lines"),
    ("too long script", "tests/support/x.py", "\n" * 601, "601 lines"),
    ("too long SQL", "resources/sql/0001_foundation/gates.postgresql.sql", "\n" * 601, "601 lines"),
    ("too long function", "app/main.cpp", BODY.format(name="int main()", lines="\n" * 60), "main() has 60 lines"),
    ("a long one grown", "models/items/model.cpp", BODY.format(name="void Model::load()", lines="\n" * 71), "has 71 lines, 70 are"),
    ("a long one shortened", "tests/lint/long_functions.txt", LONG + "models/storage/database.cpp: open 80\n",
     "models/storage/database.cpp: open() is short or gone"),
    ("no guard", "models/domain/stage.h", "class Stage;\n", "#pragma once"),
    ("guard in a comment only", "models/domain/stage.h", "// #pragma once\n", "#pragma once"),
    ("unfinished", "models/domain/stage.cpp", "// TODO later\n", "says TODO"),
    ("capitals", "models/domain/Gates.cpp", "\n", "lower case"),
    ("link upwards", "models/domain/CMakeLists.txt", "tocsin_library(tocsin_domain\nSOURCES stage.cpp\nLINKS tocsin_rules)\n",
     "links tocsin_rules"),
    ("link missing", "models/storage/CMakeLists.txt", "tocsin_library(tocsin_storage SOURCES database.cpp LINKS SQLite::SQLite3)\n",
     "does not link tocsin_domain"),
    ("link unused", "ui/board/CMakeLists.txt",
     "tocsin_library(tocsin_ui_board WIDGETS SOURCES board.h LINKS tocsin_ui_common tocsin_domain)\n", "includes nothing"),
    ("link of nothing", "models/items/CMakeLists.txt",
     "tocsin_library(tocsin_items SOURCES model.cpp LINKS tocsin_domain tocsin_else)\n", "links tocsin_else"),
    ("link of SQL", "models/domain/CMakeLists.txt", "tocsin_library(tocsin_domain SOURCES stage.cpp LINKS Qt6::Sql)\n",
     "links Qt6::Sql"),
    ("link of the network", "models/mail/CMakeLists.txt", "tocsin_library(tocsin_mail SOURCES x.cpp LINKS Qt6::Network)\n",
     "links Qt6::Network"),
    ("ui link upwards", "ui/board/CMakeLists.txt",
     "tocsin_library(tocsin_ui_board WIDGETS SOURCES board.h LINKS tocsin_ui_common tocsin_storage)\n", "links tocsin_storage"),
    ("circle", "ui/theme/CMakeLists.txt",
     "tocsin_library(tocsin_ui_theme WIDGETS SOURCES palette.cpp LINKS tocsin_domain tocsin_ui_board)\n", "in a circle"),
    ("name", "models/items/CMakeLists.txt", "tocsin_library(items SOURCES model.cpp LINKS tocsin_domain)\n", "should be"),
)


def run(files):
    """The exit code and the findings of the checker over a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, str(CHECKER), folder], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.splitlines()


class CheckSources(unittest.TestCase):
    def test_clean_tree_has_no_findings(self):
        self.assertEqual(run(CLEAN), (0, []))

    def test_each_fault_is_found(self):
        for name, path, text, expected in CASES:
            with self.subTest(name, path=path):
                code, findings = run({**CLEAN, path: text})
                self.assertEqual(code, 1)
                hits = [finding for finding in findings if finding.startswith(path + ":") and expected in finding]
                self.assertTrue(hits, findings)

    def test_a_source_without_a_library_is_found(self):
        code, findings = run({**CLEAN, "models/items/CMakeLists.txt": "add_library(items model.cpp)\n"})
        self.assertEqual((code, findings),
                         (1, ["models/items/model.cpp:1: belongs to no library: tocsin_items is made by tocsin_library()"]))

    def test_a_tree_that_is_not_tocsin_is_refused(self):
        self.assertEqual(run({"readme": ""})[0], 2)


if __name__ == "__main__":
    unittest.main()
