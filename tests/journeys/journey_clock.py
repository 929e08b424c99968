"""The clock of the machine jumps while a deadline runs: what is shown stays right, and the jump is said."""
import os
import pathlib
import sys
import time

from incident import Incident
from program import Program

PRELOAD = "/usr/lib/{}/faketime/libfaketimeMT.so.1"


def main():
    preload = next(
        (path for path in map(PRELOAD.format, ("x86_64-linux-gnu", "aarch64-linux-gnu")) if os.path.exists(path)), None
    )
    if preload is None:
        sys.exit("journey_clock: faketime is missing (./dev test installs it)")
    home = pathlib.Path(os.environ["HOME"])
    offset = home / "offset"

    def jump(seconds):
        scratch = home / "offset.new"
        scratch.write_text(f"{seconds:+d}\n")
        scratch.replace(offset)

    jump(0)
    faked = {
        "LD_PRELOAD": preload,
        "FAKETIME_TIMESTAMP_FILE": str(offset),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with Program(environment=faked) as program:
        case = Incident(program)
        case.create_database(home / "team.tocsin")
        case.record()
        case.move("Move to Assess", "Assess", "On call took it.")
        case.assess()
        case.move("Escalate to Diagnose", "Diagnose", "Escalated.")
        case.tab("Timeline")
        for words in ("Token log pulled", "Token revoked"):
            case.write_entry(words, words)
        case.classify()
        case.add_customer()
        case.declare()
        # The end of the 72 hours, in the time of this process, which does not jump.
        deadline = time.time() + case.seconds_left()

        for seconds, words in ((-3600, "was set back by 1 h"), (86400, "was set ahead by 25 h")):
            jump(seconds)
            program.wait(
                lambda s=seconds: abs(case.seconds_left() - (deadline - time.time() - s)) <= 2,
                f"the clock right after a jump of {seconds} s",
                3,
            )
            program.reads(words)
        program.quit()


if __name__ == "__main__":
    main()
