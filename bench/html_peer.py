"""html_peer: pages per second of pandas.read_html with lxml, in process.

    html_peer.py --list FILE...         names the files in which it finds tables
    html_peer.py SECONDS FILE...        reads them in turn until the time is up
"""

import io
import sys
import time

import pandas


def read_page(page):
    """The page's tables as frames; none where it finds none or gives up."""
    try:
        return pandas.read_html(io.BytesIO(page), flavor="lxml", encoding="utf-8")
    except (ValueError, IndexError, OverflowError):
        return []


def load(name):
    """A file's bytes: as text it refuses pages that declare an encoding."""
    with open(name, "rb") as file:
        return file.read()


def main():
    if sys.argv[1] == "--list":
        for name in sys.argv[2:]:
            if read_page(load(name)):
                print(name)
        return
    limit = float(sys.argv[1])
    pages = [load(name) for name in sys.argv[2:]]
    done = 0
    frames = 0
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        for page in pages:
            frames += len(read_page(page))
            done += 1
            # whole rounds would take too long for a short run
            if time.monotonic() - begun >= limit:
                break
    elapsed = time.monotonic() - begun
    print(f"{done / elapsed:.2f} pages/s {frames / done:.1f} frames/page"
          f" pandas {pandas.__version__}")


main()
