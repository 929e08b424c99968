"""import veris by the real program: every file is accounted for, nothing is invented, nothing comes in twice."""

import json
import os
import shutil
import signal
import subprocess
import time
import unittest

from clicase import FAILED, LONG, OK, PROGRAM, SOURCES, CliCase, digest

INVENTED = SOURCES / "tests/data/veris"
# Real incidents, if whoever runs this has them beside the repository; with --long they have to be there.
REAL = SOURCES.parent / "shared/data/A-vcdb"
KEYS = {"path", "outcome", "reference", "title", "reason", "field", "sha256", "remarks"}


class Veris(CliCase):
    def setUp(self):
        super().setUp()
        self.create()
        self.files = self.folder / "veris"
        shutil.copytree(INVENTED, self.files)
        first = (INVENTED / "01-old-misdelivery.json").read_text()
        (self.files / "06-byte-order-mark.json").write_bytes(
            b"\xef\xbb\xbf" + first.replace("INV-0001", "INV-0006").replace("parcel", "żółta parcel").encode())
        (self.files / "07-broken.json").write_text(first[:200])
        (self.files / "15-empty.json").write_bytes(b"")
        (self.files / "16-latin1.json").write_bytes(first.replace("INV-0001", "INV-0016").replace("parcel", "colis égaré").encode("latin-1"))
        (self.files / "notes.txt").write_text("not JSON, and not named so")
        (self.files / "17-link.json").symlink_to(self.files / "01-old-misdelivery.json")

    def by_name(self, report):
        return {os.path.basename(f["path"]): f for f in report["files"]}

    def test_every_file_is_accounted_for(self):
        report = self.cli_json("import", "veris", self.files, expect=FAILED)
        told = self.by_name(report)
        self.assertEqual(set(told), set(os.listdir(self.files)))
        self.assertEqual(sum(report["counts"].values()), len(told))
        outcomes = {name[:2]: f["outcome"] for name, f in told.items()}
        refused = {"07", "09", "10", "15"}
        for number in ("01", "02", "03", "04", "05", "06", "08", "12", "13", "14"):
            self.assertEqual(outcomes[number], "imported", told)
        for number in refused:
            self.assertEqual(outcomes[number], "refused", number)
        self.assertEqual(outcomes["11"], "already_there", "the same id, in other letters")
        self.assertEqual((outcomes["17"], told["notes.txt"]["outcome"]), ("passed_over", "passed_over"))
        for name, file in told.items():
            self.assertEqual(set(file), KEYS)
            if file["outcome"] in ("refused", "passed_over"):
                self.assertTrue(file["reason"], name)
            else:
                self.assertEqual(file["sha256"], digest(self.files / name))
        self.assertEqual(report["counts"]["imported"], self.rows("SELECT count(*) FROM incident")[0][0])
        self.assertTrue(self.cli_json("verify")["clean"])

    def test_nothing_impossible_becomes_a_date(self):
        report = self.cli_json("import", "veris", self.files, expect=FAILED)
        told = self.by_name(report)
        for name, word in (("04-impossible-date.json", "2014-02-31"), ("05-new-impossible-time.json", "month"),
                           ("13-in-the-future.json", "2914")):
            remarks = " ".join(told[name]["remarks"])
            self.assertIn(word, remarks)
            number = int(told[name]["reference"].split("-")[1])
            entries = self.rows("SELECT count(*) FROM timeline_entry e JOIN incident i ON i.id = e.incident_id "
                                "WHERE i.number = ? AND e.at_ms < i.recorded_ms - 86400000", number)[0][0]
            dates_of_its_own = {"04-impossible-date.json": 1, "05-new-impossible-time.json": 1, "13-in-the-future.json": 1}
            self.assertEqual(entries, dates_of_its_own[name], "only the day of the notification, which exists")

    def test_unknown_fields_are_kept_word_for_word(self):
        self.cli_json("import", "veris", self.files / "08-unknown-fields.json")
        chunks = self.rows("SELECT c.data FROM attachment_chunk c JOIN attachment a ON a.id = c.attachment_id "
                           "WHERE a.name = 'veris-unmapped.json' ORDER BY c.id")
        kept = json.loads(b"".join(row[0] for row in chunks))
        given = json.loads((self.files / "08-unknown-fields.json").read_text())
        for key in ("shoe_size", "x_team"):
            self.assertEqual(kept[key], given[key])
        self.assertEqual(kept["plus"]["weather"], given["plus"]["weather"])

    def test_a_second_import_recognises_all(self):
        self.cli_json("import", "veris", self.files, expect=FAILED)
        before = self.rows("SELECT count(*), max(seq) FROM audit")
        report = self.cli_json("import", "veris", self.files, expect=FAILED)
        self.assertEqual(report["counts"]["imported"], 0)
        self.assertEqual(self.rows("SELECT count(*), max(seq) FROM audit"), before)

    def test_text_report_and_exit_code(self):
        done = self.cli("import", "veris", self.files / "01-old-misdelivery.json", expect=OK)
        self.assertIn("imported", done.stdout)
        self.assertIn("1 file: 1 imported.", done.stdout)
        done = self.cli("import", "veris", self.folder / "nowhere", expect=FAILED)
        self.assertIn("nowhere", done.stdout)

    def test_hostile_text_stays_text(self):
        self.cli("import", "veris", self.files / "14-hostile-text.json")
        for arguments in (("list",), ("list", "--json"), ("export", "audit")):
            out = self.cli(*arguments).stdout
            self.assertNotIn("\x1b", out)
        # What a person reads does not turn its direction either; the record itself stays exact.
        self.assertNotIn("\u202e", self.cli("list").stdout)
        for line in self.cli("export", "audit").stdout.splitlines():
            for cell in line.split(","):
                self.assertNotRegex(cell, r"^\"?[=@]")

    def test_a_stranger_may_not_import(self):
        import sqlite3
        other = str(self.folder / "other.tocsin")
        # A database whose only person has another account: made here, under a name that is not the tester's.
        self.run_cli("create", other)
        connection = sqlite3.connect(other)
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'person%'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE person SET login = 'somebody-else'")
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
        connection.close()
        before = digest(other)
        done = self.run_cli("-d", other, "import", "veris", self.files, "--json", expect=FAILED)
        self.assertEqual(json.loads(done.stdout)["error"]["kind"], "denied")
        self.assertIn("belongs to nobody", done.stderr)
        self.run_cli("-d", other, "list")
        self.assertEqual(digest(other), before)

    def test_ctrl_c_stops_between_two_files(self):
        many = self.folder / "many"
        many.mkdir()
        one = json.loads((INVENTED / "02-new-stolen-password.json").read_text())
        for n in range(3000):
            one["incident_id"] = f"many-{n}"
            (many / f"{n:04}.json").write_text(json.dumps(one))
        with subprocess.Popen([PROGRAM, "-d", self.database, "import", "veris", str(many), "--json"], env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            deadline = time.monotonic() + 60
            while self.rows("SELECT count(*) FROM incident")[0][0] < 3 and time.monotonic() < deadline:
                time.sleep(0.02)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, FAILED)
        report = json.loads(out)
        self.assertTrue(report["canceled"])
        self.assertEqual(len(report["files"]) + report["not_reached"], 3000)
        self.assertGreater(report["not_reached"], 0)
        self.assertEqual(self.rows("SELECT count(*) FROM incident")[0][0], report["counts"]["imported"])
        self.assertIn("Stopped", err)
        self.assertTrue(self.cli_json("verify")["clean"])

    def test_all_real_incidents(self):
        if not REAL.is_dir():
            self.assertFalse(LONG, f"the real incidents are not in {REAL}")
            self.skipTest("the real incidents are not beside the repository")
        folders = sorted(REAL.glob("incidents-*"))
        count = sum(1 for folder in folders for _ in folder.rglob("*.json"))
        report = self.cli_json("import", "veris", *folders, expect=None)
        self.assertEqual(len(report["files"]), count)
        self.assertEqual(report["counts"]["imported"] + report["counts"]["already_there"], count, report["counts"])
        self.assertEqual(len(self.cli_json("list", "--all")["incidents"]), report["counts"]["imported"])
        again = self.cli_json("import", "veris", *folders)
        self.assertEqual(again["counts"]["already_there"], count)
        self.assertTrue(self.cli_json("verify")["clean"])


if __name__ == "__main__":
    unittest.main()
