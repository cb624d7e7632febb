"""The examples of the how-to pages are a config/ without a problem."""

import re
from pathlib import Path

from core.agencies import AgencyKey
from core.schemes import PeriodKind
from crawler.kinds import KINDS
from rasad.load_config import check, load_methodology
from rasad.records.hand_in_forms import (
    JUDGEMENT_FORM,
    RECORD_FORM,
    RESOLUTION_FORM,
    SURVEY_FORM,
    TABLE_FORM,
)
from rasad.records.record_kinds import KINDS as RECORD_KINDS
from scoring.measures import MEASURES
from tests.unit.rasad.load_config_samples import write_config

OWN_SITE = """\
outlets:
  - {id: shahrdari-shahrud, name: پایگاه شهرداری شاهرود, kind: agency_site, tier: unlicensed}
"""


def yaml_blocks(page: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def overlay_of_the_pages(checkout: Path, folder: Path) -> Path:
    """What an office would have after following the pages."""
    pages = checkout / "docs" / "how-to"
    agencies, profile = yaml_blocks(pages / "add-an-agency.md")
    [outlet] = yaml_blocks(pages / "add-an-outlet.md")
    [sources] = yaml_blocks(pages / "add-a-source.md")
    [channel] = yaml_blocks(pages / "add-a-channel.md")
    return write_config(
        folder,
        {
            "provinces/semnan/agencies.yaml": agencies,
            "provinces/semnan/profile.yaml": profile,
            "outlets/own.yaml": re.sub(r"(?m)^    sources: .*\n", lambda _: sources, outlet),
            "outlets/channels.yaml": channel,
            "outlets/sites.yaml": OWN_SITE,
        },
    )


def test_the_examples_load_together(checkout: Path, tmp_path: Path) -> None:
    overlay = overlay_of_the_pages(checkout, tmp_path)

    methodology = load_methodology([checkout / "config", overlay])

    agencies = methodology.profiles["semnan"].agencies
    assert AgencyKey("university", "سمنان", None, "دانشگاه صنعتی شاهرود") in [a.key for a in agencies]
    assert len(methodology.outlets["kavirban"].sources) == 2
    assert {source.kind for source in methodology.outlets["kavirban-channels"].sources} <= set(KINDS)


def test_the_examples_use_keys_that_are_checked(checkout: Path, tmp_path: Path) -> None:
    overlay = overlay_of_the_pages(checkout, tmp_path)
    path = overlay / "provinces/semnan/agencies.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("scored: false", "scores: false"), encoding="utf-8")

    [problem] = check([checkout / "config", overlay]).problems

    assert "unknown key 'scores'; did you mean 'scored'?" in problem


def test_the_scheme_of_the_page_has_no_fault_and_says_what_the_page_says(
    checkout: Path, tmp_path: Path
) -> None:
    [scheme] = yaml_blocks(checkout / "docs" / "how-to" / "write-a-scheme.md")
    folder = write_config(tmp_path, {"schemes/my-scheme.yaml": scheme})

    found = check([checkout / "config", folder], known_measures=MEASURES, known_kinds=KINDS)

    assert found.problems == ()
    assert found.methodology is not None
    mine = found.methodology.schemes["my-scheme"]
    assert (mine.period, mine.windows[0].last) == (PeriodKind.MONTH, (6, 8))
    assert mine.uses[0].group_targets == {"counties": 6}


def test_every_sample_the_page_names_is_shipped_and_the_reverse(checkout: Path) -> None:
    page = (checkout / "docs" / "how-to" / "write-a-scheme.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([a-z-]+-sample)` \|", page, re.MULTILINE))

    assert named == {path.stem for path in (checkout / "config" / "schemes").glob("*.yaml")}


def test_the_page_of_tables_names_every_kind_and_every_heading(checkout: Path) -> None:
    page = (checkout / "docs" / "how-to" / "submit-records.md").read_text(encoding="utf-8")
    forms = (RECORD_FORM, JUDGEMENT_FORM, SURVEY_FORM, TABLE_FORM, RESOLUTION_FORM)
    headings = {heading for form in forms for heading in form.headings}

    assert {kind for kind in RECORD_KINDS if f"`{kind}`" not in page} == set()
    assert {heading for heading in headings if f"`{heading}`" not in page} == set()
