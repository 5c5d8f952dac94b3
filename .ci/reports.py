"""Every kind of report and every form of data, compared with what other programs read in them.

PDF: qpdf finds no fault, pdfinfo says that it is tagged, pdftotext finds every text of the data.
Word: LibreOffice opens it, and every paragraph that stands in the document stands in what it read.
Workbook: LibreOffice computes it anew, and every cell is what the JSON export says.
CSV: Python reads it, and every cell is what the JSON export says.
"""

import csv
import html
import io
import json
import pathlib
import re
import subprocess
import sys
import zipfile

PROGRAM, WORK = sys.argv[1], pathlib.Path(sys.argv[2])
CENTRE = str(WORK / "day.centre.ron")
KINDS = ["feedback", "scorecard", "development", "panel", "cohort", "log", "assessor"]
WHO = ["--candidate", "C01", "--candidate", "C07"]
FAULTS = []


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def check(holds, what):
    if not holds:
        FAULTS.append(what)
        print("FAULT:", what)


def dense(text):
    """Without spaces and soft hyphens: where lines are broken is no concern here."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def convert(to, filter_name, files, into):
    into.mkdir(parents=True, exist_ok=True)
    run("soffice", "--headless", "--norestore", "--convert-to", f"{to}:{filter_name}",
        "--outdir", str(into), *map(str, files))


def texts(value):
    """The texts of a part of a report's data."""
    if isinstance(value, dict):
        if set(value) == {"value", "text", "ratings"}:
            yield value["text"]
            return
        for name, part in value.items():
            if name not in ("label", "code", "complete", "evidence"):
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str) and value:
        yield value


def shown(data):
    """What a report of that kind shows of its data, whatever its template looks like."""
    parts = [data["title"], data["name"], data["confidential"], data["shelf_life"]]
    kind, candidate = data["kind"], data.get("candidate") or {}
    competencies = candidate.get("competencies", [])
    if kind in ("feedback", "scorecard", "development"):
        parts += [[p["text"], p["quotes"]] for p in points(data)]
    if kind == "feedback":
        parts += [[c["name"], c["seen"], c["held_back"], c["result"]] for c in competencies]
        parts += [[f["name"], f["result"], f["mean"]] for f in candidate["families"]]
    if kind in ("scorecard", "panel"):
        parts += [[c["name"], c["result"], [cell["result"] for cell in c["cells"]]]
                  for c in competencies]
        parts += [[e["title"], e["result"]] for e in candidate["exercises"]]
    if kind == "panel":
        for one in data["panel"]["competencies"]:
            parts += [one["name"], one["mean"], one["agreed"], one["reason"], one["split"]]
            parts += [[r["exercise"], r["assessor"], r["rating"], r["reason"], r["at"]]
                      for r in one["ratings"]]
        parts += [data["panel"]["told"], data["panel"]["signatures"]]
    if kind == "cohort":
        cohort = data["cohort"]
        parts += [[c["name"], c["families"], c["competencies"], c["band"]]
                  for c in cohort["candidates"]]
        parts += [cohort["attendance"], cohort["incidents"], cohort["summary"]]
        parts += [[s["exercise"], s["candidates"], s["room"], s["planned"], s["began"], s["ended"],
                   s["late"], s["called_off"], s["void_for"]] for s in cohort["sessions"]]
    if kind == "log":
        parts.append(data["log"])
    if kind == "assessor":
        own = data["assessor"]
        parts += [own["summary"], own["severity"], own["sheets"]]
        parts += [[c["name"], c["own"], c["others"], c["difference"]]
                  for c in own["competencies"]]
    return list(texts(parts))


def reports(language):
    folder = WORK / f"reports-{language}"
    for form in ("pdf", "docx", "json"):
        kinds = [part for kind in KINDS for part in ("--kind", kind)]
        run(PROGRAM, "report", CENTRE, "--for", "facilitator", *kinds, *WHO, "--language", language,
            "--format", form, "--to", str(folder / form))
    pdfs = sorted((folder / "pdf").glob("*.pdf"))
    words = sorted((folder / "docx").glob("*.docx"))
    check(len(pdfs) == len(words) >= 4 * 2 + 2, f"{language}: {len(pdfs)} PDF, {len(words)} Word")
    seen = set()
    for pdf in pdfs:
        run("qpdf", "--check", str(pdf))
        info = run("pdfinfo", str(pdf))
        check(re.search(r"Tagged:\s+yes", info), f"{pdf.name} is not tagged")
        said = run("pdftotext", "-raw", str(pdf), "-")
        data = json.loads((folder / "json" / (pdf.stem + ".json")).read_text())
        seen.add(data["kind"])
        pages = [page for page in said.split("\f") if page.strip()]
        for number, page in enumerate(pages, 1):
            check(dense(data["sample"]) in dense(page), f"{pdf.name}, page {number}: not marked")
        check(dense(data["title"]) in dense(said), f"{pdf.name} lacks its title")
        # Where a page ends, its foot and the next head stand between two words.
        whole = dense(said)
        lost = [text for text in shown(data) if not stands(text, whole)]
        check(not lost, f"{pdf.name} lacks {lost[:3]}")
    check(seen == set(KINDS), f"{language}: kinds {sorted(seen)}")
    convert("txt", "Text (encoded):UTF8", words, folder / "txt")
    for word in words:
        read = dense((folder / "txt" / (word.stem + ".txt")).read_text(encoding="utf-8-sig"))
        paragraphs = paragraphs_of(word)
        lost = [text for text in paragraphs if dense(text) not in read]
        check(not lost, f"{word.name}: LibreOffice lost {lost[:3]}")
        check(len(paragraphs) > 8, f"{word.name} has {len(paragraphs)} paragraphs")
        data = json.loads((folder / "json" / (word.stem + ".json")).read_text())
        check(dense(data["title"]) in read, f"{word.name} lacks its title")
        # Head and foot of a page are no part of the text that LibreOffice gives.
        outside = (data["confidential"], data["shelf_life"])
        lost = [text for text in shown(data) if text not in outside and dense(text) not in read]
        check(not lost, f"{word.name} lacks {lost[:3]}")
    print(f"{language}: {len(pdfs)} PDF and {len(words)} Word documents of {len(seen)} kinds")


