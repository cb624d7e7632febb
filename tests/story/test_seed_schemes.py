"""The sample schemes in the form of five provinces: the demo's news and an office's tables become scores."""

import json
from pathlib import Path

import pytest

from core.calendar import JalaliMonth
from core.observations import State
from core.scores import TOTAL
from newsroom.archive import ARCHIVE_MONTH
from rasad.demo import CRAWLED_MONTH, run_demo
from rasad.home import Home
from rasad.wiring import no_progress
from tests.story.seed_office import NINE, SeedOffice

FIRST_PORT = 31000
GAS, POST, HEALTH = "gas@سمنان", "post@سمنان", "medical-university@سمنان"
SHAHRIVAR, AZAR = JalaliMonth(1404, 6), JalaliMonth(1404, 9)
IN_TIME, AFTER_ABAN = "2025-11-25T08:00+03:30", "2025-12-05T08:00+03:30"
PROOF = {"link": "https://office.example.ir/proof/1"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "demo"
    home = Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}")
    run_demo(home, no_progress, lambda _line: None, first_port=FIRST_PORT).office.database.close()
    return folder


def record(number: str, agency: str, kind: str, day: str = "1404/08/12", **more: str) -> dict[str, str]:
    return {
        "number": number,
        "agency": agency,
        "kind": kind,
        "title": f"کار شمارهٔ {number}",
        "day": day,
        **PROOF,
        **more,
    }


def test_seven_indicators_over_nine_groups(demo: Path, tmp_path: Path) -> None:
    office = SeedOffice(tmp_path / "home", demo, "south-khorasan-sample", IN_TIME, in_nine_groups=True)
    kinds = (
        "publication",
        "bulletin",
        "poll",
        "exhibition",
        "photo",
        "media-tour",
        "نشست خبری",
        "public-meeting",
    )
    office.hand_in("record", [record(f"{n}", "شرکت گاز استان سمنان", kind) for n, kind in enumerate(kinds)])
    office.hand_in(
        "survey",
        [
            {"survey": "پاییز", "question": "visitors-content", "agency": GAS, "value": "۳٫۸"}
            | {"respondents": "۱۲۰", "day": "1404-08-25", "method": "پرسش‌نامه در محل"}
        ],
    )
    office.now = AFTER_ABAN
    made = office.round(CRAWLED_MONTH)

    profile = office.open().methodology.profiles["semnan-sample"]
    assert {agency.group for agency in profile.agencies} == set(NINE)
    assert len(office.open().methodology.schemes["south-khorasan-sample"].indicators) == 7
    assert made.points(GAS, "publications") == 100
    assert made.points(GAS, "research") == pytest.approx(0.6 * 100 + 0.4 * 70)
    assert made.observations[POST, "publications-issued"].state is State.NOT_SUBMITTED
    assert made.points(POST, "publications") == 0
    in_last_group = [str(a.key) for a in profile.agencies if a.group == "group-9" and a.scored]
    assert {made.scores[a, "outsourcing"].trace[0].state for a in in_last_group} == {State.NOT_APPLICABLE}
    for agency in profile.agencies:
        score = made.scores[str(agency.key), TOTAL]
        mates = [
            a for a in profile.agencies if (a.group, a.track) == (agency.group, agency.track) and a.scored
        ]
        if agency.scored and score.points is not None:
            assert score.ranked_among <= len(mates)


def test_twenty_indicators_five_bands_and_ten_points(demo: Path, tmp_path: Path) -> None:
    office = SeedOffice(tmp_path / "home", demo, "ilam-sample", IN_TIME)
    office.hand_in("record", [record("1", GAS, "press-conference"), record("2", GAS, "media-tour")])
    judged = [("داور یک", GAS, "۴"), ("داور دو", GAS, "5"), ("داور یک", POST, "2")]
    office.hand_in(
        "judgement",
        [
            {"rubric": "initiative", "rater": rater, "agency": agency, "rating": rating, "day": "1404-08-28"}
            for rater, agency, rating in judged
        ],
    )
    office.now = AFTER_ABAN
    made = office.round(CRAWLED_MONTH)

    scheme = office.open().methodology.schemes["ilam-sample"]
    assert (len(scheme.indicators), len(scheme.domains), len(scheme.bands)) == (20, 3, 5)
    assert scheme.manager_points == 10
    assert made.observations[GAS, "initiative-jury"].value == 4.5
    assert made.points(GAS, "n20-jury") == 87.5
    assert made.observations[POST, "initiative-jury"].state is State.NOT_MEASURED
    banded = [score.band for score in made.totals().values() if score.points is not None and score.rank]
    assert len(banded) > 15
    assert set(banded) <= {band.name for band in scheme.bands}


