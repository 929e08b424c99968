"""import contacts by the real program: a report a row, twice changes nothing, what comes out goes in again."""

import unittest

from clicase import FAILED, USAGE, CliCase

CSV = """customer,country,subscription,reference,contact,email,role
Birch Clinic,DE,birch-1,s-1,Bo,bo@birch.example,security
Fir,,fir-1,s-2,Fay,fay at fir,security
"""
JSON = """{"value":[{"id":"/subscriptions/s-1/providers/Microsoft.Security/securityContacts/default",
 "properties":{"emails":"bo@birch.example;ann@birch.example","notificationsSources":[]}}],"nextLink":"more"}"""


class Contacts(CliCase):
    def setUp(self):
        super().setUp()
        self.create()
        (self.folder / "c.csv").write_text(CSV)
        (self.folder / "s.json").write_text(JSON)

    def test_rows_are_accounted_for_and_twice_changes_nothing(self):
        dry = self.cli_json("import", "contacts", "--dry-run", "c.csv", "s.json", expect=FAILED)
        self.assertEqual(self.rows("SELECT count(*) FROM customer"), [(0,)])
        done = self.cli_json("import", "contacts", "c.csv", "s.json", expect=FAILED)
        self.assertEqual({k: done[k] for k in ("new", "changed", "refused")}, {k: dry[k] for k in ("new", "changed", "refused")})
        self.assertEqual(done["refused"], 1)
        refused = [r for r in done["rows"] if r["action"] == "refused"]
        self.assertEqual((refused[0]["file"], refused[0]["row"], refused[0]["what"]), ("c.csv", "line 3", "email"))
        self.assertEqual(self.rows("SELECT email FROM contact ORDER BY email"), [("ann@birch.example",), ("bo@birch.example",)])
        entries = self.rows("SELECT count(*) FROM audit")
        again = self.cli_json("import", "contacts", "c.csv", "s.json", expect=FAILED)
        self.assertEqual((again["new"], again["changed"]), (0, 0))
        self.assertEqual(self.rows("SELECT count(*) FROM audit"), entries)
        self.assertTrue(self.cli_json("verify")["clean"])

    def test_what_comes_out_goes_in_again(self):
        self.cli("import", "contacts", "c.csv", "s.json", expect=FAILED)
        self.cli("export", "contacts", "--output", "out.csv")
        again = self.cli_json("import", "contacts", "out.csv")
        self.assertEqual((again["new"], again["changed"], again["refused"]), (0, 0, 0))

    def test_terms_come_out(self):
        self.cli("import", "contacts", "c.csv", expect=FAILED)
        heading = "customer,from,period,unit,addressee,channel,language,source,exceptable"
        self.assertEqual(self.cli("export", "terms").stdout.strip(), heading)
        self.cli("export", "terms", "--json", expect=USAGE)

    def test_terms_go_in_and_come_out(self):
        self.cli("import", "contacts", "c.csv", expect=FAILED)
        heading = "customer,from,period,unit,addressee,channel,language,source,exceptable"
        rows = ['Birch Clinic,detection,24,hours,Security desk,portal,German,"Contract 4711, clause 9",no',
                "Birch Clinic,declaration,,without_undue_delay,Legal,mail,,Annex 2,yes"]
        (self.folder / "t.csv").write_text("\n".join([heading, *rows]) + "\n")
        self.assertEqual(self.cli_json("import", "terms", "--dry-run", "t.csv")["new"], 2)
        self.assertEqual(self.cli("export", "terms").stdout.splitlines(), [heading])
        self.assertEqual(self.cli_json("import", "terms", "t.csv")["new"], 2)
        out = self.cli("export", "terms").stdout.splitlines()
        self.assertEqual((out[0], sorted(out[1:])), (heading, sorted(rows)))
        self.cli("export", "terms", "--output", "out.csv")
        again = self.cli_json("import", "terms", "out.csv")
        self.assertEqual((again["new"], again["changed"], again["same"], again["refused"]), (0, 0, 2, 0))
        (self.folder / "t.csv").write_text("\n".join([heading, rows[0].replace(",24,", ",48,"), rows[0].replace("Birch Clinic", "Nobody"),
                                                      rows[0].replace(",24,", ",soon,")]) + "\n")
        done = self.cli_json("import", "terms", "t.csv", expect=FAILED)
        self.assertEqual([(r["row"], r["what"], r["action"]) for r in done["rows"]],
                         [("line 4", "period", "refused"), ("line 3", "customer", "refused"), ("line 2", "term", "changed")])
        self.assertIn(",48,hours,", self.cli("export", "terms").stdout)
        self.assertTrue(self.cli_json("verify")["clean"])
        self.cli("import", "terms", "--customer", "Birch Clinic", "t.csv", expect=USAGE)

    def test_what_cannot_be(self):
        self.cli("import", "contacts", "nothing.csv", expect=FAILED)
        self.cli("import", "veris", "--dry-run", "c.csv", expect=USAGE)
        self.assertIn("line 3, email", self.cli("import", "contacts", "c.csv", expect=FAILED).stdout)


if __name__ == "__main__":
    unittest.main()