def points(data):
    candidate = data.get("candidate") or {}
    return candidate.get("strengths", []) + candidate.get("next_steps", [])


def stands(text, whole):
    """In one piece, or as words that all stand there where a page was turned in between."""
    return dense(text) in whole or all(dense(word) in whole for word in text.split())


def paragraphs_of(word):
    with zipfile.ZipFile(word) as archive:
        body = archive.read("word/document.xml").decode("utf-8")
    found = []
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", body, re.S):
        text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
        if text.strip():
            found.append(html.unescape(text))
    return found


def moment(text):
    """To the second: workbooks keep no zone, ours are in universal time."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?", text)
    if not found:
        return text
    return tuple(int(part or 0) for part in found.groups())


def same(cell, value):
    if value is None:
        return cell == ""
    if isinstance(value, bool):
        return cell.upper() in (str(value).upper(), "YES" if value else "NO")
    if isinstance(value, (int, float)):
        try:
            return abs(float(cell) - float(value)) < 1e-9
        except ValueError:
            return False
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", value):
        return moment(cell) == moment(value)
    return cell.replace("\r\n", "\n") == value.replace("\r\n", "\n")


def workbook():
    folder = WORK / "data"
    run(PROGRAM, "export", CENTRE, "--for", "facilitator", "--as", "xlsx,json,csv",
        "--to", str(folder))
    data = json.loads(next(p for p in folder.rglob("*.json")).read_text())
    book = next(folder.rglob("*.xlsx"))
    # All sheets, as values and not as they are shown: 44 comma, 34 quote, 76 UTF-8.
    convert("csv", "Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1",
            [book], folder / "sheets")
    sheets = {}
    for path in (folder / "sheets").glob("*.csv"):
        name = path.stem[len(book.stem) + 1:]
        sheets[name] = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    tables = data["tables"]
    cells = 0
    for name, table in tables.items():
        rows = table["rows"] if isinstance(table, dict) else table
        known = [sheet for title, sheet in sheets.items() if title.lower() == name.lower()
                 or title.lower().replace(" ", "_") == name.lower()]
        check(len(known) == 1, f"workbook: sheet {name} among {sorted(sheets)}")
        if not known:
            continue
        body = [row for row in known[0][1:] if any(row)][: len(rows)]
        check(len(body) == len(rows), f"workbook, {name}: {len(body)} of {len(rows)} rows")
        for place, (read, row) in enumerate(zip(body, rows), 2):
            for cell, (column, value) in zip(read, row.items()):
                cells += 1
                check(same(cell, value), f"workbook, {name}, row {place}, {column}: {cell!r} is not {value!r}")
                if len(FAULTS) > 20:
                    sys.exit("too many faults")
    everything = json.dumps(sheets)
    for wrong in ("#REF!", "#NAME?", "#VALUE!", "Err:5"):
        check(wrong not in everything, f"workbook: LibreOffice shows {wrong}")
    check(cells > 1000, f"workbook: only {cells} cells were compared")
    print(f"workbook: {len(tables)} tables, {cells} cells")


def long_and_wide():
    """CSV, as Python's own reader reads it, against the JSON of the same export."""
    folder = WORK / "data"
    tables = json.loads(next(p for p in folder.rglob("*.data.json")).read_text())["tables"]
    cells = 0
    for path in folder.rglob("*.csv"):
        name = path.stem.rsplit(".", 1)[-1]
        if path.parent.name == "sheets" or name in ("wide", "dictionary"):
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            read = list(csv.DictReader(file))
        rows = tables[name]["rows"]
        check(len(read) == len(rows), f"{path.name}: {len(read)} of {len(rows)} rows")
        for place, (line, row) in enumerate(zip(read, rows), 2):
            check(list(line) == list(row), f"{path.name}: columns {list(line)}")
            for column, value in row.items():
                cell, cells = line[column], cells + 1
                # One apostrophe stands before what a spreadsheet would run.
                guarded = isinstance(value, str) and re.match(r"\s*[=+\-@\t']", value)
                cell = cell[1:] if guarded and cell.startswith("'") else cell
                check(same(cell, value), f"{path.name}, row {place}, {column}: {cell!r} is not {value!r}")
                if len(FAULTS) > 20:
                    sys.exit("too many faults")
    check(cells > 1000, f"CSV: only {cells} cells were compared")
    print(f"CSV: {cells} cells")


reports("en")
reports("de")
workbook()
long_and_wide()
if FAULTS:
    sys.exit(f"{len(FAULTS)} faults")
