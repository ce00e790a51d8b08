"""The lot between plans that are alike in everything else: drawn from the seed, so that it falls the same again."""

from hashlib import blake2b

BITS = 40


def drawn(seed: str, pair: tuple[int, int]) -> int:
    """A pair's lot, below 2⁴⁰."""
    return int.from_bytes(blake2b(f"{seed}:{pair[0]}:{pair[1]}".encode(), digest_size=BITS // 8).digest())