def test_a_quarter_with_its_stale_portals_and_its_resolutions(demo: Path, tmp_path: Path) -> None:
    office = SeedOffice(tmp_path / "home", demo, "kohgiluyeh-sample", "2025-11-24T08:00+03:30")
    done = {"progress": "اجرا", "done_on": "1404-08-20", "proof": "نامهٔ ۱۲"}
    titles = [
        {
            "number": f"{n}",
            "meeting": "جلسهٔ نخست",
            "title": f"عنوان {n}",
            "owner": GAS,
            "decided": "1404-07-05",
        }
        | {"due": "1404-08-30"}
        | (done if n < 6 else {"progress": "در دست اجرا"})
        for n in range(1, 7)
    ]
    office.hand_in("resolution", titles)
    plan = record("1", GAS, "plan", "1404-01-20", until="1404-12-29", received="1404-02-01")
    office.hand_in("record", [plan])
    made = office.round(AZAR)

    assert "جلسهٔ نخست: ۶ مصوبه، ۵ اجرا، ۱ در دست اجرا" in office.rasad("resolution", "list")
    assert made.observations[GAS, "titles-done"].value == pytest.approx((5 + 0.5) / 6)
    assert made.observations[GAS, "plan"].value == 1
    stale = {
        agency for (agency, m), o in made.observations.items() if m == "own_site_is_stale" and o.value == 1
    }
    assert stale == {POST}
    items = made.observations[GAS, "press_items"]
    assert dict(items.origins).keys() == {"crawl", "import"}
    pages = office.rasad("report", str(AZAR))
    assert Path(pages.strip().splitlines()[-1].split()[-1]).exists()


def test_a_quarter_is_named_by_its_last_month(demo: Path, tmp_path: Path) -> None:
    office = SeedOffice(tmp_path / "home", demo, "kohgiluyeh-sample", "2025-11-24T08:00+03:30")

    with pytest.raises(Exception, match=r"no quarter ends with 1404-08.*1404-09"):
        office.round(CRAWLED_MONTH)


