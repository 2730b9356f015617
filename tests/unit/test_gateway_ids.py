"""Ids of tasks and sessions."""

from uuid import RFC_4122, UUID

from services.gateway.ids import uuid7


def test_ids_are_uuids_of_version_7() -> None:
    identity = UUID(uuid7())
    assert (identity.version, identity.variant) == (7, RFC_4122)


def test_ids_are_different_and_sort_by_time() -> None:
    ids = [uuid7() for _ in range(2_000)]
    assert len(set(ids)) == len(ids)
    births = [identity[:13] for identity in ids]
    assert births == sorted(births)
