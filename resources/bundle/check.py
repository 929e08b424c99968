#!/usr/bin/env python3
"""Checks a bundle without Tocsin: python3 check.py BUNDLE.zip [KEY.pem [TSA.pem]]. Needs Python 3.8 and openssl 3."""
import calendar, csv, hashlib, io, json, os, re, subprocess, sys, tempfile, time, zipfile, zlib

MANIFEST, SIGNATURE, KEY = "MANIFEST.sha256", "MANIFEST.sha256.sig", "public-key.pem"
STAMP, AUTHORITY = "MANIFEST.tsr", "tsa.pem"
SAFE = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*")
MOST_FILES, MOST_BYTES, found, said = 200_000, 64 << 30, [], []
sha256 = lambda text: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

def digest(archive, name, hashed):
    try:
        with archive.open(name) as file:
            while block := file.read(1 << 20):
                hashed.update(block)
        return hashed.hexdigest()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return "damaged"

def openssl(files, *calls):
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        for call in calls:
            run = subprocess.run(["openssl", *call], cwd=folder, capture_output=True)
            if run.returncode != 0:
                return None
        return run.stdout.decode("utf-8", "replace")

def signed(archive, key):
    files = {MANIFEST: archive.read(MANIFEST), SIGNATURE: archive.read(SIGNATURE), KEY: key}
    return openssl(files, ["pkeyutl", "-verify", "-pubin", "-inkey", KEY, "-rawin", "-in", MANIFEST, "-sigfile", SIGNATURE])

def is_der(data):  # one sequence and nothing behind it, which openssl would pass over
    more = data[1] & 0x7F if len(data) > 1 and data[1] & 0x80 else 0
    return len(data) > 1 and len(data) == 2 + more + (int.from_bytes(data[2:2 + more], "big") if more else data[1])

def stamped(archive, names, authority):
    wanted = "bundle.json" in names and bool(json.loads(archive.read("bundle.json")).get("timeStampServer"))
    if wanted != (STAMP in names):
        found.append(("missing: " if wanted else "not listed: ") + STAMP)
    elif wanted:
        authority = authority or (archive.read(AUTHORITY) if AUTHORITY in names else None)
        whole = digest(archive, STAMP, hashlib.sha256()) != "damaged" and is_der(archive.read(STAMP))
        files = {MANIFEST: archive.read(MANIFEST), STAMP: archive.read(STAMP) if whole else b"", AUTHORITY: authority or b""}
        text = openssl(files, ["ts", "-reply", "-in", STAMP, "-text"]) or ""
        at = re.search(r"Time stamp: (\w+ +\d+ [\d:]{8})(?:\.\d+)?( \d+) GMT", text)
        then = str(calendar.timegm(time.strptime(at[1] + at[2], "%b %d %H:%M:%S %Y"))) if at else "0"
        trust = ["-CAfile", AUTHORITY] if authority else ["-CApath", "/etc/ssl/certs"]
        if not openssl(files, ["ts", "-verify", "-data", MANIFEST, "-in", STAMP, "-attime", then, *trust]):
            return found.append("time stamp: %s does not fit %s and the authority" % (STAMP, MANIFEST))
        said.append("Time-stamped at %s%s GMT." % (at[1], at[2]))

def check(archive, key, authority):
    names = [n if "/" in n else n.replace("\\", "/") for n in (info.filename for info in archive.infolist())]
    if len(names) > MOST_FILES or sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
        return found.append("too large: " + sys.argv[1])
    found.extend("unsafe name: " + ascii(name) for name in names if not SAFE.fullmatch(name))
    found.extend("twice: " + name for name in sorted(set(names)) if SAFE.fullmatch(name) and names.count(name) > 1)
    found.extend("missing: " + name for name in (MANIFEST, SIGNATURE, KEY) if name not in names)
    damaged = [n for n in (MANIFEST, SIGNATURE, KEY) if n in names and digest(archive, n, hashlib.sha256()) == "damaged"]
    found.extend("changed: " + name for name in damaged)
    if found:
        return
    if not signed(archive, key or archive.read(KEY)):
        found.append("signature: " + SIGNATURE + " does not fit " + MANIFEST + " and the key")
    lines = archive.read(MANIFEST).decode("utf-8", "replace").split("\n")
    if not all(re.fullmatch("[0-9a-f]{64}  " + SAFE.pattern, line) for line in lines if line):
        return found.append("changed: " + MANIFEST)
    listed = {line[66:]: line[:64] for line in lines if line}
    found.extend("missing: " + name for name in listed if name not in names)
    found.extend("not listed: " + n for n in names if n not in listed and n not in (MANIFEST, SIGNATURE, STAMP))
    found.extend("changed: " + n for n in listed if n in names and digest(archive, n, hashlib.sha256()) != listed[n])
    if not found:
        stamped(archive, names, authority)
    if not found:
        record(archive, names)

def record(archive, names):
    previous, digests, said, left = "", {}, [], {}
    for row in csv.DictReader(io.TextIOWrapper(archive.open("record/chain.csv"), "utf-8", newline="")):
        link = "\n".join([previous] + [row[k] for k in ("seq", "instant_ms", "table", "row_id", "digest")])
        if row["prev_hash"] != previous or row["hash"] != sha256(link):
            found.append("record: the chain is broken at entry " + row["seq"])
        previous, digests[row["seq"]] = row["hash"], row["digest"]
    for name in (n for n in names if n.endswith("/record.jsonl")):
        for e in map(json.loads, io.TextIOWrapper(archive.open(name), "utf-8", newline="\n")):
            if "withheld" in e:
                continue
            texts = [e["before"], e["after"]]
            sizes = ["-" if t is None else str(len(t.encode("utf-8", "surrogatepass"))) for t in texts]
            parts = [e["salt"], str(e["personId"]), e["role"], e["operation"], sizes[0], texts[0] or "", sizes[1], texts[1]]
            said.append((str(e["seq"]), sha256("\n".join(parts)), name))
            if e["table"] == "redaction_trace" and said[-1][1] == digests.get(str(e["seq"])):
                trace = json.loads(e["after"])
                if trace["table_name"] == "audit_content":
                    left.setdefault(str(trace["row_id"]), {})[trace["sha256"]] = trace["left_sha256"]
    for seq, digest_now, name in said:
        at, steps = digests.get(seq), dict(left.get(seq, {}))
        while at in steps:
            at = steps.pop(at)
        if at != digest_now:
            found.append("record: what entry %s says is not what was written, in %s" % (seq, name))

if len(sys.argv) < 2:
    sys.exit(__doc__)
try:
    with zipfile.ZipFile(sys.argv[1]) as bundle:
        check(bundle, *[open(path, "rb").read() for path in sys.argv[2:4]], *[None] * (4 - len(sys.argv[:4])))
except FileNotFoundError as error:
    found.append("not checked: there is no " + str(error.filename))
except OSError as error:
    found.append("not checked: %s: %s" % (error.filename, error.strerror))
except (zipfile.BadZipFile, ValueError, KeyError) as error:
    found.append("damaged: " + sys.argv[1] + " is not a whole bundle")
print("\n".join(found or [*said, "The bundle is whole."]))
sys.exit(1 if found else 0)
