"""The codebook as people read it while they decide; older versions stay readable."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from review.desk import desk_of
from review.doors.access import Right
from review.doors.signed_in import SignedIn, reads
from review.pages import page

router = APIRouter()


@router.api_route("/codebook", methods=["GET", "HEAD"])
def codebook_page(
    request: Request, who: Annotated[SignedIn, Depends(reads(Right.READ))], version: str = ""
) -> HTMLResponse:
    books = desk_of(request).codebooks
    wanted = version or (str(books[0].number) if books else "")
    # A decision names its version with the mark of the text; the number before it finds the page.
    number = wanted.partition("-")[0]
    book = next((one for one in books if str(one.number) == number), None)
    if book is None:
        raise HTTPException(404)
    others = [one.number for one in books if one is not book]
    return page("codebook.html", who, book=book, others=others, is_newest=book is books[0])
