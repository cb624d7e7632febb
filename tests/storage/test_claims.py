"""What the machine understood is kept beside what it understood before, and the newest is what it says."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from core.agencies import AgencyKey
from core.attributions import (
    Claims,
    MediaEvent,
    MediaEventKind,
    MediaEventState,
    Mention,
    Prominence,
    Reading,
    Refusal,
    Role,
    ServiceReflection,
    Tone,
    Understanding,
)
from storage.attributions import attribution as attribution_table
from storage.claims import claims_between, current_claims, newest_understanding, save_understandings
from storage.database import Database
from tests.storage.samples import CITY, DAY, NOON, WATER, attribution, item, published, stored, understanding

SERVICE = Mention(field="body", start=8, end=10, surface="آب", part="service")


def full_understanding() -> Understanding:
    return understanding(
        attribution(
            WATER,
            role=Role.MENTIONED,
            confidence=0.625,
            speaks=True,
            prominence=Prominence.SECONDARY,
            tone=Tone.CRITICAL,
            own_site=True,
            evidence=(SERVICE, Mention(field="title", start=0, end=5, surface="مخزن ")),
        ),
        attribution(CITY, evidence=()),
        reading=Reading(
            topic="water",
            topic2="village",
            service_reflection=ServiceReflection.WEAK,
            ceremonial=False,
            criticism_needing_reply=True,
            service_evidence=(SERVICE,),
            media_event=MediaEvent(
                kind=MediaEventKind.MEDIA_TOUR,
                state=MediaEventState.ANNOUNCED,
                evidence=Mention(field="title", start=0, end=4, surface="مخزن", part="media-tour/announced"),
            ),
        ),
        refusals=(Refusal(mention=SERVICE, rule="club"),),
        province_votes=(("سمنان", 2.5, "dateline"),),
    )


def test_everything_understood_comes_back_as_it_was(connection: Connection) -> None:
    [one] = stored(connection, item())
    said = full_understanding()

    save_understandings(connection, "rules-1", [(one, said)])

    assert newest_understanding(connection, one.version_id) == said


def test_current_claims_are_the_understanding_without_what_was_refused(connection: Connection) -> None:
    [one] = stored(connection, item())
    said = full_understanding()
    save_understandings(connection, "rules-1", [(one, said)])

    claims = current_claims(connection, [one.id])

    assert claims == {
        one.id: Claims(
            item_id=one.id,
            version_id=one.version_id,
            text_hash=one.item.text_hash,
            made_by="rules-1",
            attributions=said.attributions,
            reading=said.reading,
        )
    }


@pytest.mark.parametrize(
    "agency",
    [
        AgencyKey("tax", None),
        AgencyKey("university", "قزوین", None, "دانشگاه بین‌المللی امام خمینی"),
        AgencyKey("municipality", "سمنان", "شاهرود"),
    ],
)
def test_every_kind_of_agency_key_comes_back(connection: Connection, agency: AgencyKey) -> None:
    [one] = stored(connection, item())

    save_understandings(connection, "rules-1", [(one, understanding(attribution(agency)))])

    [claim] = current_claims(connection, [one.id])[one.id].attributions
    assert claim.agency == agency


def test_the_newest_understanding_holds_and_the_earlier_one_stays(connection: Connection) -> None:
    [one] = stored(connection, item())
    save_understandings(connection, "rules-1", [(one, understanding(attribution(WATER)))])

    save_understandings(connection, "rules-2", [(one, understanding(attribution(CITY), made_by="rules-2"))])

    assert [a.agency for a in current_claims(connection, [one.id])[one.id].attributions] == [CITY]
    assert connection.scalar(select(func.count()).select_from(attribution_table)) == 2


def test_an_understanding_without_claims_replaces_those_of_before(connection: Connection) -> None:
    [one] = stored(connection, item())
    save_understandings(connection, "rules-1", [(one, understanding(attribution()))])

    save_understandings(connection, "rules-2", [(one, understanding(made_by="rules-2"))])

    claims = current_claims(connection, [one.id])[one.id]
    assert (claims.made_by, claims.attributions) == ("rules-2", ())


def test_saving_the_same_understanding_again_doubles_nothing(connection: Connection) -> None:
    [one] = stored(connection, item())
    pair = (one, understanding(attribution(WATER), attribution(CITY)))

    save_understandings(connection, "rules-1", [pair])
    save_understandings(connection, "rules-1", [pair])

    assert newest_understanding(connection, one.version_id) == pair[1]
    assert connection.scalar(select(func.count()).select_from(attribution_table)) == 2


def test_a_new_text_has_no_claims_until_it_is_read(connection: Connection) -> None:
    [one] = stored(connection, item())
    save_understandings(connection, "rules-1", [(one, understanding(attribution()))])

    [newer] = stored(connection, item(body="تازه"))

    assert current_claims(connection, [one.id]) == {}
    assert newest_understanding(connection, newer.version_id) is None
    assert newest_understanding(connection, one.version_id) is not None


def test_an_agency_is_claimed_once_in_a_version_by_one_method(connection: Connection) -> None:
    [one] = stored(connection, item())

    with pytest.raises(IntegrityError):
        save_understandings(connection, "rules-1", [(one, understanding(attribution(), attribution()))])


def test_claims_of_a_period_are_those_of_the_items_that_count_in_it(connection: Connection) -> None:
    before, inside, elsewhere, after = stored(
        connection,
        item("before", published=published(NOON - DAY)),
        item("inside", published=published(NOON)),
        item("elsewhere", published=published(NOON), outlet="shahrvand"),
        item("after", published=published(NOON + DAY)),
    )
    everything = [(one, understanding(attribution())) for one in (before, inside, elsewhere, after)]
    save_understandings(connection, "rules-1", everything)

    of_day = claims_between(connection, NOON, NOON + DAY)
    of_outlet = claims_between(connection, NOON, NOON + DAY, ["koomesh"])

    assert [one.item_id for one in of_day] == [inside.id, elsewhere.id]
    assert [one.item_id for one in of_outlet] == [inside.id]


def test_two_programs_that_read_the_same_items_leave_one_understanding(database: Database) -> None:
    with database.begin() as connection:
        pairs = [
            (one, understanding(attribution()))
            for one in stored(connection, *(item(f"k{n}") for n in range(50)))
        ]
    together = Barrier(2)

    def read(made_by: str) -> None:
        together.wait()
        with database.begin() as connection:
            save_understandings(connection, made_by, pairs)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(read, ["rules-1", "rules-1"]))

    with database.read() as connection:
        assert len(current_claims(connection, [one.id for one, _ in pairs])) == 50
        assert connection.scalar(select(func.count()).select_from(attribution_table)) == 50


def test_more_items_than_one_statement_carries(connection: Connection) -> None:
    items = stored(connection, *(item(f"k{n}") for n in range(2100)))

    save_understandings(connection, "rules-1", [(one, understanding(attribution())) for one in items])

    claims = current_claims(connection, [one.id for one in items])
    assert len(claims) == 2100
    assert all(len(one.attributions) == 1 for one in claims.values())
