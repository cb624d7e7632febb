"""What sites make of a story: exact, edited and shortened copies, each in the site's spelling."""

from core.attributions import Role
from newsroom.publications import Publication, all_publications
from newsroom.stories import load_stories


def publication(story: str, site: str) -> Publication:
    return next(p for p in all_publications() if (p.story.id, p.site.id) == (story, site))


def test_an_exact_copy_of_a_release_has_the_text_of_its_source() -> None:
    source = publication("sabt-newborn-names", "semnan-sabt")
    copy = publication("sabt-newborn-names", "haft-cheshmeh")

    assert copy.paragraphs == tuple(part.replace("ي", "ی").replace("ك", "ک") for part in source.paragraphs)


def test_an_edited_copy_has_its_own_title_byline_and_verbs_and_leaves_the_end_out() -> None:
    source = publication("gas-kalpush-villages", "semnan-gas")
    copy = publication("gas-kalpush-villages", "kavirban")

    assert copy.title != source.title
    assert copy.paragraphs[0].startswith("به گزارش کویربان به نقل از روابط عمومی شرکت گاز استان سمنان، ")
    assert "افزود" in source.paragraphs[1]
    assert "ادامه داد" in copy.paragraphs[1]
    assert len(copy.paragraphs) == len(source.paragraphs) - 1


def test_a_short_copy_keeps_the_lead_and_one_paragraph() -> None:
    copy = publication("gas-kalpush-villages", "haft-cheshmeh")

    assert copy.lead
    assert len(copy.paragraphs) == 1


def test_an_agency_named_only_in_the_left_out_part_is_not_expected_in_the_copy() -> None:
    source = publication("gas-kalpush-villages", "semnan-gas")
    copy = publication("gas-kalpush-villages", "kavirban")

    assert {truth.agency.type for truth in source.truths} == {"gas", "district-governor"}
    assert {truth.agency.type for truth in copy.truths} == {"gas"}


def test_a_dateline_names_the_city_before_the_lead() -> None:
    assert (publication("rah-national-housing", "navaye-mihan").lead or "").startswith("شاهرود- ")


def test_a_paper_with_arabic_letters_has_no_persian_ones() -> None:
    paper = publication("gas-kalpush-villages", "dasht-kohan")

    assert not set("یک\u200c") & set("".join((paper.title, paper.lead or "", *paper.paragraphs)))


def test_every_orthography_and_kind_of_copy_is_used() -> None:
    orthographies = {name for p in all_publications() for name in p.site.orthography}

    assert len(orthographies) == 6
    assert {p.carriage.how for p in all_publications()} == {"original", "own", "exact", "edited", "short"}


def test_one_release_is_reprinted_by_several_outlets() -> None:
    assert sum(len(story.carried) >= 4 for story in load_stories()) >= 30


def test_a_club_named_like_a_municipality_is_expected_to_be_nobody() -> None:
    clubs = [story for story in load_stories() if story.id.startswith("club-")]

    assert len(clubs) >= 3
    assert all("شهرداری" in story.title and story.agencies == () for story in clubs)


def test_a_press_office_named_only_in_the_byline_is_no_more_than_mentioned() -> None:
    truths = {str(truth.agency): truth.role for truth in publication("gas-lasjerd", "semnan-gas").truths}

    assert truths == {"gas@سمنان/سرخه": Role.ACTOR, "gas@سمنان": Role.MENTIONED}
