"""API keys: which text opens, and for how long that is remembered."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.gateway.access.key_check import KeyCheck
from services.gateway.access.refusal import Rejected
from shared.api_keys import ApiKey, id_of, made

NOW = datetime.now(UTC)


@dataclass
class Ring:
    keys: dict[str, ApiKey] = field(default_factory=dict)
    finds: int = 0
    uses: int = 0

    def add(self, **changes: Any) -> str:
        options: dict[str, Any] = {"project_ids": ("p1",), "scopes": ("agents",)}
        key, text = made("ci", **options, created_at=NOW)
        self.keys[key.id] = key.model_copy(update=changes)
        return text

    async def find(self, key_id: str) -> ApiKey | None:
        self.finds += 1
        return self.keys.get(key_id)

    async def note_use(self, key_id: str, at: datetime) -> None:
        self.uses += 1


@dataclass
class Checked:
    ring: Ring = field(default_factory=Ring)
    now: float = 1_000.0

    def __post_init__(self) -> None:
        ring: Any = self.ring
        self.check = KeyCheck(lambda: ring, remember=5, clock=lambda: self.now)


async def test_a_key_says_who_may_do_what_where() -> None:
    checked = Checked()
    text = checked.ring.add()
    principal = await checked.check.principal(text)
    assert principal.name == f"key:{id_of(text)}"
    assert principal.owns("p1")
    assert not principal.owns("p2")
    assert principal.scopes == {"agents"}


async def test_only_a_hash_is_kept() -> None:
    checked = Checked()
    text = checked.ring.add()
    (key,) = checked.ring.keys.values()
    assert text.rsplit("_", 1)[1] not in key.model_dump_json()


@pytest.mark.parametrize(
    "changes",
    [{"revoked_at": NOW}, {"expires_at": NOW - timedelta(seconds=1)}, {"sha256": "0" * 64}],
    ids=["revoked", "expired", "another secret"],
)
async def test_a_key_that_is_no_longer_good_is_rejected(changes: dict[str, Any]) -> None:
    checked = Checked()
    text = checked.ring.add(**changes)
    with pytest.raises(Rejected):
        await checked.check.principal(text)


async def test_what_is_no_key_is_not_even_looked_up() -> None:
    checked = Checked()
    text = checked.ring.add()
    for wrong in ("", "ck_", text[:-1], text + "x", f" {text}", text.upper(), "ck_>_*", "ck_é_é"):
        with pytest.raises(Rejected):
            await checked.check.principal(wrong)
    assert checked.ring.finds == 0


async def test_keys_are_looked_up_and_noted_rarely() -> None:
    checked = Checked()
    text = checked.ring.add()
    for _ in range(50):
        await checked.check.principal(text)
    assert (checked.ring.finds, checked.ring.uses) == (1, 1)
    checked.now += 6
    await checked.check.principal(text)
    assert (checked.ring.finds, checked.ring.uses) == (2, 1)
    checked.now += 60
    await checked.check.principal(text)
    assert (checked.ring.finds, checked.ring.uses) == (3, 2)


async def test_a_revoked_key_is_refused_once_it_is_looked_up_again() -> None:
    checked = Checked()
    text = checked.ring.add()
    await checked.check.principal(text)
    (key,) = checked.ring.keys.values()
    checked.ring.keys[key.id] = key.model_copy(update={"revoked_at": NOW})
    checked.now += 6
    with pytest.raises(Rejected):
        await checked.check.principal(text)


async def test_guessed_ids_are_remembered_too() -> None:
    checked = Checked()
    unknown = Ring().add()
    for _ in range(50):
        with pytest.raises(Rejected):
            await checked.check.principal(unknown)
    assert checked.ring.finds == 1
