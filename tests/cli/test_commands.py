"""Every command of the real program: what it prints, what it leaves alone, how it ends."""

import csv
import datetime
import email.message
import io
import json
import os
import re
import shutil
import sqlite3
import stat
import statistics
import subprocess
import sys
import threading
import unittest
import zipfile
from pathlib import Path

from clicase import FAILED, LOGIN, OK, SOURCES, USAGE, CliCase, digest

ISO = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
MANUAL = SOURCES / "packaging/tocsin.1"
EVERYWHERE = {"--database", "--help"}


def words_of(usage):
    """The words that follow on a command and choose what it does: "audit" and "register" of "export audit|register"."""
    return [word for word in (usage.split() or [""])[0].split("|") if word.islower()]


def manual():
    """{command: options} by the SYNOPSIS, a word that chooses included; and what the lists of the DESCRIPTION explain."""
    text = MANUAL.read_text()
    synopsis = text.split(".Sh SYNOPSIS\n")[1].split(".Sh DESCRIPTION\n")[0]
    found = {}
    for block in synopsis.split(".Nm tocsin\n"):
        command = re.search(r"^\.Cm (.+)$", block, re.MULTILINE)
        if command:
            found.setdefault(command.group(1), set()).update("-" + word for word in re.findall(r"(?<!\S)-[a-z][a-z-]+", block))
    return found, set(re.findall(r"^\.It Cm ([a-z -]+?)(?: [A-Z].*)?$", text, re.MULTILINE))


class Help(CliCase):
    def commands(self):
        """{command: its help}, as the overview lists them."""
        overview = self.run_cli("--help")
        self.assertEqual(overview.stderr, "")
        names = re.findall(r"^  ([a-z]+(?:-[a-z]+)*) ", overview.stdout.split("needs no display:")[1].split("  tocsin COMMAND")[0],
                           re.MULTILINE)
        self.assertIn("verify", names)
        helps = {name: self.run_cli(name, "--help") for name in names}
        self.assertEqual({done.stderr for done in helps.values()}, {""})
        return {name: done.stdout for name, done in helps.items()}

    def test_each_command_explains_itself(self):
        for command, said in self.commands().items():
            with self.subTest(command):
                self.assertRegex(said, rf"\AUsage: tocsin \[options\] {command}\b")
                self.assertLessEqual(EVERYWHERE, set(re.findall(r"--[a-z-]+", said)))

    def test_the_manual_has_every_command_word_and_option(self):
        """And nothing else: it says what the program says."""
        synopsis, explained = manual()
        known = set()
        for command, said in self.commands().items():
            usage = said.splitlines()[0].split(f" {command}", 1)[1]
            words = words_of(usage)
            if usage.strip() == "WHAT":
                words = re.findall(r"^([a-z]+(?:-[a-z]+)*)\b", said.split("\n\n")[0].split("\n", 1)[1], re.MULTILINE)
                self.assertGreater(len(words), 4)
            whole = {" ".join((command, word)) for word in words} or {command}
            known |= whole
            options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", said.split("Options:\n")[1], re.MULTILINE)) - EVERYWHERE
            with self.subTest(command):
                self.assertLessEqual(whole, set(synopsis))
                self.assertLessEqual(whole, explained)
                self.assertEqual(set().union(*(synopsis[name] for name in whole)) - EVERYWHERE, options)
        self.assertEqual(set(synopsis), known)

    def test_version(self):
        self.assertRegex(self.run_cli("--version").stdout, r"^tocsin \d+\.\d+\.\d+\n$")

    def test_what_is_not_understood(self):
        table = (("frobnicate",), ("list", "--nope"), ("list", "extra"), ("import",), ("import", "veris"),
                 ("import", "misp", "x"), ("export",), ("export", "customers"), ("backup",), ("backup", "a", "b"),
                 ("restore", "a"), ("create",), ("create", "a", "b"), ("demo",), ("create", "a", "--person", " "),
                 ("--database", "", "list"), ("--database=x",) + ("lst",), ("--verison",), ("-x",), ("--demo",),
                 ("--database",), ("--database", ""), ("a.tocsin", "b.tocsin"), ("--database=a.tocsin", "b.tocsin"),
                 ("-da.tocsin", "-d", "b.tocsin"))
        for arguments in table:
            with self.subTest(arguments):
                done = self.run_cli(*arguments, expect=USAGE)
                self.assertEqual(done.stdout, "")
                self.assertIn("--help", done.stderr)
        self.assertEqual(os.listdir(self.folder), ["home"], "nothing was made")

    def test_without_a_database(self):
        done = self.run_cli("list", expect=FAILED)
        self.assertIn("--database FILE", done.stderr)


