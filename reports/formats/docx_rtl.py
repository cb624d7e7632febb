"""Right-to-left paragraphs, runs and tables of a DOCX, which python-docx does not make by itself."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

FONT = "Vazirmatn"
LINK_COLOUR = "2F6F8F"
QUIET_COLOUR = "5B6675"
RULE_COLOUR = "D5DBE3"


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """`element("w:sz", val=20)` is <w:sz w:val="20"/>."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def paragraph(style: str = "Normal", *, keep_with_next: bool = False) -> BaseOxmlElement:
    """An empty paragraph that reads from the right; without w:jc, because `right` there means the end."""
    made, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
    properties.append(element("w:pStyle", val=style))
    if keep_with_next:
        properties.append(element("w:keepNext"))
    properties.append(element("w:bidi"))
    made.append(properties)
    return made


def run(
    words: str, *, bold: bool = False, half_points: int | None = None, colour: str = ""
) -> BaseOxmlElement:
    """A run of Persian: complex-script font, size, weight and language, in the order the schema wants."""
    made, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
    properties.append(element("w:rFonts", ascii=FONT, hAnsi=FONT, cs=FONT))
    if bold:
        properties.append(element("w:b"))
        properties.append(element("w:bCs"))
    if colour:
        properties.append(element("w:color", val=colour))
    if half_points:
        properties.append(element("w:sz", val=half_points))
        properties.append(element("w:szCs", val=half_points))
    properties.append(element("w:rtl"))
    properties.append(element("w:lang", bidi="fa-IR"))
    made.append(properties)
    content = OxmlElement("w:t")
    content.text = words
    content.set(qn("xml:space"), "preserve")
    made.append(content)
    return made


def linked(document: Document, address: str, inner: BaseOxmlElement) -> BaseOxmlElement:
    """A run that opens an address, which may be a path beside the document."""
    relation = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), relation)
    made.append(inner)
    return made


def table(widths: list[int]) -> BaseOxmlElement:
    """An empty table whose first column stands at the right; widths in twentieths of a point."""
    made, properties = OxmlElement("w:tbl"), OxmlElement("w:tblPr")
    properties.append(element("w:bidiVisual"))
    properties.append(element("w:tblW", w=sum(widths), type="dxa"))
    borders = OxmlElement("w:tblBorders")
    for side in ("w:top", "w:bottom", "w:insideH"):
        borders.append(element(side, val="single", sz=4, space=0, color=RULE_COLOUR))
    properties.append(borders)
    properties.append(element("w:tblLayout", type="fixed"))
    made.append(properties)
    grid = OxmlElement("w:tblGrid")
    for width in widths:
        grid.append(element("w:gridCol", w=width))
    made.append(grid)
    return made


def row(cells: list[BaseOxmlElement], widths: list[int], *, is_head: bool = False) -> BaseOxmlElement:
    """A row of paragraphs; a head row is repeated on every page."""
    made, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
    properties.append(element("w:cantSplit"))
    if is_head:
        properties.append(element("w:tblHeader"))
    made.append(properties)
    for cell, width in zip(cells, widths, strict=True):
        holder, inner = OxmlElement("w:tc"), OxmlElement("w:tcPr")
        inner.append(element("w:tcW", w=width, type="dxa"))
        holder.append(inner)
        holder.append(cell)
        made.append(holder)
    return made
