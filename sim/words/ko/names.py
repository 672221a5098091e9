"""Proper names of the shipped scenarios in Korean, by the name that the scenario gives."""

from __future__ import annotations

from collections.abc import Mapping

HOSTS: Mapping[str, str] = {"Republic of Korea": "한국", "Japan": "일본"}  # as a side of the talks
GUEST_ADMINISTRATIONS: Mapping[str, str] = {
    "Bush administration of 1989": "조지 H. W. 부시 행정부",
    "Clinton administration": "클린턴 행정부",
    "Bush administration": "부시 행정부",
    "McCain administration": "매케인 행정부",
    "Obama administration": "오바마 행정부",
    "Trump administration": "트럼프 행정부",
    "first Trump administration": "트럼프 1기 행정부",
    "Biden administration": "바이든 행정부",
    "second Trump administration": "트럼프 2기 행정부",
    "Democratic administration": "민주당 행정부",
    "Republican administration": "공화당 행정부",
    "transactional administration": "거래 중심 행정부",
}
GUEST = "미국"  # whose administrations those are
SMA = "방위비분담금 특별협정(SMA)"
NAMES: Mapping[str, str] = {
    **GUEST_ADMINISTRATIONS,
    "Lee Myung-bak government": "이명박 정부",
    "Park Geun-hye government": "박근혜 정부",
    "Moon Jae-in government": "문재인 정부",
    "Yoon Suk-yeol government": "윤석열 정부",
    "Lee Jae-myung government": "이재명 정부",
    "progressive government": "진보 성향 정부",
    "conservative government": "보수 성향 정부",
    "Murayama government": "무라야마 내각",
    "Obuchi government": "오부치 내각",
    "Koizumi government": "고이즈미 내각",
    "second Abe government": "제2차 아베 내각",
    "Fukuda government": "후쿠다 내각",
    "Kan government": "간 내각",
    "Suga government": "스가 내각",
    "Takaichi government": "다카이치 내각",
    "Liberal Democratic government": "자민당 내각",
    "government of the opposition": "야당 내각",
    "milder Liberal Democratic government": "자민당 온건파 내각",
    "Republic of Korea": "대한민국",
    "Korean government": "한국 정부",
    "National Assembly": "국회",
    "Japan": "일본",
    "Japanese government": "일본 정부",
    "Diet": "일본 국회",
    "another host": "다른 접수국",
    "talks ahead, facts assumed": "미래의 협상, 가정된 사실",
    "13th SMA, expiry of the 12th in 2030": f"제13차 {SMA}, 2030년 제12차 협정 만료",
    "12th SMA reopened in 2026, 10 bn$ a year asked for": f"제12차 {SMA}, 2026년 연 100억 달러를 요구받은 재협상",
    "11th SMA, from the refused text on": f"제11차 {SMA}, 합의안 거부 이후",
    "11th SMA, from the election on": f"제11차 {SMA}, 미국 대통령 선거 이후",
    "11th SMA in full détente with the North": f"제11차 {SMA}, 남북 관계가 완전히 풀린 경우",
    "11th SMA with the first Trump administration re-elected in 2020": f"제11차 {SMA}, 2020년 트럼프 행정부 재선",
    "11th SMA with terms of one paid year": f"제11차 {SMA}, 유효기간을 1년으로 한정한 경우",
    "11th SMA with the price link kept": f"제11차 {SMA}, 물가 연동을 유지한 경우",
    "11th SMA with the North quiet in March 2020": f"제11차 {SMA}, 2020년 3월 북한이 도발하지 않은 경우",
    "11th SMA with the text of spring 2020 accepted": f"제11차 {SMA}, 2020년 봄 잠정 합의를 수용한 경우",
    "11th SMA with a withdrawal of one brigade in 2020": f"제11차 {SMA}, 2020년 1개 여단을 철수한 경우",
    "12th SMA with no deal before the election of 2024": f"제12차 {SMA}, 2024년 선거 전 타결이 없는 경우",
    "A pie of one, shared by taking turns": "번갈아 제안하며 나누는 크기 1의 파이",
    "guest": "파견국",
    "host": "접수국",
    "Japan's special measures agreement after March 2027": "2027년 3월 이후 일본의 특별조치협정",
}
TITLES: tuple[tuple[str, str], ...] = (
    (r"(?P<number>\d+)th SMA, talks (?P<years>[\d-]+)", f"제{{number}}차 {SMA}, {{years}}년 협상"),
    (r"(?P<host>.+), the agreement of (?P<year>\d+), talks (?P<years>[\d-]+)", "{host} {year}년 협정, {years}년 협상"),
)  # patterns of titles that follow a rule, and their Korean
