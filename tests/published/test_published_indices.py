"""Public indices come out of `score-table` as they were printed, from their published components."""

import pytest

from tests.published import published_schemes as schemes
from tests.unit.scoring.scored_tables import scored

# Human Development Report 2023/24, statistical annex, tables 1 and 3–5: the year 2022.
PEOPLE = """iso3,le,eys,mys,gni,ineq_le,ineq_edu,ineq_inc
AFG,62.879,10.70538475,2.514790058,1335.205733,24.582642,48.81007,29.2251
ALB,76.833,14.48746967,10.12114431,15293.32651,6.3571758,12.33344,19.73435
"""
WOMEN_AND_MEN = """iso3,le_f,eys_f,mys_f,gni_f,le_m,eys_m,mys_m,gni_m
AFG,66.213,8.053256911,1.174129963,395.9154586,59.766,13.22844948,3.912739992,2256.217507
ALB,79.472,14.68103981,9.811468219,13198.53956,74.502,14.29220009,10.43385538,17398.00369
"""
CHANCES = """iso3,mmr,abr,se_f,se_m,pr_f,pr_m,lfpr_f,lfpr_m
AFG,620.4075093,79.735,7.042049885,24.07703972,27.21518987,72.78481013,23.33,77.09
ALB,8.276445584,14.46,82.24918524,86.47663419,35.71428571,64.28571429,56.08,69.91
"""


@pytest.mark.parametrize(
    "scheme,table,index,printed",
    [
        (schemes.HUMAN_DEVELOPMENT, PEOPLE, "hdi", ["0.462", "0.789"]),
        (schemes.ADJUSTED_FOR_INEQUALITY, PEOPLE, "ihdi", ["0.3", "0.687"]),
        (schemes.GENDER_DEVELOPMENT, WOMEN_AND_MEN, "gdi", ["0.622", "0.977"]),
        (schemes.GENDER_INEQUALITY, CHANCES, "gii", ["0.665", "0.116"]),
    ],
)
def test_the_indices_of_human_development(scheme: str, table: str, index: str, printed: list[str]) -> None:
    rows = scored(scheme, table)

    assert [row[index] for row in rows] == printed
    assert [row["rank"] for row in rows] == ["2", "1"]


def test_the_human_development_of_women_and_of_men_stand_beside_their_ratio() -> None:
    albania = scored(schemes.GENDER_DEVELOPMENT, WOMEN_AND_MEN)[1]

    assert (albania["women"], albania["men"]) == ("0.78", "0.798")


def test_a_country_is_in_the_band_of_its_score() -> None:
    assert [row["band"] for row in scored(schemes.HUMAN_DEVELOPMENT, PEOPLE)] == ["low", "high"]


# United Nations E-Government Survey 2018, table of countries: rank, index, and its three parts.
SURVEY = {
    "Denmark": (1, 0.9150, 1.0000, 0.9472, 0.7978),
    "Australia": (2, 0.9053, 0.9722, 1.0000, 0.7436),
    "Republic of Korea": (3, 0.9010, 0.9792, 0.8743, 0.8496),
    "United Kingdom": (4, 0.8999, 0.9792, 0.9200, 0.8004),
    "Sweden": (5, 0.8882, 0.9444, 0.9366, 0.7835),
    "Finland": (6, 0.8815, 0.9653, 0.9509, 0.7284),
    "Singapore": (7, 0.8812, 0.9861, 0.8557, 0.8019),
    "New Zealand": (8, 0.8806, 0.9514, 0.9450, 0.7455),
    "Turkey": (53, 0.7112, 0.8889, 0.8148, 0.4298),
    "Iran": (86, 0.6083, 0.6319, 0.7364, 0.4566),
    "Iraq": (155, 0.3376, 0.3194, 0.5094, 0.1840),
    "Korea, D.P.R.": (185, 0.2159, 0.0000, 0.6150, 0.0327),
    "Somalia": (193, 0.0566, 0.1111, 0.0000, 0.0586),
}


def test_the_e_government_index() -> None:
    lines = [f'"{name}",{osi},{hci},{tii}' for name, (_, _, osi, hci, tii) in SURVEY.items()]
    rows = scored(schemes.E_GOVERNMENT, "\n".join(["country,osi,hci,tii", *lines]))

    # The parts are printed with four decimals, so their mean is known to half of the last one.
    assert [float(row["egdi"]) for row in rows] == pytest.approx([v[1] for v in SURVEY.values()], abs=1.01e-4)
    assert [int(row["rank"]) for row in rows] == list(range(1, len(SURVEY) + 1))


def test_the_hunger_index() -> None:
    (india,) = scored(
        schemes.HUNGER, "country,undernourishment,wasting,stunting,mortality\nIndia,16.6,18.7,35.5,3.1\n"
    )

    assert (india["ghi"], india["band"]) == ("28.7", "serious")


def test_the_score_of_starting_a_business() -> None:
    (iran,) = scored(
        schemes.STARTING_A_BUSINESS, "country,procedures,days,cost,minimum_capital\nIran,10.5,72.5,1.1,0\n"
    )

    assert iran["score"] == "67.8"
