"""What a build of `web/` leaves, made up: no test here needs Node."""

import gzip
from pathlib import Path

SCRIPT = b"console.log('a script that is long enough to get smaller when it is compressed');" * 20
LOGO = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
IDE = b"<!doctype html><title>Built</title>"
PAGE = b"""<!doctype html>
<html lang="en" data-graphiql="on">
<head><title>Cartelera</title><script type="module" src="/assets/index-abc123.js"></script></head>
<body><div id="page"></div><noscript>This page needs JavaScript.</noscript></body>
</html>
"""


def write_build(folder: Path, ide: bytes = IDE, script: bytes = SCRIPT, page: bytes = PAGE) -> None:
    """Hashed assets, the compressed ones beside, and both pages."""
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "ide-abc123.js").write_bytes(script)
    (folder / "assets" / "ide-abc123.js.gz").write_bytes(gzip.compress(script))
    (folder / "assets" / "logo-def456.svg").write_bytes(LOGO)
    (folder / "licenses.md").write_text("not for the web")
    (folder / "ide.html").write_bytes(ide)
    (folder / "index.html").write_bytes(page)
    (folder / "index.html.gz").write_bytes(gzip.compress(page))
