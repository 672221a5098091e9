"""The report of a run in Korean."""

from __future__ import annotations

from sim.words.language import Forms

REPORT: Forms = {
    "report.title": "{title}: 보고서",
    "report.made": "sma-sim {version}에서 작성하였다. 모든 수치와 문장은 마지막에 설명한 모의실험에서 나온다.",
    "report.nature": (
        "아래 내용은 모형의 결과이며 앞으로 일어날 일에 대한 예언이 아니다. 저마다 다른 우연과 매개변수 표본을 가진"
        " 여러 모의 협상 가운데 얼마가 어떻게 끝났는지를 나타낸다."
    ),
    "report.answers": "답",
    "report.dot": "점 하나는 협상의 50분의 1이다.",
    "report.diamond": "마름모는 실제이다.",
    "report.hollow": "빈 점은 기간 안에 서명되지 않은 경우이다.",
    "report.curve": "아직 서명되지 않은 비율이다. 실선은 만료일, 점선은 새 정부 출범일이다.",
    "report.curve_two": "채운 면: {first}. 점선: {second}.",
    "report.panels": "위: {first}. 아래: {second}.",
    "report.as_filed": "원래 시나리오",
    "report.together": "시기와 금액을 함께 보면",
    "report.map": "짙을수록 협상이 많다.",
    "report.map_of": "{name}: {caption}",
    "report.compared": "같은 우연 조건의 두 세계",
    "report.worlds": "첫째: {first}. 둘째: {second}.",
    "report.forest": "둘째에서 첫째를 뺀 차이와 그 95% 구간이다.",
    "report.look": (
        "결과가 달라진 협상 몇 건의 번호: {numbers}. 첫째 세계에서 각 협상의 경과는 다음 명령으로 볼 수 있다."
    ),
    "report.happened": "일어난 일",
    "report.why": "이유",
    "report.why_other": "이 모의실험은 다른 판의 프로그램으로 수행되어 이유가 다를 수 있으므로 싣지 않는다.",
    "report.stories": "협상 두 건",
    "report.story": "협상 한 건",
    "report.typical": "가운데에 있는 협상: {number}번",
    "report.extreme": "멀리 벗어난 협상: {number}번",
    "report.lost": "얼마나 믿을 수 있는가: 빗나간 예측",
    "report.limits": "한계",
    "report.limit_model": (
        "따로 밝히지 않은 구간은 몬테카를로 오차만을 나타낸다. 곧 모의 협상의 수로 알 수 있는 정밀도일 뿐, 모형이"
        " 얼마나 좋은지를 뜻하지 않는다."
    ),
    "report.rerun": "다시 실행하는 방법",
    "report.rerun_command": "다음 명령으로 같은 수치를 얻는다.",
    "report.rerun_manifest": (
        "시나리오 전체를 담은 매니페스트만으로도 바이트까지 같은 결과를 얻는다. 별도의 폴더에 manifest.json으로"
        " 저장한 뒤 다음을 실행한다."
    ),
    "report.manifest": "manifest.json",
    "report.manifest_second": "둘째의 manifest.json",
    "report.digest": "그 결과의 다이제스트는 {digest}이다(complete.json).",
    "report.digest_none": "크기와 판은 매니페스트에 있다.",
    "report.versions": "사용한 판: {versions}.",
    "report.contents": "차례",
}
