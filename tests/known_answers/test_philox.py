"""Random numbers: the published Philox vectors, and NumPy's generator bit for bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import draws
from sim.compiled import INTERPRETED
from sim.draws import philox, uniforms

MASK = 2**64 - 1

# Random123 1.14 (Salmon, Moraes, Dror & Shaw), file `tests/kat_vectors`, lines philox4x64-10: counter, key, words.
PUBLISHED = [
    pytest.param(
        (0, 0, 0, 0),
        (0, 0),
        (0x16554D9ECA36314C, 0xDB20FE9D672D0FDC, 0xD7E772CEE186176B, 0x7E68B68AEC7BA23B),
        id="zeros",
    ),
    pytest.param(
        (MASK, MASK, MASK, MASK),
        (MASK, MASK),
        (0x87B092C3013FE90B, 0x438C3C67BE8D0224, 0x9CC7D7C69CD777B6, 0xA09CAEBF594F0BA0),
        id="ones",
    ),
    pytest.param(
        (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89),
        (0x452821E638D01377, 0xBE5466CF34E90C6C),
        (0xA528F45403E61D95, 0x38C72DBD566E9788, 0xA5A1610E72FD18B5, 0x57BD43B5E52B7FE6),
        id="pi",
    ),
]

words = st.integers(0, MASK)
numbers = st.integers(0, 2**63 - 1)
examples = settings(max_examples=30 if INTERPRETED else 200, deadline=None, derandomize=True)


def numpy_words(counter: tuple[int, ...], key: tuple[int, ...]) -> tuple[int, ...]:
    """NumPy's first four words at a counter. It steps the counter before its first block, so it starts one lower."""
    whole = (sum(word << 64 * place for place, word in enumerate(counter)) - 1) % 2**256
    start = np.array([whole >> 64 * place & MASK for place in range(4)], dtype=np.uint64)
    generator = np.random.Philox(counter=start, key=np.array(key, dtype=np.uint64))
    return tuple(int(word) for word in generator.random_raw(4))


@pytest.mark.parametrize(("counter", "key", "expected"), PUBLISHED)
def test_published_vectors(counter, key, expected, monkeypatch):
    """Our draws leave the fourth counter word at 0; here it is set by hand, so that the rounds meet all vectors."""
    rounds = philox if INTERPRETED else philox.py_func
    monkeypatch.setattr(draws, "_ZERO", draws._word(counter[3]))
    with np.errstate(over="ignore"):  # unsigned products are meant to wrap
        assert tuple(map(int, rounds(*map(draws._word, (*key, *counter[:3]))))) == expected


@pytest.mark.parametrize(("counter", "key", "expected"), PUBLISHED)
def test_numpy_gives_the_published_vectors(counter, key, expected):
    assert numpy_words(counter, key) == expected


def test_the_vector_of_zeros_comes_from_the_compiled_function():
    assert tuple(map(int, philox(0, 0, 0, 0, 0))) == PUBLISHED[0].values[2]


@examples
@given(key=st.tuples(words, words), counter=st.tuples(words, words, words))
def test_words_equal_numpy_for_any_key_and_counter(key, counter):
    arguments = [draws._word(word) for word in (*key, *counter)]
    assert tuple(map(int, philox(*arguments))) == numpy_words((*counter, 0), key)


@examples
@given(
    seed=numbers, replicate=numbers, purpose=st.integers(1, 99), party=st.integers(0, 999), day=st.integers(1, 10**6)
)
def test_uniforms_equal_the_doubles_of_numpys_generator(seed, replicate, purpose, party, day):
    counter = np.array([day - 1, party, purpose, 0], dtype=np.uint64)
    key = np.array([seed, replicate], dtype=np.uint64)
    expected = np.random.Generator(np.random.Philox(counter=counter, key=key)).random(4)
    assert uniforms(seed, replicate, purpose, party, day) == tuple(expected)


def test_logistic_variates_have_mean_0_and_standard_deviation_1():
    """Inverse transform at evenly spread uniforms: the sample moments are the integral's, to its discretisation."""
    u = (np.arange(20_000) + 0.5) / 20_000
    values = np.array([draws.logistic(float(x)) for x in u])
    assert values.mean() == pytest.approx(0.0, abs=1e-9)
    assert values.std() == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize(
    "u",
    [
        0.0,
        0.5,
        1.0 - 2.0**-52,
        1.0 - 2.0**-53,
    ],
)
def test_every_uniform_gives_a_finite_variate(u):
    assert np.isfinite(draws.logistic(u)), "the extremes must stay finite"
    assert np.isfinite(draws.exponential(u))


def test_exponential_variates_have_mean_1():
    u = (np.arange(20_000) + 0.5) / 20_000
    assert np.mean([draws.exponential(float(x)) for x in u]) == pytest.approx(1.0, abs=1e-4)
    assert draws.exponential(0.0) == 0.0
