"""What makes a page hard to use, found in the page as a browser shows it."""

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page

#: WCAG 2.2, 1.4.3 (https://www.w3.org/TR/WCAG22/#contrast-minimum): 4.5 to 1, for large text 3 to 1.
_FAINT = """() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const over = ([r, g, b, a = 1], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a)];
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    return over(numbers(getComputedStyle(element).backgroundColor), ground(element.parentElement));
  };
  const light = (color) => {
    const [r, g, b] = color.map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || element.closest(".unseen, datalist, script")) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const behind = ground(element);
    const [a, b] = [light(over(numbers(style.color), behind)), light(behind)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${words.currentNode.data.trim()}: ${ratio.toFixed(2)}`);
  }
  return faint;
}"""

_UNNAMED = """() => {
  const name = (e) => (e.getAttribute("aria-label") || e.textContent || "").trim()
    || [...(e.labels ?? [])].map((label) => label.textContent.trim()).join("");
  const all = [...document.querySelectorAll("button, a, select, textarea, input:not([type=hidden]), [role], dialog")];
  const said = (e) => name(e) || document.getElementById(e.getAttribute("aria-labelledby"))?.textContent.trim();
  return all.filter((e) => e.getAttribute("role") !== "status" && !said(e)).map((e) => e.outerHTML.slice(0, 120));
}"""

_TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""

_SKIPPED_HEADINGS = """() => {
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((h) => Number(h.tagName[1]));
  return levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1).map(String);
}"""

_SMALL = """() => [...document.querySelectorAll("button, .button, .chip, .person, summary, select, input")]
  .filter((e) => e.type !== "hidden")
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 24)
  .map((e) => e.outerHTML.slice(0, 120))"""


async def flaws(page: Page) -> dict[str, list[str]]:
    """What is wrong, by kind: faint words, things without a name, ids twice, headings skipped, targets too small."""
    kinds = {
        "faint": _FAINT,
        "without a name": _UNNAMED,
        "the same id twice": _TWICE,
        "a heading skipped": _SKIPPED_HEADINGS,
        "too small to press": _SMALL,
    }
    found = {kind: await page.evaluate(script) for kind, script in kinds.items()}
    return {kind: list(map(str, flawed)) for kind, flawed in found.items() if flawed}


async def is_too_wide(page: Page) -> bool:
    """Whether the page has to be scrolled sideways."""
    return bool(await page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))


async def barriers(page: Page) -> list[str]:
    """What axe-core calls serious or critical for people who use the page otherwise, and where it is."""
    found = (await Axe().run(page)).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {node['html'][:120]}" for one in grave for node in one["nodes"]]
