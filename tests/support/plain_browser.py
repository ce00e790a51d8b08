"""A browser that knows no scripts: it reads a page's forms, fills and sends them, and follows redirects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self
from urllib.parse import urljoin

from aiohttp import ClientSession, FormData

Attributes = dict[str, str]

_INLINE = frozenset({"a", "b", "bdi", "code", "span", "strong", "time"})


@dataclass
class PlainForm:
    """A form: where it goes, its fields as they stand, and its buttons that can be pressed, by label."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, Attributes]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)

    def sent(self, typed: Mapping[str, str]) -> list[tuple[str, str]]:
        """What a browser sends of it once the fields of these labels are filled; boxes go one by one."""
        filled = self.fields | {self.labels[label]: value for label, value in typed.items()}
        return [(name, one) for name, value in filled.items() for one in self._parts(name, value)]

    def _parts(self, name: str, value: str) -> list[str]:
        return ["", *filter(None, value.split(","))] if name in self.several else [value]


class PlainPage(HTMLParser):
    """The forms and the words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.forms: list[PlainForm] = []
        self.words: list[str] = []
        self._form: PlainForm | None = None
        self._open: list[tuple[str, Attributes, list[str]]] = []
        self._names: dict[str, str] = {}
        self._legend = ""
        self.feed(html)

    @property
    def text(self) -> str:
        """Everything there is to read, with single spaces."""
        return " ".join("".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._part(tag)
        if tag == "form":
            self._form = PlainForm(attributes["action"])
            self.forms.append(self._form)
        elif tag == "input" and self._form is not None and attributes.get("type") == "checkbox":
            self._ticks(self._form, attributes)
        elif tag == "input" and self._form is not None:
            self._takes(attributes, attributes.get("value", ""))
        elif tag in ("button", "textarea", "select", "option", "label", "legend"):
            self._open.append((tag, attributes, []))

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for _, _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if tag == "form":
            self._form = None
        if self._open and self._open[-1][0] == tag:
            _, attributes, words = self._open.pop()
            if self._form is not None:
                self._close(self._form, tag, attributes, "".join(words))

    def _part(self, tag: str) -> None:
        """Whatever is not inside a line stands apart from what is before and after it."""
        if tag not in _INLINE:
            self.words.append(" ")

    def _close(self, form: PlainForm, tag: str, attributes: Attributes, words: str) -> None:
        if tag == "button" and "disabled" not in attributes:
            form.buttons.append((" ".join(words.split()), attributes))
        elif tag == "textarea":
            self._takes(attributes, words.removeprefix("\n"))
        elif tag == "legend":
            self._legend = " ".join(words.split())
        elif tag == "label":
            self._names[attributes.get("for", "")] = " ".join(words.split())
        elif tag == "option" and (menu := self._menu()) is not None:
            chosen = "selected" in attributes or menu["name"] not in form.fields
            form.fields |= {menu["name"]: attributes["value"]} if chosen else {}

    def _ticks(self, form: PlainForm, box: Attributes) -> None:
        name, before = box["name"], form.fields.get(box["name"], "")
        form.several.add(name)
        form.labels[self._legend] = name
        if "checked" in box:
            form.fields[name] = ",".join(filter(None, (before, box["value"])))

    def _menu(self) -> Attributes | None:
        return next((attributes for tag, attributes, _ in reversed(self._open) if tag == "select"), None)

    def _takes(self, attributes: Attributes, value: str) -> None:
        assert self._form is not None
        self._form.fields[attributes["name"]] = value
        if label := self._names.get(attributes.get("id", "")):
            self._form.labels[label] = attributes["name"]


class PlainBrowser:
    """One window: `page` is what it shows."""

    def __init__(self, session: ClientSession, base: str) -> None:
        self._session = session
        self._base = base
        self.page = PlainPage("")
        self.address = base

    async def go(self, path: str) -> Self:
        """Open an address of the site."""
        async with self._session.get(urljoin(self._base, path)) as response:
            await self._show(response.status, str(response.url), await response.text())
        return self

    async def press(self, label: str, typed: Mapping[str, str] | None = None) -> Self:
        """Press the newest button of that label, with its form filled by the labels of its fields."""
        found = [(form, attributes) for form in self.page.forms for said, attributes in form.buttons if said == label]
        assert found, f"no button says {label!r}"
        form, attributes = found[-1]
        fields = form.sent(typed or {})
        fields += [(attributes["name"], attributes.get("value", ""))] if "name" in attributes else []
        action = urljoin(self._base, attributes.get("formaction", form.action))
        async with self._session.post(action, data=FormData(fields)) as response:
            await self._show(response.status, str(response.url), await response.text())
        return self

    async def _show(self, status: int, address: str, html: str) -> None:
        assert status == 200, f"{status}: {html[:200]}"
        self.address, self.page = address, PlainPage(html)
