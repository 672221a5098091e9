"""Draws depend on their own key and on nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.compiled import INTERPRETED
from sim.draws import uniforms
from sim.rules.kinds import Party, Purpose

examples = settings(max_examples=20 if INTERPRETED else 200, deadline=None, derandomize=True)
keys = st.tuples(
    st.integers(0, 2**63 - 1),
    st.integers(0, 2**31 - 1),
    st.sampled_from([each.value for each in Purpose]),
    st.sampled_from([each.value for each in Party]),
    st.integers(700_000, 800_000),
)


@examples
@given(key=keys, other=keys, changed=st.integers(0, 4))
def test_a_draw_under_another_seed_replicate_purpose_party_or_day_is_another(key, other, changed):
    """All four numbers differ: two equal ones have a chance of 1 in 10 ** 16."""
    near = tuple(other[n] if n == changed else key[n] for n in range(5))
    if near != key:
        assert all(a != b for a, b in zip(uniforms(*key), uniforms(*near), strict=True))


@examples
@given(key=keys)
def test_the_same_key_gives_the_same_draw_from_0_up_to_1(key):
    first = uniforms(*key)
    assert first == uniforms(*key)
    assert all(0.0 <= u < 1.0 for u in first)
    assert len(set(first)) == 4


@examples
@given(seed=st.integers(0, 2**63 - 2), key=keys)
def test_a_seed_of_0_is_a_seed_and_neighbours_are_strangers(seed, key):
    assert uniforms(0, *key[1:]) == uniforms(0, *key[1:])
    assert set(uniforms(seed, *key[1:])).isdisjoint(uniforms(seed + 1, *key[1:]))


def test_purposes_are_numbered_once():
    numbers = [each.value for each in Purpose]
    assert len(Purpose.__members__) == len(set(numbers)), "two purposes share a number and so their luck"
    assert min(numbers) >= 1
