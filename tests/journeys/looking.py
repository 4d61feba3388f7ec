"""Looking at a page with axe once for what is on it, not each time a story passes by.

Contrast takes most of axe's time and follows from styles alone: text is looked at once for each
chain of elements and classes around it. All other rules run whenever a page has a kind of element
it did not have before.
"""

import re
from collections import defaultdict

from playwright.sync_api import Page

from tests.browser import check_axe

CONTRAST = "color-contrast"

#: Every kind of element within its kind of parent, by attributes; and the chain around each text
#: (of two letters: axe says nothing of one).
FOUND = """() => {
    const kind = one => [
        one.tagName, ...one.classList, ...one.getAttributeNames().sort(),
        one.getAttribute("role"), one.getAttribute("type"),
    ].join(" ")
    const all = [...document.querySelectorAll("body *")].filter(one => one.checkVisibility())
    const kinds = new Set(all.map(one => `${kind(one.parentElement)} > ${kind(one)}`))
    window.chains = new Map()
    for (const one of all) {
        const typed = one.matches("input, select, textarea")
        const texts = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()[1])
        if (!typed && !texts) continue
        let chain = ""
        for (let up = one; up; up = up.parentElement) {
            chain += ` ${up.tagName}.${up.getAttribute("class")}`
        }
        if (!window.chains.has(chain)) window.chains.set(chain, one)
    }
    return [[...kinds], [...window.chains.keys()]]
}"""
MARK = "news => news.forEach(chain => window.chains.get(chain).setAttribute('data-news', ''))"
UNMARK = "() => document.querySelectorAll('[data-news]').forEach(x => delete x.dataset.news)"


class Looking:
    """What one story has looked at."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kinds = defaultdict(set)
        self._chains = defaultdict(set)

    def __call__(self, page: Page) -> None:
        """Look at what is new here, at this width."""
        width = page.viewport_size["width"]
        path = re.sub(r"/\d+|/[\w-]{43}", "/x", page.url.partition("?")[0])
        kinds, chains = map(set, page.evaluate(FOUND))
        if not kinds <= self._kinds[path, width]:
            self._kinds[path, width] |= kinds
            check_axe(page, skip=(CONTRAST,))
        if news := chains - self._chains[width]:
            self._chains[width] |= news
            page.evaluate(MARK, sorted(news))
            check_axe(page, within="[data-news]", only=(CONTRAST,))
            page.evaluate(UNMARK)
