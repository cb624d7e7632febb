"""Small tables and schemes for the tests of score-table, and ways to score them."""

import csv
from io import StringIO

from scoring.composite.csv_table import read_csv
from scoring.composite.scheme_file import read_scheme
from scoring.composite.table import ScoredTable, score_table

HDI = """
unit: country
scale: 1
least_available: 1
rounding: {decimals: 3, before_ranking: true}
index:
  id: hdi
  aggregation: geometric
  parts:
    - {id: health, column: life expectancy, goalposts: [20, 85]}
    - id: education
      parts:
        - {id: mean_years, goalposts: [0, 15]}
        - {id: expected_years, goalposts: [0, 18]}
    - {id: income, column: gni, logarithm: true, goalposts: [100, 75000]}
"""

# Published components and values of the human development index for 2022.
COUNTRIES = """country,life expectancy,expected_years,mean_years,gni
Switzerland,84.255,16.58,13.94945,69432.79
Norway,83.393,18.611,13.05845,69189.76
Iceland,82.815,19.10,13.77,54688.38
Iran,74.556,14.09,10.73,14770.14
Nowhere,70,12,,5000
"""


def scored(scheme: str, data: str, **options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(run(scheme, data, **options).output)))


def run(scheme: str, data: str, *, sizes: str = "", period: str = "") -> ScoredTable:
    return score_table(
        read_scheme(scheme, "scheme.yaml"),
        read_csv(data, "data.csv"),
        denominators=read_csv(sizes, "sizes.csv") if sizes else None,
        period_column=period or None,
    )


def flat(parts: str, extra: str = "") -> str:
    return f"unit: u\nscale: 1\n{extra}\nindex:\n  id: total\n  parts:\n{parts}"


def column(name: str, rows: list[dict[str, str]]) -> list[str]:
    return [row[name] for row in rows]
