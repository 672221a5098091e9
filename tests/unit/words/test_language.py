"""Numbers, dates, sums, names and particles of each language."""

from datetime import date

import pytest

from sim.words import LANGUAGES, particles, template, words_in

EN, KO = words_in("en"), words_in("ko")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("행정부", "는 가 를 와 로"),
        ("서명", "은 이 을 과 으로"),
        ("국회", "는 가 를 와 로"),
        ("0.17", "은 이 을 과 로"),
        ("0.20", "은 이 을 과 으로"),
        ("0.12", "는 가 를 와 로"),
        ("1,096", "은 이 을 과 으로"),
        ("+12.9%", "는 가 를 와 로"),
        ("+12.9%(5년, 물가 연동)", "는 가 를 와 로"),
        ("행정부 (미국) (둘째)", "는 가 를 와 로"),
        ("1조 389억 원", "은 이 을 과 으로"),
        ("9억 달러", "는 가 를 와 로"),
        ("‘북쪽’", "은 이 을 과 으로"),
        ("SMA", "는 가 를 와 로"),
        ("URL", "은 이 을 과 로"),
        ("Ruritania", "은(는) 이(가) 을(를) 과(와) (으)로"),
        ("", "은(는) 이(가) 을(를) 과(와) (으)로"),
    ],
)
def test_particles_follow_the_last_sound(word, expected):
    pairs = ("은/는", "이/가", "을/를", "과/와", "으로/로")
    assert [particles.particle(word, pair) for pair in pairs] == expected.split()


def test_a_slot_asks_for_its_particle_and_a_slot_left_empty_is_an_error():
    assert template.filled("{a:이/가} {b:으로/로}", {"a": "정부", "b": "서울"}) == "정부가 서울로"
    assert template.slots_of("{a:이/가} {b} {{c}}") == {"a", "b"}
    with pytest.raises(KeyError):
        template.filled("{a}", {})


def test_sums():
    assert EN.money(1183.3, "bn", "KRW") == "1,183.3 bn KRW"
    assert KO.money(1183.3, "bn", "KRW") == "1조 1,833억 원"
    assert KO.money(10.4, "bn", "KRW") == "104억 원"
    assert KO.money(-2.5, "bn", "JPY") == "−25억 엔"
    assert KO.money(1183.3, "bn", "RUR") == "1조 1,833억 RUR"
    assert KO.dollars(1.3) == "130만 달러"
    assert KO.dollars(0.0) == "0 달러"


def test_dates_and_rows():
    assert EN.date(date(2021, 3, 8)) == "8 March 2021"
    assert KO.date(date(2021, 3, 8)) == "2021년 3월 8일"
    assert KO.listed(["가"]) == "가"


def test_a_name_that_no_file_knows_stands_as_it_is():
    assert KO.name("Ruritania") == "Ruritania"
    assert KO.definite("Biden administration") == "바이든 행정부"
    assert EN.definite("Biden administration") == "the Biden administration"


def test_sides_are_called_by_their_countries_where_they_are_known():
    known = KO.about("Republic of Korea", ["Biden administration"])
    assert dict(known.sides) == {"guest": "미국", "host": "한국"}
    assert known.count(2, "host_refusal") == "한국 정상의 합의안 거부 2회"
    assert dict(KO.about("Ruritania", ["King"]).sides) == {"guest": "파견국", "host": "Ruritania"}
    assert KO.count(2, "host_refusal") == "접수국 정상의 합의안 거부 2회"


def test_nouns_are_counted_alike_in_all_languages():
    nouns = [set(words_in(each).nouns) for each in LANGUAGES]
    assert nouns[0] == nouns[1]
    assert EN.count(1, "day") == "1 day"
    assert EN.count(1096, "day") == "1,096 days"
    assert KO.count(1096, "day") == "1,096일"
