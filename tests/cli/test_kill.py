"""kill -9 at any instant: nothing acknowledged is lost, drafts come back, the record verifies."""

import json
import os
import random
import subprocess
import time
import unittest

from clicase import LONG, CliCase

WRITER = os.environ["TOCSIN_KILLWRITER"]
ROUNDS = 200 if LONG else 20
LONGEST_S = 0.25


class Kill(CliCase):
    def round(self, number, chance):
        """Lets the writer work and kills it; what it acknowledged."""
        with subprocess.Popen([WRITER, self.database, str(number)], env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
            first = writer.stdout.readline()
            self.assertTrue(first, f"the writer did not start: {writer.stderr.read()}" if not first else "")
            # Read only after the kill: 64 KiB of pipe hold far more than it says in that time.
            time.sleep(chance.uniform(0, LONGEST_S))
            writer.kill()
            rest = writer.stdout.read()
            self.assertEqual(writer.wait(), -9, writer.stderr.read())
        lines = (first + rest).split(b"\n")
        self.assertEqual(lines.pop(), b"", "an acknowledgement arrives whole or not at all")
        return [json.loads(line) for line in lines]

    def check(self, acts):
        for act in acts:
            what = act["act"]
            if what == "incident":
                self.assertEqual(self.rows("SELECT title FROM incident WHERE id = ?", act["id"]), [(act["title"],)])
            elif what == "stage":
                self.assertEqual(self.rows("SELECT stage FROM incident WHERE id = ?", act["id"]), [(act["stage"],)])
            elif what == "assessment":
                self.assertEqual(self.rows("SELECT count(*) FROM assessment WHERE incident_id = ?", act["id"]), [(1,)])
            elif what == "entry":
                self.assertEqual(self.rows("SELECT text FROM timeline_entry WHERE id = ?", act["id"]), [(act["text"],)])
            elif what == "attachment":
                self.assertEqual(self.rows("SELECT size FROM attachment WHERE id = ?", act["id"]), [(act["size"],)])
            else:
                self.assertEqual(what, "draft")
        # A draft is the one acknowledged last, or one begun after it.
        latest = {act["name"]: (act["round"], act["n"]) for act in acts if act["act"] == "draft"}
        for name, told in latest.items():
            kept = json.loads(self.rows("SELECT payload FROM draft WHERE name GLOB ?", f"{name}#*")[0][0])
            self.assertGreaterEqual((kept["round"], kept["n"]), told)

    def test_random_instants(self):
        self.create()
        seed = int(os.environ.get("TOCSIN_SEED", time.time_ns() % 1_000_000))
        print(f"seed {seed} ({ROUNDS} rounds; TOCSIN_SEED sets it)", flush=True)
        chance = random.Random(seed)
        acts, kinds = 0, set()
        for number in range(ROUNDS):
            with self.subTest(round=number, seed=seed):
                told = self.round(number, chance)
                self.check(told)
                acts += len(told)
                kinds |= {act["act"] for act in told}
                # Every round in the short form, every tenth in the long one: verification grows with the record.
                if not LONG or number % 10 == 9:
                    self.assertTrue(self.cli_json("verify")["clean"])
        self.assertTrue(self.cli_json("verify")["clean"])
        # Twenty kills before the first act would prove nothing.
        self.assertGreater(acts, ROUNDS * 5)
        self.assertEqual(kinds, {"incident", "stage", "assessment", "entry", "draft", "attachment"})
        print(f"{acts} acknowledged acts, all there", flush=True)


if __name__ == "__main__":
    unittest.main()
