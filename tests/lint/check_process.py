"""Whether the tests that a table of the process names are there, and those it says to run on both databases do."""
import pathlib
import re
import sys


def problems(root):
    found = []
    cmake = "\n".join(path.read_text("utf-8") for path in (root / "tests").rglob("CMakeLists.txt"))
    on_both = set(re.findall(r"tocsin_test_on_server\((tst_\w+)\)", cmake))
    for names in re.findall(r"foreach\(name ([^)]*)\)\s*tocsin_test_on_server", cmake):
        on_both.update(names.split())
    on_both.update(name.removesuffix("_services") for name in list(on_both))  # built from a source without it
    for table in sorted((root / "tests/process").glob("*.md")):
        for number, line in enumerate(table.read_text("utf-8").splitlines(), 1):
            for program, function, both in re.findall(r"`(tst_\w+)::(\w+)`( \(both\))?", line):
                sources = list((root / "tests").rglob(f"{program}.cpp"))
                if not any(re.search(rf"::{function}\(\)", source.read_text("utf-8")) for source in sources):
                    found.append(f"{table.name}:{number}: there is no {program}::{function}")
                if both and program not in on_both:
                    found.append(f"{table.name}:{number}: {program} runs on one database alone")
            for journey in re.findall(r"`(journey_\w+)`", line):
                if not (root / f"tests/journeys/{journey}.py").exists():
                    found.append(f"{table.name}:{number}: there is no {journey}")
    return found


if __name__ == "__main__":
    wrong = problems(pathlib.Path(sys.argv[1]))
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)
