"""Reads a file of labels with zxing-cpp and zbar and compares with the text beside the codes; see check-labels.sh."""

import argparse
import concurrent.futures
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

import zxingcpp
from PIL import Image

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]")
RESOLUTIONS = (203, 300)


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def pair(text, separator):
    one, other = text.split(separator)
    return float(one), float(other)


def words(file, page, box=None):
    """The codes written on a page, or in a box of it, in hundredths of an inch as 100 dpi gives them."""
    crop = [] if box is None else ["-r", 100, "-x", box[0], "-y", box[1], "-W", box[2], "-H", box[3]]
    text = run("pdftotext", "-f", page, "-l", page, *crop, file, "-")
    return sorted(code.replace("-", "") for code in CODE.findall(text))


def whole_page(file, page, dpi, folder):
    stem = folder / f"page-{page}-{dpi}"
    run("pdftoppm", "-r", dpi, "-f", page, "-l", page, "-singlefile", "-gray", "-png", file, stem)
    picture = stem.with_suffix(".png")
    # Of all kinds of codes only this one is printed; looking for bar codes too, it takes letters for one now and then.
    codes = zxingcpp.read_barcodes(Image.open(picture), formats=zxingcpp.BarcodeFormat.QRCode)
    found = sorted(code.text for code in codes)
    picture.unlink()
    return found


def label_picture(file, page, box_mm, dpi, folder, name):
    x, y, width, height = (round(side / 25.4 * dpi) for side in box_mm)
    stem = folder / name
    run("pdftoppm", "-r", dpi, "-f", page, "-l", page, "-x", x, "-y", y, "-W", width, "-H", height, "-singlefile",
        "-gray", "-png", file, stem)
    return stem.with_suffix(".png")


def read_with_zbar(pictures):
    """What zbar reads in each picture."""
    done = subprocess.run(["zbarimg", "--quiet", "--xml", "-Sdisable", "-Sqrcode.enable", *map(str, pictures)],
                          capture_output=True, text=True)
    read = {}
    root = xml.fromstring(done.stdout)
    for source in root.iter():
        if source.tag.endswith("source"):
            read[source.get("href")] = [data.text for data in source.iter() if data.tag.endswith("data")]
    return read


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--labels", type=int, default=1000)
    parser.add_argument("--cells", default="3x8")
    parser.add_argument("--margin", default="6.5,12.9")
    parser.add_argument("--label", default="64x33.9")
    parser.add_argument("--gap", default="2.5,0")
    parser.add_argument("--seed", type=int, default=20230101)
    asked = parser.parse_args()
    draw = random.Random(asked.seed)

    fonts = run("pdffonts", asked.file).splitlines()[2:]
    embedded = [line.split() for line in fonts]
    fine = bool(fonts) and all(line[-5:-2] == ["yes", "yes", "yes"] for line in embedded)
    print("fonts:", "; ".join(" ".join(line) for line in embedded), "(embedded, subset, unicode)" if fine else "WRONG")
    pages = int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", asked.file)).group(1))
    chinese = re.findall(r"[\u4e00-\u9fff]+", run("pdftotext", "-f", 1, "-l", 1, asked.file, "-"))
    fine &= bool(chinese)
    print(f"pages: {pages}; text on the first: {' '.join(chinese[:6])}")

    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        folder = Path(folder)
        chosen = sorted(draw.sample(range(1, pages + 1), min(asked.pages, pages)))
        for dpi in RESOLUTIONS:
            read = list(pool.map(lambda page: whole_page(asked.file, page, dpi, folder), chosen))
            written = list(pool.map(lambda page: words(asked.file, page), chosen))
            right = sum(len(w) for r, w in zip(read, written) if r == w)
            total = sum(len(w) for w in written)
            wrong = [page for page, r, w in zip(chosen, read, written) if r != w]
            fine &= not wrong and total > 0
            print(f"zxing-cpp, {len(chosen)} whole pages at {dpi} dpi: {right} of {total} labels right", wrong or "")

        (columns, rows), (left, top) = pair(asked.cells, "x"), pair(asked.margin, ",")
        (width, height), (gap_x, gap_y) = pair(asked.label, "x"), pair(asked.gap, ",")
        cells = [(page, column, row) for page in range(1, pages + 1) for column in range(int(columns))
                 for row in range(int(rows))]
        cells = draw.sample(cells, min(asked.labels, len(cells)))
        boxes = [(page, (left + column * (width + gap_x), top + row * (height + gap_y), width, height))
                 for page, column, row in cells]

        def text_of(one):
            page, box = one
            return words(asked.file, page, [round(side / 25.4 * 100) for side in box])

        written = list(pool.map(text_of, boxes))
        for dpi in RESOLUTIONS:
            jobs = [(asked.file, page, box, dpi, folder, f"label-{at}") for at, (page, box) in enumerate(boxes)]
            pictures = list(pool.map(lambda job: label_picture(*job), jobs))
            read = {}
            for at in range(0, len(pictures), 100):
                read |= read_with_zbar(pictures[at:at + 100])
            pairs = [(read.get(str(picture), []), codes) for picture, codes in zip(pictures, written)]
            filled = [(r, codes) for r, codes in pairs if codes]
            right = sum(1 for r, codes in filled if r == codes)
            fine &= right == len(filled) and bool(filled)
            print(f"zbar, {len(filled)} single labels at {dpi} dpi: {right} right")
    sys.exit(0 if fine else 1)


main()
