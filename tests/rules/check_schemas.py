"""Validates every file of the rules against its JSON Schema, and every schema against broken files."""
import copy
import json
import pathlib
import sys

import jsonschema

folder = pathlib.Path(sys.argv[1])
problems = []


def broken(document):
    """Copies of a good document, each with one thing wrong with it, and what that is."""
    for key in document:
        bad = copy.deepcopy(document)
        del bad[key]
        yield f"without {key}", bad
    for key, value in (("surplus", 1), ("schema", "tocsin/rules/other/1"), ("version", "latest"), ("entries", [])):
        yield f"{key} = {value!r}", {**copy.deepcopy(document), key: value}
    for key in document["entries"][0]:
        for what, value in (("without", None), ("a number in", 7), ("an empty", "")):
            bad = copy.deepcopy(document)
            if value == 7 and type(bad["entries"][0][key]) is int:
                what, value = "half a number in", 7.5
            if value == bad["entries"][0][key]:
                continue
            if value is None:
                del bad["entries"][0][key]
            else:
                bad["entries"][0][key] = value
            yield f"{what} {key} of entry 1", bad
    bad = copy.deepcopy(document)
    bad["entries"].append(copy.deepcopy(bad["entries"][0]))
    yield "entry 1 twice", bad


names = sorted(path.name for path in folder.glob("*.json"))
schemas = sorted(path.name.replace(".schema", "") for path in (folder / "schema").glob("*.schema.json"))
if not names or names != schemas:
    problems.append(f"files {names} and schemas {schemas} differ")

for name in names:
    schema = json.loads((folder / "schema" / name.replace(".json", ".schema.json")).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    document = json.loads((folder / name).read_text(encoding="utf-8"))
    for error in validator.iter_errors(document):
        problems.append(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
    refused = 0
    for what, bad in broken(document):
        if validator.is_valid(bad):
            problems.append(f"{name}: the schema accepts a file {what}")
        refused += 1
    print(f"{name}: {len(document['entries'])} entries, {refused} broken copies tried")

for schema_path in sorted((folder / "schema" / "folders").glob("*.schema.json")):
    kind = schema_path.name.removesuffix(".schema.json")
    schema = json.loads(schema_path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    files = sorted((folder / kind).glob("*.json"))
    rows = "holidays" if kind == "calendars" else "entries"
    refused = 0
    for path in files:
        document = json.loads(path.read_text(encoding="utf-8"))
        for error in validator.iter_errors(document):
            problems.append(f"{kind}/{path.name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
        bads = [(f"without {key}", {k: v for k, v in document.items() if k != key}) for key in document]
        bads += [("surplus", {**document, "surplus": 1}), ("empty", {**document, rows: []})]
        for key in document[rows][0]:
            if rows == "holidays" and key not in ("name", "fixed"):
                continue  # the others are not always there
            bad = copy.deepcopy(document)
            del bad[rows][0][key]
            bads.append((f"without {key} of the first row", bad))
        if rows == "holidays":
            two = copy.deepcopy(document)
            two[rows][0]["easter"] = 1
            bads.append(("with a holiday by two rules", two))
        for what, bad in bads:
            if validator.is_valid(bad):
                problems.append(f"{kind}/{path.name}: the schema accepts a file {what}")
        refused += len(bads)
    if not files:
        problems.append(f"{kind}: no files")
    print(f"{kind}: {len(files)} files, {refused} broken copies tried")

print("\n".join(problems))
sys.exit(1 if problems else 0)
