"""Hash table: the prompt's own keys in its own number of buckets."""

from typing import Any

from lessons.notation import listed
from lessons.story import Facts

DEFAULT = [15, 11, 27, 8, 12, 18, 22]
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def story(given: dict[str, Any]) -> Facts:
    """Where each key goes, one chain that is searched, and how long chains get as it fills."""
    keys = list(dict.fromkeys(given["keys"] if given["keys"] is not None else DEFAULT))
    m = given["buckets"]
    chains: list[list[int]] = [[] for _ in range(m)]
    homes = []
    for key in keys:
        homes.append(key % m)
        chains[key % m].append(key)
    longest = max(chains, key=len)
    wanted = longest[-1]
    collisions = len(keys) - sum(bool(chain) for chain in chains)
    load = len(keys) / m
    return {
        "keys": keys,
        "homes": homes,
        "m": m,
        "count": str(len(keys)),
        "buckets": str(m),
        "key_list": listed([str(key) for key in keys]),
        "first": str(keys[0]),
        "first_home": str(homes[0]),
        "first_rule": f"h({keys[0]}) = {keys[0]} mod {m} = {homes[0]}",
        "collision_said": _collided(collisions),
        "wanted": str(wanted),
        "wanted_key": wanted,
        "wanted_home": wanted % m,
        "wanted_rule": f"h({wanted}) = {wanted} mod {m} = {wanted % m}",
        "chain": longest,
        "chain_looks": f"{COUNTS[len(longest)]} key{'s' if len(longest) > 1 else ''}",
        "list_looks": str(keys.index(wanted) + 1),
        "load": f"{load:.2f}".rstrip("0").rstrip("."),
        "load_typst": f"alpha = n/m = {len(keys)}/{m} "
        f"{'=' if round(load, 2) == load else 'approx'} {round(load, 2):g}",
    }


def _collided(collisions: int) -> str:
    if collisions == 0:
        return "Here every key has a bucket of its own: no two of them collide."
    times = "One key meets" if collisions == 1 else f"{COUNTS[collisions].capitalize()} keys meet"
    return f"{times} another one in a bucket: a collision. They form a chain."
