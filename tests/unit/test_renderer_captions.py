"""Captions written, read and joined."""

from hypothesis import given
from hypothesis import strategies as st

from services.renderer.captions import Cue, as_srt, as_vtt, clipped, joined, parsed


def test_subrip_and_webvtt_as_players_expect_them() -> None:
    cues = [Cue(0, 1.5, "One"), Cue(3661.25, 3662, "a < b & c")]
    assert as_srt(cues) == (
        "1\n00:00:00,000 --> 00:00:01,500\nOne\n\n2\n01:01:01,250 --> 01:01:02,000\na < b & c\n"
    )
    assert as_vtt(cues) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nOne\n\n"
        "01:01:01.250 --> 01:01:02.000\na &lt; b &amp; c\n"
    )


def test_foreign_files_are_read() -> None:
    vtt = (
        "\ufeffWEBVTT - title\r\n\r\nNOTE no cue\r\n\r\nid\r\n"
        "00:01.000 --> 00:02.500 align:start\r\nfirst\r\nsecond\r\n"
    )
    assert parsed(vtt) == [Cue(1, 2.5, "first\nsecond")]


def test_cues_are_cut_to_the_video_and_the_rest_is_dropped() -> None:
    cues = [Cue(4, 9, "late"), Cue(-1, 1, "early"), Cue(6, 7, "after"), Cue(2, 2, "no time")]
    assert clipped(cues, 5) == [Cue(0, 1, "early"), Cue(4, 5, "late")]


def test_a_cue_ends_where_the_next_begins_unless_both_are_meant() -> None:
    cues = [Cue(0, 2.05, "a"), Cue(2, 4, "b"), Cue(3, 5, "c")]
    assert clipped(cues, 9) == [Cue(0, 2, "a"), Cue(2, 4, "b"), Cue(3, 5, "c")]


def test_parts_follow_each_other_on_one_clock() -> None:
    parts = [([Cue(0, 1, "a"), Cue(1, 9, "b")], 2.0), ([], 3.5), ([Cue(0.5, 1, "c")], 1.0)]
    assert joined(parts) == [Cue(0, 1, "a"), Cue(1, 2, "b"), Cue(6, 6.5, "c")]


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40
).filter(lambda text: text.strip() and "-->" not in text)
cues = st.lists(
    st.builds(
        lambda start, length, text: Cue(start / 1000, (start + length) / 1000, text.strip()),
        st.integers(0, 10_000_000),
        st.integers(1, 100_000),
        texts,
    )
)


@given(cues)
def test_what_is_written_can_be_read_again(said: list[Cue]) -> None:
    assert parsed(as_srt(said)) == said
    assert parsed(as_vtt(said)) == said
