"""Native charts beside the tables of a workbook: bars for shares and points, lines for trends."""

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.outline.sheets import TREND, Part, Sheet

MOST_CHARTS = 12
"""A sheet of 120 agencies is a table; only its first parts are drawn."""
MOST_BARS = 25
CHART_ROWS = 17
"""Rows of the sheet that one chart covers."""


def add_charts(ws: Worksheet, sheet: Sheet) -> None:
    """One chart for each part of the sheet, at its end side; none for a sheet without a drawn column."""
    if sheet.value_column is None:
        return
    anchor = get_column_letter(len(sheet.columns) + 2)
    drawn = [part for part in sheet.parts if _has_values(sheet, part)][:MOST_CHARTS]
    for place, part in enumerate(drawn):
        chart = _line(ws, sheet, part) if sheet.id == TREND else _bars(ws, sheet, part)
        ws.add_chart(chart, f"{anchor}{2 + CHART_ROWS * place}")


def _has_values(sheet: Sheet, part: Part) -> bool:
    column = sheet.value_column or 0
    return any(row[column].value is not None for row in sheet.rows[part.first : part.last + 1])


def _bars(ws: Worksheet, sheet: Sheet, part: Part) -> BarChart:
    chart = BarChart()
    chart.type = "bar"
    chart.gapWidth = 60
    # Bars grow from the right and the first row stands on top, as the page reads.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.scaling.orientation = "maxMin"
    _fill(chart, ws, sheet, part)
    return chart


def _line(ws: Worksheet, sheet: Sheet, part: Part) -> LineChart:
    chart = LineChart()
    # The oldest month stands at the right.
    chart.x_axis.scaling.orientation = "maxMin"
    _fill(chart, ws, sheet, part)
    return chart


def _fill(chart: BarChart | LineChart, ws: Worksheet, sheet: Sheet, part: Part) -> None:
    column = sheet.value_column or 0
    first, last = part.first + 2, min(part.last, part.first + MOST_BARS - 1) + 2
    values = Reference(ws, min_col=column + 1, min_row=first, max_row=last)
    labels = Reference(ws, min_col=column, min_row=first, max_row=last)
    series = Series(values, title=sheet.columns[column])
    series.graphicalProperties.solidFill = "2F6F8F"
    series.graphicalProperties.line.solidFill = "2F6F8F"
    chart.append(series)
    series.cat = AxDataSource(strRef=StrRef(f=str(labels)))
    chart.title = part.name or sheet.title
    chart.legend = None
    chart.y_axis.scaling.min = 0
    chart.y_axis.scaling.max = sheet.full
    # openpyxl hides the axes unless it is told not to.
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.width, chart.height = 18, 8