class Create(CliCase):
    def test_makes_a_private_file_with_its_first_person(self):
        self.create()
        self.assertEqual(stat.S_IMODE(os.stat(self.database).st_mode), 0o600)
        self.assertEqual(self.rows("SELECT name, login FROM person"), [("Test Person", LOGIN)])
        self.assertTrue(self.cli_json("verify")["clean"])

    def test_overwrites_nothing(self):
        path = self.folder / "mine"
        path.write_text("my own notes")
        for command in (("create", path), ("demo", path), ("--database", path, "demo")):
            done = self.run_cli(*command, expect=FAILED)
            self.assertIn("exists already", done.stderr)
            self.assertEqual(path.read_text(), "my own notes")

    def test_a_folder_that_is_not_there(self):
        self.run_cli("create", self.folder / "no" / "such", expect=FAILED)
        self.assertFalse((self.folder / "no").exists())


class Demo(CliCase):
    @classmethod
    def setUpClass(cls):
        maker = Demo("make")
        maker.setUp()
        cls.addClassCleanup(maker.doCleanups)
        maker.run_cli("demo", maker.database)
        maker.settle()
        cls.made = maker.database
        cls.anchors = maker.environment["XDG_DATA_HOME"]

    def make(self):
        """Only to borrow a folder."""

    def setUp(self):
        super().setUp()
        if hasattr(Demo, "made"):
            shutil.copy(Demo.made, self.database)

    def test_is_whole(self):
        report = self.cli_json("verify")
        self.assertTrue(report["clean"])
        self.assertEqual(report["findings"], [])
        self.assertGreater(report["entries"], 500)
        self.assertRegex(report["verifiedAt"], ISO)

    def test_list(self):
        everything = self.cli_json("list", "--all", "--exercises")["incidents"]
        self.assertEqual(len(everything), 40)
        still_open = self.cli_json("list")["incidents"]
        self.assertLess(len(still_open), 40)
        exercises = [i["reference"] for i in everything if i["exercise"]]
        self.assertTrue(exercises)
        kept_apart = {i["reference"] for i in everything} - {i["reference"] for i in self.cli_json("list", "--all")["incidents"]}
        self.assertEqual(kept_apart, set(exercises))
        self.assertEqual([i for i in still_open if i["endedMs"] or i["closedMs"]], [])
        for incident in everything:
            self.assertRegex(incident["reference"], r"^INC-\d{4}$")
            self.assertRegex(incident["detectedAt"], ISO)
            self.assertIn(incident["stage"], ("detect", "assess", "diagnose", "stabilize", "close_out"))
            self.assertIsInstance(incident["detectedMs"], int)
            self.assertIs(incident["closedAt"] is None, incident["closedMs"] == 0)
        changed = [i["updatedMs"] for i in everything]
        self.assertEqual(changed, sorted(changed, reverse=True))
        text = self.cli("list", "--all", "--exercises").stdout.splitlines()
        self.assertEqual([line.split()[0] for line in text], [i["reference"] for i in everything])

    def test_clocks_most_urgent_first(self):
        told = self.cli_json("clocks")
        self.assertRegex(told["nowAt"], ISO)
        clocks = told["clocks"]
        states = [c["state"] for c in clocks]
        self.assertLessEqual({"overdue", "running", "excepted"}, set(states))
        overdue = [c["remainingMs"] for c in clocks if c["state"] == "overdue"]
        running = [c["remainingMs"] for c in clocks if c["state"] == "running"]
        self.assertEqual(states[:len(overdue)], ["overdue"] * len(overdue))
        self.assertTrue(all(ms < 0 for ms in overdue) and all(ms > 0 for ms in running))
        self.assertEqual(running, sorted(running))
        for clock in clocks:  # a proposal, and a duty without a number, have none
            self.assertEqual(clock["remainingMs"], clock["deadlineMs"] - told["nowMs"] if clock["deadlineMs"] else None)
        text = self.cli("clocks").stdout.splitlines()
        self.assertEqual(len(text), len(clocks))
        self.assertRegex(text[0], r"^ *\+\d\d:\d\d:\d\d  overdue")

    def test_clocks_carry_how_the_law_counts(self):
        """P7.6: the end by Regulation 1182/71, for information; it never ends earlier, and the clock is not moved by it."""
        clocks = self.cli_json("clocks")["clocks"]
        for clock in clocks:
            self.assertIn(clock["daysCountedBy"], ("calendar", "weekdays", "hand"))
            self.assertEqual(clock["daysCountedNote"] == "", clock["daysCountedBy"] == "calendar")
            self.assertIsInstance(clock["checkWithCounsel"], bool)
            self.assertIsInstance(clock["regulationNote"], str)
            if clock["regulationEndMs"]:
                self.assertEqual(clock["duty"], "statute")
                self.assertGreaterEqual(clock["regulationEndMs"], clock["deadlineMs"])
                self.assertLessEqual(clock["regulationEndMs"], clock["deadlineMs"] + 3600 * 1000)
            else:
                self.assertIsNone(clock["regulationEndAt"])
            if clock["regulationEndTwoWorkingDaysMs"]:
                self.assertGreater(clock["regulationEndTwoWorkingDaysMs"], clock["regulationEndMs"])
        self.assertEqual(sum(c["regulationEndMs"] > 0 for c in clocks), 2)
        self.assertTrue(all("2022/2555" in c["citation"] for c in clocks if c["regulationEndMs"]))

    def test_clocks_mark_what_is_only_proposed(self):
        clocks = self.cli_json("clocks")["clocks"]
        ends = [c for c in clocks if c["state"] == "proposed" and c["wouldEndMs"]]
        self.assertTrue(ends, "the demo has proposals with an end")
        lines = self.cli("clocks").stdout.splitlines()
        for clock in clocks:
            self.assertEqual(clock["confirmed"], clock["state"] != "proposed")
            self.assertEqual(clock["wouldEndRemainingMs"] is not None, clock in ends)
        for clock in ends:
            self.assertEqual(clock["band"], "proposed")
            self.assertTrue(clock["digits"].startswith("? "), clock["digits"])
            line = lines[clocks.index(clock)]
            self.assertIn("proposed", line)
            self.assertIn(clock["wouldEndAt"][:19], line)
        # By when they would end, among the clocks that run.
        rest = [c for c in clocks if c["state"] == "running" and c["remainingMs"] or c in ends and c["wouldEndRemainingMs"] > 0]
        left = [c["remainingMs"] or c["wouldEndRemainingMs"] for c in rest]
        self.assertEqual(left, sorted(left))

    def test_clocks_carry_what_the_page_shows(self):
        for clock in self.cli_json("clocks")["clocks"]:
            for key in ("state", "band", "citation", "incident", "audience", "addressee", "to", "exercise"):
                self.assertIn(key, clock)
            if not clock["deadlineMs"]:
                self.assertIsNone(clock["deadlineLocal"])
                continue
            at = datetime.datetime.fromisoformat(clock["deadlineLocal"])
            self.assertEqual(at.utcoffset(), datetime.timedelta(hours=-4))  # the zone of these tests
            self.assertEqual(int(at.timestamp()), clock["deadlineMs"] // 1000)

    def test_figures(self):
        figures = self.cli_json("figures")["figures"]
        self.assertEqual(figures[0]["group"], "all")
        whole = figures[0]["detectionToDeclaration"]
        # The same by another way: straight from the rows.
        spans = sorted(span for (span,) in self.rows(
            "SELECT declared_ms - detected_ms FROM incident WHERE declaration_id IS NOT NULL AND exercise = 0"))
        self.assertEqual(whole["count"], len(spans))
        self.assertGreater(len(spans), 3)
        self.assertEqual(whole["medianMs"], int(statistics.median(spans)))
        self.assertEqual(whole["worstMs"], spans[-1])
        self.assertEqual(whole["p90Ms"], spans[-(-len(spans) * 9 // 10) - 1])
        told = sorted(span for (span,) in self.rows(
            "SELECT o.met_ms - o.trigger_ms FROM obligation o JOIN incident i ON i.id = o.incident_id"
            " WHERE o.met_ms IS NOT NULL AND o.withdrawn_ms IS NULL AND i.exercise = 0"))
        self.assertEqual(figures[0]["startToNotice"]["count"], len(told))
        self.assertEqual(figures[0]["startToNotice"]["medianMs"], int(statistics.median(told)))
        for group in ("severity", "quarter", "source"):
            parts = [f["detectionToDeclaration"]["count"] for f in figures if f["group"] == group]
            self.assertEqual(sum(parts), len(spans), group)
        rows = list(csv.DictReader(io.StringIO(self.cli("figures", "--csv").stdout, newline="")))
        self.assertEqual(len(rows), len(figures))
        self.assertEqual(rows[0]["declarations"], str(len(spans)))
        self.assertIn("median h", self.cli("figures").stdout)
        self.assertEqual(self.cli_json("figures", "--to", "2001-01-01")["figures"], [])
        self.cli("figures", "--from", "yesterday", expect=USAGE)
        self.cli("figures", "--json", "--csv", expect=USAGE)

    def test_export_is_csv_and_accounts_for_every_entry(self):
        rows = list(csv.DictReader(io.StringIO(self.cli("export", "audit").stdout, newline="")))
        seqs = [int(r["seq"]) for r in rows]
        self.assertEqual(seqs, list(range(1, len(rows) + 1)))
        self.assertEqual(len(rows), self.rows("SELECT count(*) FROM audit")[0][0])
        self.assertEqual(rows[-1]["hash"], self.rows("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1")[0][0])
        for row in rows:
            self.assertRegex(row["instant_utc"], ISO)
            json.loads(row["after"])

    def test_export_register(self):
        """Art. 33(5): every personal-data breach, notified or not; the same rows as CSV and as JSON."""
        text = self.cli("export", "register").stdout
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        breaches = json.loads(self.cli("export", "register", "--json").stdout)["breaches"]
        self.assertEqual([r["incident"] for r in rows], [b["incident"] for b in breaches])
        self.assertEqual(text, self.cli("export", "register", "--csv").stdout)
        number = """SELECT count(*) FROM incident WHERE personal_data = 'yes' AND exercise = 0 AND (outcome IN
            ('security_incident', 'crsi') OR id IN (SELECT incident_id FROM breach_decision))"""
        self.assertEqual(len(rows), self.rows(number)[0][0])
        self.assertGreater(len(rows), 3)
        states = {b["state"] for b in breaches}
        self.assertLessEqual({"not_decided", "not_notified"}, states)
        for breach in breaches:
            self.assertEqual(breach["exercise"], False)
            self.assertRegex(breach["detected_utc"], ISO)
            self.assertTrue(breach["facts"])
            if breach["state"] != "not_decided":
                for what in ("effects", "measures", "reasons", "decided_by", "risk", "article_33", "article_34"):
                    self.assertTrue(breach[what], what)
        self.assertIn("risk_removed", {b["article_34_3_ground"] for b in breaches})
        for bad in (("export", "audit", "--json"), ("export", "register", "--json", "--csv")):
            self.cli(*bad, expect=USAGE)

    def test_export_to_a_file(self):
        path = self.folder / "record.csv"
        self.assertEqual(self.cli("export", "audit", "--output", path).stdout, "")
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual(path.read_bytes().decode(), self.cli("export", "audit").stdout.replace("\n", "\r\n"))
        before = digest(path)
        done = self.cli("export", "audit", "--output", path, expect=FAILED)
        self.assertIn("exists already", done.stderr)
        self.assertEqual(digest(path), before)

    def test_export_to_a_reader_that_is_full(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([os.environ["TOCSIN_BIN"], "-d", self.database, "export", "audit"], stdout=full,
                                  stderr=subprocess.PIPE, env=self.environment, check=False, text=True)
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("could not be written", done.stderr)

    def test_bundle(self):
        """P11.5: released, made, checked with and without the program; a changed one is named by both."""
        for_whom = ("--recipient", "Audit Ltd", "--purpose", "Yearly audit", "--key", "own.pem")
        incidents = ("--incident", "INC-0001", "--incident", "2")
        refused = self.cli("export-bundle", "audit.zip", *incidents, *for_whom, "--make-key", expect=FAILED)
        self.assertIn("Legal has not released INC-0001", refused.stderr)
        self.assertFalse((self.folder / "audit.zip").exists())
        self.assertEqual(stat.S_IMODE((self.folder / "own.pem").stat().st_mode), 0o600)
        made = self.cli_json("export-bundle", "audit.zip", *incidents, *for_whom, "--release")
        self.assertEqual(stat.S_IMODE((self.folder / "audit.zip").stat().st_mode), 0o600)
        self.assertEqual(self.rows("SELECT count(*), count(DISTINCT bundle) FROM bundle_export"), [(2, 1)])
        self.assertEqual(self.rows("SELECT manifest_sha256 FROM bundle_export")[0][0], made["manifestSha256"])
        self.assertTrue(self.cli_json("verify")["clean"])
        again = self.cli("export-bundle", "audit.zip", *incidents, *for_whom, "--release", expect=FAILED)
        self.assertIn("exists already", again.stderr)
        self.assertEqual(self.rows("SELECT count(*) FROM bundle_release"), [(2,)])
        self.assertIn("The bundle is whole.", self.run_cli("verify-bundle", "audit.zip").stdout)
        with zipfile.ZipFile(self.folder / "audit.zip") as bundle:
            bundle.extractall(self.folder / "out")
            files = {name: bundle.read(name) for name in bundle.namelist()}
        self.assertTrue(files["INC-0002/incident.pdf"].startswith(b"%PDF"))
        self.run_cli("verify-bundle", "--key", "out/public-key.pem", "audit.zip")
        self.run_cli("verify-bundle", "--key", "own.pem", "audit.zip", expect=FAILED)  # the private one is none
        for anchor in ("out/record/anchor.jsonl", "audit.zip"):
            self.assertEqual(self.cli_json("verify", "--anchor", self.folder / anchor)["findings"], [])
        files["INC-0001/timeline.csv"] += b"x"
        with zipfile.ZipFile(self.folder / "changed.zip", "w") as changed:
            for name, data in files.items():
                changed.writestr(name, data)
        told = self.run_cli("verify-bundle", "changed.zip", expect=FAILED).stdout
        script = subprocess.run([sys.executable, "out/check.py", "changed.zip"], cwd=self.folder, check=False,
                                capture_output=True, text=True)
        self.assertEqual(told, "changed: INC-0001/timeline.csv\n")
        self.assertIn("proves nothing", self.cli("verify", "--anchor", "changed.zip", expect=FAILED).stderr)
        self.assertEqual((script.stdout, script.returncode), (told, FAILED))
        self.cli("export-bundle", "b.zip", *for_whom, expect=USAGE)
        self.run_cli("verify-bundle", "none.zip", expect=FAILED)

    def test_reading_changes_nothing(self):
        before = digest(self.database)
        for arguments in (("list",), ("list", "--all", "--json"), ("clocks",), ("verify",), ("export", "audit"),
                          ("backup", self.folder / "copy")):
            self.cli(*arguments)
            self.assertEqual(digest(self.database), before, arguments)

    def test_retention_lists_what_is_past_its_period(self):
        """P12.2: nothing is deleted by itself."""
        self.assertEqual(self.cli_json("retention"), {"incidents": []})
        long_ago = int(datetime.datetime(2010, 5, 6, tzinfo=datetime.timezone.utc).timestamp() * 1000)
        connection = sqlite3.connect(self.database)
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'incident'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE incident SET ended_ms = ?, outcome = 'false_positive' WHERE number = 8", (long_ago,))
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
        connection.close()
        [line] = self.cli_json("retention")["incidents"]
        self.assertEqual((line["reference"], line["rule"], line["years"], line["legalHold"]), ("INC-0008", "other", 1, False))
        self.assertEqual(line["keptUntilAt"], "2011-05-06T00:00:00.000Z")
        self.assertIn("2011-05-06  INC-0008", self.cli("retention").stdout)
        self.assertTrue(self.rows("SELECT 1 FROM incident WHERE number = 8"))

    def test_clean_where_nothing_was_redacted(self):
        self.assertIn("Nothing that was redacted is left", self.cli("clean").stdout)
        self.assertEqual(self.cli_json("verify")["redactions"], [])

    def test_backup_and_restore(self):
        copy, back = self.folder / "copy.tocsin", self.folder / "back.tocsin"
        self.cli("backup", copy)
        self.assertEqual(stat.S_IMODE(copy.stat().st_mode), 0o600)
        self.run_cli("restore", copy, "--database", back)
        self.assertEqual(stat.S_IMODE(back.stat().st_mode), 0o600)
        for path in (copy, back):
            self.assertFalse(Path(f"{path}-wal").exists(), "one file, no companions")
        ours, theirs = self.cli_json("list", "--all"), self.run_cli("-d", back, "list", "--all", "--json")
        self.assertEqual(json.loads(theirs.stdout), ours)
        self.assertTrue(json.loads(self.run_cli("-d", back, "verify", "--json").stdout)["clean"])

    def test_backup_and_restore_overwrite_nothing(self):
        copy, mine = self.folder / "copy.tocsin", self.folder / "mine"
        self.cli("backup", copy)
        mine.write_text("my own notes")
        for arguments in (("-d", self.database, "backup", mine), ("restore", copy, "--database", mine),
                          ("restore", copy, "--database", self.database)):
            before = digest(arguments[-1])
            self.assertIn("exists already", self.run_cli(*arguments, expect=FAILED).stderr)
            self.assertEqual(digest(arguments[-1]), before)

    def test_a_forged_backup_is_not_restored(self):
        copy, back = self.folder / "copy.tocsin", self.folder / "back.tocsin"
        self.cli("backup", copy)
        self.forge(copy)
        done = self.run_cli("restore", copy, "--database", back, expect=FAILED)
        self.assertIn("does not verify", done.stderr)
        self.assertFalse(back.exists())
        self.assertIn("exists already", self.cli("backup", copy, expect=FAILED).stderr)
        self.cli("backup", back)

    def test_what_does_not_verify_once_copied_does_not_stay(self):
        copy, back = self.folder / "copy.tocsin", self.folder / "back.tocsin"
        self.cli("backup", copy)
        kept = next((self.folder / "home/data").glob("**/anchors/*.jsonl"))
        other = self.folder / "other.jsonl"
        other.write_text(json.dumps({"databaseUuid": kept.stem, "hash": "0" * 64, "seenMs": 1, "seq": 1}) + "\n")
        kept.unlink()
        os.mkfifo(kept)

        def between_the_two_checks():
            with open(kept, "wb"):  # open as soon as the first check reads what was kept: nothing
                os.replace(other, kept)  # what the second one reads contradicts the record

        thread = threading.Thread(target=between_the_two_checks, daemon=True)
        thread.start()
        done = self.run_cli("restore", copy, "--database", back, expect=FAILED)
        thread.join(60)
        self.assertIn("back.tocsin does not verify. Nothing was restored.", done.stderr)
        self.assertEqual(list(self.folder.glob("back.tocsin*")), [])
        kept.unlink()
        self.run_cli("restore", copy, "--database", back)

    def forge(self, path):
        """Somebody who owns the file softens a text."""
        self.past_triggers(path, "timeline_entry", "UPDATE timeline_entry SET text = 'Nothing happened.' "
                                                   "WHERE id = (SELECT max(id) FROM timeline_entry)")

    def past_triggers(self, path, table, statement):
        """Changes a table as its triggers would not let, and leaves the schema as it was."""
        connection = sqlite3.connect(path)
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
        connection.close()

    def test_verify_names_what_was_forged(self):
        self.forge(self.database)
        row = self.rows("SELECT max(id) FROM timeline_entry")[0][0]
        report = self.cli_json("verify", expect=FAILED)
        self.assertFalse(report["clean"])
        self.assertIn(("timeline_entry", row), [(f["table"], f["rowId"]) for f in report["findings"]])
        text = self.cli("verify", expect=FAILED)
        self.assertIn(f"timeline_entry {row}", text.stdout)

    def test_verify_says_that_there_is_more_than_it_names(self):
        self.past_triggers(self.database, "audit_content",  # content without a link in the chain
                           "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 101) "
                           "INSERT INTO audit_content (seq, table_name, row_id, person_id, role, op, after_json, salt) "
                           "SELECT 5000000 + x, table_name, row_id, person_id, role, op, after_json, salt "
                           "FROM audit_content, n WHERE seq = 1")
        findings = self.cli_json("verify", expect=FAILED)["findings"]
        more = [f["text"] for f in findings if f["check"] == "more"]
        self.assertTrue(more)
        self.assertIn("the first 100 are named", more[0])
        self.assertEqual(len([f for f in findings if f["check"] == "chain"]), 100)
        text = self.cli("verify", expect=FAILED).stdout
        self.assertIn(more[0], text)
        self.assertIn(f"More than {len(findings) - len(more)} findings", text)


class Anchors(CliCase):
    """A record that is cut, or written anew as a whole, is found by what was seen of it before."""

    def setUp(self):
        super().setUp()
        self.create()
        self.folder_of_files = self.folder / "files"
        self.folder_of_files.mkdir()

    def add(self, name):
        incident = {"incident_id": name, "schema_version": "1.4.1", "summary": f"Case {name}.",
                    "security_incident": "Confirmed", "discovery_method": {"unknown": True}, "victim": {"victim_id": "X"},
                    "timeline": {"incident": {"year": 2024, "month": 5, "day": 6}}}
        path = self.folder_of_files / f"{name}.json"
        path.write_text(json.dumps(incident))
        self.cli("import", "veris", path)

    def store(self):
        return next((self.folder / "home/data").rglob("*.jsonl"))

    def test_every_act_is_remembered_for_its_owner_alone(self):
        self.add("one")
        self.assertEqual(stat.S_IMODE(self.store().stat().st_mode), 0o600)
        last = json.loads(self.store().read_text().splitlines()[-1])
        head = self.rows("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")[0]
        self.assertEqual((last["seq"], last["hash"]), head)
        self.assertEqual(last["databaseUuid"], self.rows("SELECT uuid FROM database_info ORDER BY id LIMIT 1")[0][0])

    def test_a_record_that_lost_its_end(self):
        self.add("one")
        self.settle()
        earlier = self.folder / "earlier"
        shutil.copy(self.database, earlier)
        self.add("two")
        self.settle()
        shutil.copy(earlier, self.database)
        report = self.cli_json("verify", expect=FAILED)
        self.assertEqual({f["check"] for f in report["findings"]}, {"anchor"})
        # The same with what another machine saw, and nothing known here.
        elsewhere = self.folder / "elsewhere.jsonl"
        shutil.move(self.store(), elsewhere)
        self.assertTrue(self.cli_json("verify")["clean"])
        report = self.cli_json("verify", "--anchor", elsewhere, expect=FAILED)
        self.assertEqual({f["check"] for f in report["findings"]}, {"anchor"})

    def test_a_backup_put_in_place_is_where_it_goes_on(self):
        copy, back = self.folder / "copy", self.folder / "back.tocsin"
        self.add("one")
        self.cli("backup", copy)
        self.add("two")
        done = self.run_cli("restore", copy, "--database", back)
        self.assertIn("not in the restored database", done.stderr)
        self.assertTrue(json.loads(self.run_cli("-d", back, "verify", "--json").stdout)["clean"])

    def test_a_sent_notice_is_an_anchor(self):
        self.add("one")
        head = self.cli_json("verify")["head"]
        uuid = self.rows("SELECT uuid FROM database_info")[0][0]
        for words, hash_, expect in (("Record {}, entry {}, {}", head["hash"], 0), ("Registre {}, entrée {}, {}", "0" * 64, FAILED)):
            message = email.message.EmailMessage()
            message["X-Tocsin-Anchor"] = words.format(uuid[:8], head["seq"], hash_)
            message.set_content("Dear customer")
            (self.folder / "notice.eml").write_bytes(message.as_bytes())
            report = self.cli_json("verify", "--anchor", self.folder / "notice.eml", expect=expect)
            self.assertEqual({f["check"] for f in report["findings"]}, {"anchor"} if expect else set())

    def test_files_that_are_no_anchors(self):
        other = self.folder / "other.jsonl"
        other.write_text(json.dumps({"databaseUuid": "00000000-0000-4000-8000-000000000000", "seq": 1, "hash": "0" * 64}))
        empty = self.folder / "empty.jsonl"
        empty.write_text("not an anchor\n")
        self.assertIn("other databases", self.cli("verify", "--anchor", other, expect=FAILED).stderr)
        self.assertIn("no anchor", self.cli("verify", "--anchor", empty, expect=FAILED).stderr)
        self.cli("verify", "--anchor", self.folder / "none.jsonl", expect=FAILED)


if __name__ == "__main__":
    unittest.main()
