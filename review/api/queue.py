"""The queue for programs: the next card, and the same decisions as the keys of the page."""

from collections.abc import Callable

from fastapi import APIRouter, HTTPException

from review.api.bearer import Analyst, Caller
from review.api.items import item_shape
from review.api.shapes import Card, CardInHand, Decided, DecisionWish, Flagged, Given, View
from review.messages import REFUSALS
from review.queue.decide import Refusal, RefusedError, Wish, decide, flag, shown_items, skip, take_back
from review.queue.decisions import Act, undecided_claims
from review.queue.give_card import give_card
from review.queue.second import as_seen_by
from review.queue.view import card_filter, view_of
from storage.database import Connection
from storage.review_cards import months_with_cards

router = APIRouter(prefix="/queue", tags=["queue"], responses={409: {}})


@router.post("/next")
def next_card(who: Analyst, view: View) -> Given:
    """Take the next card; it is yours for a while, and nobody else gets it."""
    with who.desk.begin() as connection:
        fields = {"month": view.month, "group": view.group, "agency": view.agency}
        chosen = view_of(
            months_with_cards(connection), {**fields, "outlet": view.outlet, "about": view.topic}
        )
        wanted = card_filter(who.desk, chosen)
        card = give_card(connection, who.name, wanted, who.desk.now()) if chosen.month else None
        shown = shown_items(connection, [card.item_id]).get(card.item_id) if card else None
        if card is None or shown is None:
            return Given(card=None)
        if card.first_by:
            shown = as_seen_by(connection, shown, who.name)
        item = item_shape(who.desk, connection, card.item_id, who.name)
    assert item is not None
    undecided = [str(claim.agency) for claim in undecided_claims(shown)]
    return Given(card=Card(item=item, turn=card.turn or "", undecided=undecided))


@router.post("/decide")
def decide_card(who: Analyst, wish: DecisionWish) -> Decided:
    """Decide on the card in hand; what is sent twice is stored once."""
    whole = Wish(
        item_id=wish.item,
        version_id=wish.version,
        turn=wish.turn,
        act=wish.act,
        argument=wish.argument,
        focus=wish.focus,
        reason=wish.reason,
        surface=wish.surface,
        whole_story=wish.whole_story,
    )
    return _done(who, wish.act, lambda to: decide(who.desk, to, who.name, whole, who.desk.now()))


@router.post("/skip")
def skip_card(who: Analyst, card: CardInHand) -> Decided:
    """Put the card behind the others; decides nothing."""
    return _done(who, "skip", lambda to: skip(to, who.name, _in_hand(card), who.desk.now()))


@router.post("/flag")
def flag_card(who: Analyst, flagged: Flagged) -> Decided:
    """Ask the lead, with a note; the card goes behind the others."""
    asked = _in_hand(flagged)
    return _done(who, "flag", lambda to: flag(to, who.name, asked, flagged.note, who.desk.now()))


@router.post("/undo")
def undo(who: Analyst) -> Decided:
    """Take back the last act of yours; the last fifty can be taken back, one after the other."""
    return _done(who, "undo", lambda to: take_back(who.desk, to, who.name, who.desk.now()))


def _done(who: Caller, name: str, act: Callable[[Connection], object]) -> Decided:
    """Do it in one transaction; answers 409 with the reason when it is refused."""
    refused: Refusal | None = None
    with who.desk.begin() as connection:
        try:
            act(connection)
        except RefusedError as error:
            # What is refused has stored nothing but that its turn is over.
            refused = error.why
    if refused is not None:
        raise HTTPException(409, REFUSALS[refused])
    return Decided(done=name)


def _in_hand(card: CardInHand) -> Wish:
    return Wish(item_id=card.item, version_id=card.version, turn=card.turn, act=Act.ACCEPT)
