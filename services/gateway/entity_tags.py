"""Conditional requests: which of the tags that a client holds is still the right one."""


def matches(if_none_match: str | None, tag: str) -> bool:
    """The weak comparison of RFC 9110, for `If-None-Match`."""
    if if_none_match is None:
        return False
    held = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return "*" in held or tag.removeprefix("W/") in held
