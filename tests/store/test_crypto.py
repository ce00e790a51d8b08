"""Private text is sealed for one community and one column, and nothing else opens it."""

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Misconfigured
from bot.store.crypto import Keyring
from bot.store.types import Sealed

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
SECRET = "The interview at Acme went badly."


def seal(keyring: Keyring, text: str = SECRET) -> Sealed:
    return keyring.seal(text, community=1, column="checkins.done")


def opened(keyring: Keyring, sealed: Sealed, community: int = 1, column: str = "checkins.done") -> str:
    return keyring.open(sealed, community=community, column=column)


@given(st.text())
def test_what_was_sealed_opens_again(text: str) -> None:
    keyring = Keyring(NEW)

    assert opened(keyring, seal(keyring, text)) == text


def test_half_a_character_is_no_error_that_shows_the_other_words() -> None:
    keyring = Keyring(NEW)

    assert opened(keyring, seal(keyring, f"{SECRET}\ud83d")) == f"{SECRET}?"


def test_the_same_words_are_never_sealed_alike() -> None:
    keyring = Keyring(NEW)

    assert len({seal(keyring) for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("community", "column"), [(2, "checkins.done"), (1, "checkins.obstacle"), (1, "drafts.answers")]
)
def test_what_was_sealed_opens_nowhere_else(community: int, column: str) -> None:
    keyring = Keyring(NEW)

    with pytest.raises(Misconfigured, match=f"A value in {column} does not open"):
        opened(keyring, seal(keyring), community, column)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(Misconfigured, match="is it the right key"):
        opened(Keyring(NEW), seal(Keyring(OLD)))


def test_a_new_key_seals_while_the_previous_one_still_opens() -> None:
    both = Keyring(NEW, OLD)

    assert opened(both, seal(Keyring(OLD))) == SECRET
    assert opened(Keyring(NEW), seal(both)) == SECRET


def test_one_changed_bit_anywhere_is_noticed() -> None:
    keyring = Keyring(NEW)
    sealed = seal(keyring)

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Misconfigured):
            opened(keyring, Sealed(changed))


def test_a_value_that_was_cut_short_is_noticed() -> None:
    keyring = Keyring(NEW)
    sealed = seal(keyring)

    for length in range(len(sealed)):
        with pytest.raises(Misconfigured):
            opened(keyring, Sealed(sealed[:length]))


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(Misconfigured, match="64 hexadecimal digits"):
        Keyring(NEW, bytes(length))


def test_an_error_shows_neither_text_nor_key_nor_what_was_sealed() -> None:
    sealed = seal(Keyring(OLD))

    with pytest.raises(Misconfigured) as caught:
        opened(Keyring(NEW), sealed)

    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    hidden = (SECRET, OLD.hex(), NEW.hex(), sealed.hex(), repr(OLD)[2:-1], repr(NEW)[2:-1], repr(bytes(sealed))[2:-1])
    assert not [secret for secret in hidden if secret in told]


def test_a_keyring_does_not_show_its_keys() -> None:
    shown = repr(Keyring(NEW, OLD)) + str(Keyring(NEW, OLD))

    assert not [secret for secret in (NEW.hex(), OLD.hex(), repr(NEW)[2:-1], repr(OLD)[2:-1]) if secret in shown]
