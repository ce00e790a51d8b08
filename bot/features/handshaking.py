"""A code by which two sides agree: made on one, typed on the other, and never enough by itself."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cards import codes as cards
from bot.cards.codes import Way
from bot.domain import codes
from bot.features.feature import Context
from bot.messages.elements import Card, filled
from bot.replies import Reply
from bot.store.models import Account, Handshake, HandshakeKind
from bot.store.queries import handshakes

#: Beside a code that cannot be one; it is not counted as a guess.
PROBLEM = f"A code has eight letters and digits, as in {cards.EXAMPLE}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What two sides agree on: the way they take, and how long a code of it is good."""

    way: Way
    kind: HandshakeKind
    lasts: timedelta


def make(ctx: Context, bond: Bond) -> tuple[str, datetime]:
    """A new code as it is read, and until when it is good; an earlier one of theirs is not any more."""
    code, until = "".join(secrets.choice(codes.ALPHABET) for _ in range(codes.LENGTH)), ctx.now + bond.lasts
    handshakes.offer(ctx.session, ctx.account, bond.kind, codes.digest(code), until)
    return codes.shown(code), until


def lies_open(ctx: Context, bond: Bond) -> Card | None:
    """That a code of theirs waits for the other side, if one does."""
    mine = handshakes.unanswered(ctx.session, ctx.account, bond.kind, ctx.now)
    return cards.still_open(bond.way, mine.until) if mine else None


def opened(ctx: Context, bond: Bond, code: str) -> Handshake | Card:
    """What this code opens, or why nothing. A wrong one is counted, so this is an answer and not a refusal."""
    if handshakes.guessed(ctx.session, ctx.account, ctx.now) >= codes.GUESSES:
        return cards.too_many()
    found = handshakes.offered(ctx.session, codes.digest(code), bond.kind, ctx.now)
    if found is None:
        handshakes.guess(ctx.session, ctx.account, ctx.now)
        return cards.unknown(bond.way, codes.shown(code))
    return cards.own(bond.way) if found.account_id == ctx.account.id else found


def answered_before(ctx: Context, bond: Bond, code: str) -> Handshake | None:
    """What they have said yes to with this code already: the same press twice is one yes."""
    return handshakes.answered_by(ctx.session, ctx.account, codes.digest(code), bond.kind, ctx.now)


def waiting(ctx: Context, bond: Bond) -> tuple[Handshake, Account] | None:
    """What they offered and somebody said yes to, and who that was."""
    return _with_answerer(ctx, handshakes.waiting(ctx.session, ctx.account, bond.kind, ctx.now))


def numbered(ctx: Context, bond: Bond, number: int) -> tuple[Handshake, Account] | None:
    """The same by the number of a button, held; none of another kind, or that somebody else offered."""
    found = handshakes.numbered(ctx.session, ctx.account, number, ctx.now)
    return _with_answerer(ctx, found if found is not None and found.kind is bond.kind else None)


def again(bond: Bond, typed: str) -> Reply:
    """The form, for what was typed after the command and can be no code."""
    return Reply(form=filled(cards.form(bond.way), {"code": typed[:40]}, {"code": PROBLEM}))


def _with_answerer(ctx: Context, found: Handshake | None) -> tuple[Handshake, Account] | None:
    if found is None or found.answered_by is None:
        return None
    return found, ctx.session.get_one(Account, found.answered_by)
