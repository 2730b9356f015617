"""A token bucket: a burst of its quota, then its rate, and never more."""

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.limits.policy import Policy, Verdict

POLICY = Policy("videos-write", 10, 60)


def test_an_untouched_bucket_gives_its_quota_at_once() -> None:
    taken, full_at = POLICY.take(0, 1_000, 99)
    assert taken == 10
    assert full_at == 1_060
    assert POLICY.take(full_at, 1_000, 1) == (0, 1_060)


def test_tokens_grow_again_one_by_one() -> None:
    _, full_at = POLICY.take(0, 1_000, 10)
    assert POLICY.next_at(full_at) == 1_006
    assert POLICY.left(full_at, 1_005.9) == 0
    assert POLICY.left(full_at, 1_006) == 1
    assert POLICY.left(full_at, 1_030) == 5
    assert POLICY.left(full_at, 9_999) == 10


@given(
    quota=st.integers(1, 50),
    window=st.integers(1, 100),
    steps=st.lists(st.tuples(st.floats(0, 20), st.integers(1, 30)), max_size=60),
)
def test_no_span_of_time_gets_more_than_its_share(
    quota: int, window: int, steps: list[tuple[float, int]]
) -> None:
    policy = Policy("any", quota, window)
    now, full_at, given_out = 1_000.0, 0.0, 0
    for pause, wanted in steps:
        now += pause
        taken, full_at = policy.take(full_at, now, wanted)
        assert 0 <= taken <= wanted
        given_out += taken
        assert given_out <= quota + (now - 1_000) / policy.interval + 1e-3


def test_the_headers_say_what_is_left_and_when_it_is_all_there() -> None:
    verdict = Verdict(POLICY, allowed=False, left=0, reset=59.1, wait=5.2)
    assert verdict.headers == {
        "RateLimit-Policy": '"videos-write";q=10;w=60',
        "RateLimit": '"videos-write";r=0;t=60',
    }
    assert verdict.retry_after == "6"
