"""What ./dev package makes: unpacked, the program answers, works and opens its window, from the Debian package with the
libraries that this names, from the archive with its own. Takes minutes of packing, so with --long alone."""

import gzip
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

SOURCES = pathlib.Path(os.environ["TOCSIN_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["TOCSIN_BUILD_DIR"])
LONG = os.environ.get("TOCSIN_LONG") == "1"
NEEDED = ("bin/tocsin", "share/applications/org.tocsin.Tocsin.desktop", "share/metainfo/org.tocsin.Tocsin.metainfo.xml",
          "share/icons/hicolor/scalable/apps/org.tocsin.Tocsin.svg", "share/man/man1/tocsin.1.gz",
          "share/doc/tocsin/copyright", "share/doc/tocsin/changelog.gz", "share/tocsin/shared-database/README.md",
          "share/tocsin/shared-database/make-certificates.sh")


def run(*arguments, **options):
    done = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, check=False, timeout=600, **options)
    assert done.returncode == 0, f"{arguments} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="tocsin-packages-")))
        made = cls.folder / "dist"
        made.mkdir()
        run(SOURCES / "packaging/package.sh", BUILD, made)
        cls.deb, = made.glob("tocsin_*.deb")
        cls.archive, = made.glob("tocsin-*-linux-*.tar.gz")
        assert len(list(made.iterdir())) == 2, f"nothing else is left there: {list(made.iterdir())}"

    def environment(self, name):
        """A home of its own, and no display."""
        home = self.folder / f"home-{name}"
        home.mkdir(exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "LD_", "XDG_", "DISPLAY", "WAYLAND_"))}
        return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def check(self, name, top):
        """The program below TOP does its work; gives the libraries and plugins that its window loaded."""
        for path in NEEDED:
            self.assertTrue((top / path).is_file(), path)
        for path in ("bin/tocsin", "share/tocsin/shared-database/make-certificates.sh"):
            self.assertTrue(os.access(top / path, os.X_OK), path)
        with gzip.open(top / "share/man/man1/tocsin.1.gz", "rt") as manual:
            self.assertEqual(manual.read(), (SOURCES / "packaging/tocsin.1").read_text())
        program, environment = top / "bin/tocsin", self.environment(name)
        version = re.search(r"project\(Tocsin VERSION (\S+)", (SOURCES / "CMakeLists.txt").read_text()).group(1)
        self.assertEqual(run(program, "--version", env=environment), f"tocsin {version}\n")
        database = self.folder / f"{name}.tocsin"
        run(program, "demo", database, env=environment)
        self.assertIn("INC-0002", run(program, "-d", database, "list", "--all", env=environment))
        run(program, "-d", database, "verify", env=environment)
        return self.open_window(program, environment, database)

    def open_window(self, program, environment, database):
        """It says when its board can be used, and ends."""
        loaded = self.folder / f"loaded-{database.stem}"
        said = run(program, "-d", database,
                   env={**environment, "QT_QPA_PLATFORM": "offscreen", "LD_DEBUG": "libs", "LD_DEBUG_OUTPUT": str(loaded),
                        "TOCSIN_BENCH_START": str(time.clock_gettime_ns(time.CLOCK_MONOTONIC))})
        self.assertRegex(said, r"^\d+\.\d\d \d+\n$")
        texts = [file.read_text(errors="replace") for file in self.folder.glob(loaded.name + ".*")]
        found = {pathlib.Path(os.path.normpath(path)) for text in texts for path in re.findall(r"calling init: (/\S+)", text)}
        names = {path.name for path in found}
        self.assertLessEqual({"libqoffscreen.so", "libQt6Widgets.so.6", "libsqlite3.so.0", "libpq.so.5"}, names)
        self.assertFalse({n for n in names if re.match(r"libQt6(Sql|Network)\b", n)}, "the program uses neither")
        return found

    def test_debian_package(self):
        top = self.folder / "debian"
        run("dpkg-deb", "-x", self.deb, top)
        fields = dict(re.findall(r"^(\S+): (.*)$", run("dpkg-deb", "-f", self.deb), re.MULTILINE))
        self.assertEqual(fields["Package"], "tocsin")
        depends = {entry.split()[0] for entry in fields["Depends"].split(", ")}
        self.assertLessEqual({"libqt6widgets6", "libqt6svg6", "libpq5", "libsqlite3-0", "qt6-qpa-plugins"}, depends)
        self.assertFalse({name for name in depends if name.startswith(("libqt6sql", "libqt6network"))})
        self.check("debian", top / "usr")

    def test_portable_archive(self):
        place = self.folder / "portable"
        place.mkdir()
        run("tar", "-C", place, "-xzf", self.archive)
        top, = place.iterdir()
        self.assertEqual(f"{top.name}.tar.gz", self.archive.name)
        self.assertTrue((top / "LICENSE").is_file() and (top / "README.txt").is_file())
        # What is not in the archive is what every Linux has.
        own = re.compile(r"(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util|anl|fontconfig|stdc\+\+|gcc_s))\.so")
        for path in self.check("portable", top):
            if not path.is_relative_to(top):
                self.assertRegex(path.name, own, str(path))


if __name__ == "__main__":
    if not LONG:
        print("test_packages: with --long alone")
        sys.exit(0)
    unittest.main()