def week(day: int, outlet: str, number: str, title: str, lead: str) -> str:
    line = {
        "id": f"{outlet}-{number}",
        "outlet": outlet,
        "title": title,
        "lead": lead,
        "body": f"{lead} این خبر برای آزمون پویش نوشته شده است.",
        "published": f"1404/06/{day:02d} 10:30",
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


def test_the_campaign_of_government_week(demo: Path, tmp_path: Path) -> None:
    office = SeedOffice(tmp_path / "home", demo, "qazvin-campaign-sample", "2025-10-05T08:00+03:30")
    watched = ("kavirban", "navaye-mihan", "dasht-kohan", "sobh-bastam", "haft-cheshmeh", "sayeban")
    sites = ("semnan-gas", "semnan-post")
    lines = [
        week(day, outlet, f"{day}", f"هوای روز {day} در دشت", "هوا در روزهای آینده آفتابی است.")
        for outlet in (*watched, *sites)
        for day in (1, 31)
    ]
    opening = "شرکت گاز استان سمنان خط لولهٔ گازرسانی روستای کلاته را در هفته دولت به بهره‌برداری رساند."
    lines += [week(4, "kavirban", "gas", "گاز به کلاته رسید", opening)]
    (tmp_path / "week.jsonl").write_text("".join(lines), encoding="utf-8")
    office.rasad("import", str(tmp_path / "week.jsonl"), "--complete")
    office.rasad("attribute")
    call = {
        "meeting": "فراخوان شهریور",
        "kind": "data-call",
        "title": "گزارش عملکرد",
        "decided": "1404-05-20",
    }
    call |= {"due": "1404-06-05"}
    office.hand_in(
        "resolution",
        [
            call
            | {"number": "1", "owner": GAS, "progress": "done", "done_on": "1404-06-04", "proof": "گزارش"},
            call
            | {"number": "1", "owner": POST, "progress": "done", "done_on": "1404-06-09", "proof": "گزارش"},
            call | {"number": "1", "owner": HEALTH},
        ],
    )
    pipe = record("10", GAS, "project", "1404-06-03") | {"title": "خط لولهٔ گازرسانی روستای کلاته"}
    road = record("11", GAS, "project", "1404-06-04") | {"title": "ایستگاه تقلیل فشار مهدی‌شهر"}
    inside = record("1", GAS, "press-conference", "1404-06-05")
    outside = record("1", POST, "press-conference", "1404-06-20")
    in_time = {"received": "1404-07-02"}
    office.hand_in("record", [row | in_time for row in (pipe, road, inside, outside)])
    made = office.round(SHAHRIVAR)

    calls = {agency: made.observations[agency, "data-call"].value for agency in (GAS, POST, HEALTH)}
    assert calls == {GAS: 1.0, POST: 0.5, HEALTH: 0.0}
    assert made.observations[GAS, "projects_covered"].value == 0.5
    assert len(made.observations[GAS, "projects_covered"].items) == 1
    assert made.points(GAS, "conference") == 100
    assert made.observations[POST, "conferences-of-the-week"].state is State.NOT_SUBMITTED
    assert made.observations[GAS, "stories-in-the-week"].value == 1
    assert made.observations[GAS, "stories-in-the-week"].completeness.expected == 7 * len(watched)
    mehr = office.round(ARCHIVE_MONTH)
    assert mehr.observations[GAS, "stories-in-the-week"].state is State.NOT_APPLICABLE


def test_a_ranking_by_five_criteria_with_polls_and_an_inventory(demo: Path, tmp_path: Path) -> None:
    office = SeedOffice(tmp_path / "home", demo, "fars-ranking-sample", IN_TIME)
    channel = {"platform": "ایتا", "until": "1405-12-29"}
    office.hand_in(
        "record",
        [
            record("1", GAS, "poll"),
            record(
                "2", GAS, "channel", "1403-02-01", received="1403-02-02", address="eitaa.com/a", **channel
            ),
            record("3", GAS, "channel", "1404-05-01", received="1404-05-02", address="ble.ir/b", **channel),
            record("4", POST, "poll", verdict="رد", reason="پیوست خوانده نمی‌شود"),
        ],
    )
    result = {"survey": "پاییز", "question": "trust", "day": "1404-08-20", "method": "تلفنی"}
    asked = {
        GAS: ("4", "200"),
        "civil-registration@سمنان": ("3", "90"),
        "water-wastewater@سمنان": ("2", "80"),
    }
    trust = [result | {"agency": a, "value": value, "respondents": n} for a, (value, n) in asked.items()]
    office.hand_in("survey", [*trust, result | {"agency": POST, "value": "5", "respondents": "12"}])
    general = {"table": "general-evaluation", "day": "1404-08-01"}
    office.hand_in(
        "table",
        [
            general | {"agency": agency, "points": str(820 - 90 * n)}
            for n, agency in enumerate((*asked, POST))
        ],
    )
    office.now = AFTER_ABAN
    made = office.round(CRAWLED_MONTH)

    assert len(office.open().methodology.schemes["fars-ranking-sample"].indicators) == 5
    assert made.observations[GAS, "channels-declared"].value == 2
    behind = office.rasad("explain", "score", GAS, "k1-polls", str(CRAWLED_MONTH))
    assert "poll 1  کار شمارهٔ 1" in behind
    assert PROOF["link"] in behind
    assert "پاییز/trust  gas@سمنان  4, n 200" in behind
    assert made.observations[POST, "poll-reports"].state is State.REJECTED
    assert "پیوست خوانده نمی‌شود" in made.observations[POST, "poll-reports"].why
    assert made.points(GAS, "k5-general") == 82
    assert made.scores[GAS, "k1-polls"].trace[2].points == 75
    assert made.observations[POST, "visitors-trust"].state is State.NOT_MEASURED
    ranked = {agency: score.rank for agency, score in made.totals().items() if score.rank is not None}
    assert {ranked[agency] for agency in asked} == {1, 2, 3}
    assert POST not in ranked


def test_the_activity_index_as_a_scheme(demo: Path, tmp_path: Path) -> None:
    office = SeedOffice(tmp_path / "home", demo, "activity-index-sample", AFTER_ABAN)
    made = office.round(CRAWLED_MONTH)

    scheme = office.open().methodology.schemes["activity-index-sample"]
    assert [i.weight for i in scheme.indicators] == [25, 25, 10, 15, 10, 10, 5]
    assert len([score for score in made.totals().values() if score.points is not None]) > 10
    weights = {i.id: i.weight for i in scheme.indicators}
    for agency, total in made.totals().items():
        there = {name: made.points(agency, name) for name in weights}
        known = {name: points for name, points in there.items() if points is not None}
        if total.points is not None:
            mean = sum(weights[n] * p for n, p in known.items()) / sum(weights[n] for n in known)
            assert total.points == pytest.approx(mean)
