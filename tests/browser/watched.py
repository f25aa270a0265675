"""A page in a browser that keeps what went wrong with it."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


class Watched:
    """A page, what its browser complained of, and the hosts that it asked."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._complaints: list[str] = []
        self._forgiven: str | None = None
        self._hosts: set[str] = set()
        self._host = urlsplit(address).netloc
        page.add_init_script(VIOLATIONS)
        page.on("console", lambda message: self._complain(message.type, message.text))
        page.on("pageerror", lambda error: self._complain("error", str(error)))
        page.on("request", lambda request: self._hosts.add(urlsplit(request.url).netloc))
        page.goto(address)

    def _complain(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self._complaints.append(f"{kind}: {text}")

    def faults(self) -> list[str]:
        """Violations of the policy, errors and warnings of the console, other hosts that were asked."""
        violations = self.page.evaluate("window.violations")
        complaints = [each for each in self._complaints if self._forgiven is None or self._forgiven not in each]
        return [*violations, *complaints, *sorted(self._hosts - {self._host, ""})]

    def forgive(self, text: str) -> None:
        """Do not count complaints that are meant to come."""
        self._forgiven = text

    # GraphiQL

    @property
    def tabs(self) -> Locator:
        return self.page.get_by_role("tab")

    def expect_tabs(self, names: list[str]) -> None:
        expect(self.tabs).to_have_text(names, use_inner_text=True)  # the rest of the text is of icons

    @property
    def result(self) -> Locator:
        return self.page.locator(".result-window .CodeMirror-code")

    def editor(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name).locator(".CodeMirror-code").locator("visible=true")

    def run(self) -> None:
        """Ask what stands in the open tab, and wait for the answer."""
        expect(self.editor("Query Editor")).to_contain_text("{")  # it comes after the button
        self.page.get_by_role("button", name="Execute query").click()
        expect(self.result).to_contain_text(re.compile("data|errors"))
        expect(self.page.locator(".graphiql-spinner")).to_have_count(0)

    def open_tab(self, name: str) -> None:
        self.tabs.get_by_text(name, exact=True).click()
        self.settle(300)

    def settle(self, milliseconds: int = 800) -> None:
        """Wait for what GraphiQL does later: it reads its editors after 100 ms, and keeps its tabs after 500 more."""
        self.page.wait_for_timeout(milliseconds)

    def write(self, editor: str, text: str) -> None:
        """Put a text in place of what an editor holds."""
        self.editor(editor).click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        self.settle()

    def open_docs(self) -> Locator:
        self.page.get_by_role("button", name="Show Documentation Explorer").click()
        return self.page.get_by_role("region", name="Documentation Explorer")
