"""Cards and forms as HTML fragments.

They hold no ids of messages and no addresses of the page but those of its pictures, so that the shelf can keep them
and any reader be shown them; moments are in UTC until `moments.localised` says them for a reader.
"""

from typing import assert_never

from markupsafe import Markup

from adapters.web import limits
from adapters.web.fields import field
from adapters.web.inbound import CHOICE
from adapters.web.spans import joined, line, link, literal
from bot.messages import wire
from bot.messages.elements import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Control,
    Divider,
    Facts,
    Form,
    Link,
    Progress,
    Quote,
    Text,
)
from bot.messages.pictures import Picture
from bot.messages.text import Line


def card(shown: Card, picture: str = "") -> Markup:
    """A card; longer than a page can bear, it is shortened and says so. `picture` is the address of its picture."""
    fit = limits.fitted(shown)
    return Markup('<div class="card {}"><h3>{}</h3>{}{}{}{}</div>').format(
        fit.tone.value,
        literal(fit.title),
        Markup('<div class="body">{}</div>').format(joined(map(block, fit.body))) if fit.body else "",
        _picture(fit.picture, picture) if fit.picture else "",
        Markup('<div class="controls">{}</div>').format(joined(map(control, fit.controls))) if fit.controls else "",
        Markup('<p class="footnote">{}</p>').format(line(fit.footnote)) if fit.footnote else "",
    )


def _picture(shown: Picture, address: str) -> Markup:
    """The picture, or the same in words where it could not be drawn."""
    if not address:
        return Markup('<p class="picture">{}</p>').format(literal(shown.alt))
    return Markup('<img class="picture" src="{}" alt="{}">').format(address, shown.alt)


def block(shown: Block) -> Markup:
    """One block of a card."""
    match shown:
        case Text(spans):
            return Markup("<p>{}</p>").format(line(spans))
        case Bullets(items):
            return Markup("<ul>{}</ul>").format(joined(Markup("<li>{}</li>").format(line(item)) for item in items))
        case Facts(rows):
            return Markup("<dl>{}</dl>").format(joined(_fact(name, spans) for name, spans in rows))
        case Quote(spans):
            return Markup("<blockquote><p>{}</p></blockquote>").format(line(spans))
        case Progress(done=done, total=total, label=label):
            bar = Markup('<label class="progress"><span>{}</span> <progress value="{}" max="{}"></progress></label>')
            return bar.format(literal(label), max(0, done), max(1, total))
        case Divider():
            return Markup("<hr>")
        case _:
            assert_never(shown)


def control(shown: Control) -> Markup:
    """One thing that can be done about a card."""
    match shown:
        case Button(label=label, spent=True):
            done = Markup(
                '<button type="button" class="spent" disabled><span aria-hidden="true">✓ </span>{}</button>'
            )
            return done.format(literal(label))
        case Button(label=label, action=action, emphasis=emphasis):
            ready = Markup('<button {} class="{}">{}</button>')
            return ready.format(carried(wire.pack(action)), emphasis.value, literal(label))
        case Link(label=label, url=url):
            return link(label, url, kind="button")
        case Choice():
            return _menu(shown)
        case _:
            assert_never(shown)


def form(shown: Form) -> Markup:
    """The inside of a form: its fields and its one button. The page adds where it goes."""
    refused = any(one.problem for one in shown.fields)
    return Markup('<h2 id="form-title">{}</h2>{}{}{}<input type="hidden" {}>{}').format(
        literal(shown.title),
        Markup('<p class="intro">{}</p>').format(line(shown.intro)) if shown.intro else "",
        Markup('<p class="refused">Not saved yet: look at the marked answers. What you typed is kept.</p>')
        if refused
        else "",
        joined(field(one, awaited=one is _awaited(shown)) for one in shown.fields),
        carried(wire.pack(shown.action)),
        Markup('<div class="controls"><button class="primary">{}</button></div>').format(literal(shown.submit)),
    )


def carried(packed: str) -> Markup:
    """How a button carries its wire: looked for again when somebody presses it."""
    return Markup('name="wire" value="{}"').format(packed)


def _awaited(shown: Form) -> object:
    """The field to begin with: the first with a problem, else the first."""
    return next((one for one in shown.fields if one.problem), shown.fields[0])


def _fact(name: str, spans: Line) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(literal(name), line(spans))


def _menu(shown: Choice) -> Markup:
    packed = wire.pack(shown.action)
    options = joined(Markup('<option value="{}">{}</option>').format(one.value, one.label) for one in shown.options)
    menu = Markup(
        '<span class="choice"><label>{} <select name="{}">{}</select></label>'
        '<button {} class="plain">Choose<span class="unseen">: {}</span></button></span>'
    )
    return menu.format(literal(shown.label), CHOICE + packed, options, carried(packed), literal(shown.label))
