"""Cut a web font down to the letters English pages use, so that two weights cost a phone about 20 KB.

Called by scripts/build.mjs: `python scripts/subset_fonts.py SOURCE TARGET`. Letters outside the subset (Welsh, Polish,
Turkish names ...) come from the package's own latin-ext file, which a browser fetches only for a page that needs it.
"""

import sys

from fontTools.subset import main as subset

# Basic Latin, Latin-1, the dashes and quotes of British typesetting, bullet, ellipsis and euro.
LETTERS = (
    "U+20-7E,U+A0,U+A3,U+A7,U+A9,U+AB,U+B0,U+B7,U+BB-BE,U+C0-FF,"
    "U+2013,U+2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+20AC"
)


def cut(source: str, target: str) -> None:
    """Write the subset of the woff2 font `source` to `target`. Hinting goes: screens it helped are gone too."""
    subset(
        [
            source,
            f"--unicodes={LETTERS}",
            "--flavor=woff2",
            "--no-hinting",
            "--desubroutinize",
            "--layout-features=kern,mark,mkmk,ccmp,tnum",
            f"--output-file={target}",
        ]
    )


if __name__ == "__main__":
    cut(*sys.argv[1:3])
