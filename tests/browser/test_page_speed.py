"""How soon the page is there and an answer is on it."""

import gzip
import re
import sys

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

MOST = 100_000
"""Bytes of compressed script that the page may load at first."""
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([^"']+\.js)["']""")

WATCH = """
(() => {
    // Frames are counted as long as the page is open. `replies` are when the text of an answer was read, `changes` when
    // the document changed; each with its frame, and a change with when it is painted.
    const told = (window.told = { replies: [], changes: [] });
    let frame = 0;
    const count = () => { frame += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
    const own = Response.prototype.text;
    Response.prototype.text = async function () {
        const read = await own.call(this);
        if (this.url.endsWith("/graphql")) told.replies.push(frame);
        return read;
    };
    new MutationObserver(() => {
        const change = { frame, painted: 0 };
        told.changes.push(change);
        requestAnimationFrame(() => { change.painted = performance.now(); });
    }).observe(document, { subtree: true, childList: true, characterData: true });
})();
"""
AWAITED = ".waiting, .card-waiting, [aria-busy=true]"
FRESH = "told.replies.length = told.changes.length = 0; performance.clearResourceTimings()"
SETTLED = """() => {
    const ends = performance.getEntriesByType("resource")
        .filter(({ name }) => name.endsWith("/graphql")).map(({ responseEnd }) => responseEnd);
    const last = told.changes.at(-1);
    return {
        replies: told.replies.length,
        frames: last.frame - told.replies.at(-1),
        milliseconds: last.painted - Math.max(...ends),
    };
}"""


def scripts(pages):
    """The scripts that the page loads at first, those that they import among them, by name."""
    page = (pages / "index.html").read_text(encoding="utf-8")
    waiting = re.findall(r'"/assets/([^"]+\.js)"', page)
    found = {}
    while waiting:
        if (name := waiting.pop()) not in found:
            found[name] = (pages / "assets" / name).read_text(encoding="utf-8")
            waiting += IMPORTED.findall(found[name])
    return found


def test_its_first_load_is_under_100_kb_of_compressed_script(pages):
    sizes = {}
    for name, text in scripts(pages).items():
        zipped = pages / "assets" / f"{name}.gz"
        sizes[name] = zipped.stat().st_size if zipped.is_file() else len(gzip.compress(text.encode()))
    sys.stdout.write(
        f"compressed script of the first load: {sum(sizes.values()):,} bytes in {len(sizes)} files: {sizes}\n"
    )
    assert sizes
    assert sum(sizes.values()) < MOST


def test_it_loads_as_much_as_its_files_say_and_nothing_else(pages, site, visit):
    page = visit(f"{site.url}/").page
    expect(page.get_by_role("article")).to_have_count(12)
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => [name, encodedBodySize])"
    )
    of_scripts = {name.rpartition("/")[2]: size for name, size in loaded if name.endswith(".js")}
    assert set(of_scripts) == set(scripts(pages))
    assert sum(of_scripts.values()) < MOST
    kinds = {re.sub(r".*\.", ".", name.rpartition("/")[2]) for name, _ in loaded if "/assets/" in name}
    assert kinds == {".js", ".css", ".woff2"}
    sys.stdout.write(f"loaded first: {loaded}\n")


def test_answers_are_on_the_screen_within_two_frames_of_the_last_reply(site, chromium):
    context = chromium.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{site.url}/", wait_until="networkidle")
    steps = {
        "a filter": lambda: page.get_by_role("checkbox", name="Netflix").check(),
        "a title": lambda: page.get_by_role("link", name="Zenith").click(),
        "a verdict": lambda: page.get_by_label("Liking starts at").select_option("4.5 of 5"),
        "six questions": lambda: page.get_by_role("link", name="Questions").click(),
        "a question": lambda: page.get_by_role("combobox", name="Measured in").select_option("Seasons"),
        "the film set": lambda: page.get_by_role("link", name="Film set").click(),
        "data and models": lambda: page.get_by_role("link", name="Data and models").click(),
    }
    measured = {}
    for name, step in steps.items():
        page.evaluate(FRESH)
        step()
        page.wait_for_function("() => told.replies.length > 0")
        expect(page.locator(AWAITED)).to_have_count(0)
        page.wait_for_timeout(150)
        measured[name] = page.evaluate(SETTLED)
    context.close()
    lags = {name: f"{each['milliseconds']:.0f} ms, {each['replies']} replies" for name, each in measured.items()}
    sys.stdout.write(f"from the last reply to the screen: {lags}\n")
    assert {name: each for name, each in measured.items() if each["frames"] > 2} == {}
