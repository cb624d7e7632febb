"""Schemes of public indices, from their published methods, in the words of docs/how-to/score-a-table.md.

Methods: UNDP, Human Development Report 2023/24, technical notes 1–4; United Nations, E-Government Survey
2018, annex A; Welthungerhilfe, Global Hunger Index 2023, appendix A; World Bank, Doing Business 2020.
"""

_EDUCATION = """
{indent}- id: education{of}
{indent}  parts:
{indent}    - {{id: mys{of}, goalposts: [0, 15]}}
{indent}    - {{id: eys{of}, goalposts: [0, 18]}}"""


def _education(of: str = "", *, indent: int = 4) -> str:
    return _EDUCATION.format(of=of, indent=" " * indent).lstrip("\n")


_HEAD = """
unit: iso3
scale: 1
least_available: 1
rounding: {decimals: 3, before_ranking: true}
"""

HUMAN_DEVELOPMENT = f"""{_HEAD}
bands: [{{name: very high, from: 0.8}}, {{name: high, from: 0.7}}, {{name: low, from: 0}}]
index:
  id: hdi
  aggregation: geometric
  parts:
    - {{id: health, column: le, goalposts: [20, 85]}}
{_education()}
    - {{id: income, column: gni, logarithm: true, goalposts: [100, 75000]}}
"""

ADJUSTED_FOR_INEQUALITY = f"""{_HEAD}
index:
  id: ihdi
  aggregation: geometric
  parts:
    - id: health_adjusted
      formula: health * (1 - health_loss / 100)
      parts:
        - {{id: health, column: le, goalposts: [20, 85]}}
        - {{id: health_loss, column: ineq_le, normalisation: none}}
    - id: education_adjusted
      formula: education * (1 - education_loss / 100)
      parts:
{_education(indent=8)}
        - {{id: education_loss, column: ineq_edu, normalisation: none}}
    - id: income_adjusted
      formula: income * (1 - income_loss / 100)
      parts:
        - {{id: income, column: gni, logarithm: true, goalposts: [100, 75000]}}
        - {{id: income_loss, column: ineq_inc, normalisation: none}}
"""

GENDER_DEVELOPMENT = f"""{_HEAD}
index:
  id: gdi
  formula: women / men
  parts:
    - id: women
      aggregation: geometric
      parts:
        - {{id: health_f, column: le_f, goalposts: [22.5, 87.5]}}
{_education("_f", indent=8)}
        - {{id: income_f, column: gni_f, logarithm: true, goalposts: [100, 75000]}}
    - id: men
      aggregation: geometric
      parts:
        - {{id: health_m, column: le_m, goalposts: [17.5, 82.5]}}
{_education("_m", indent=8)}
        - {{id: income_m, column: gni_m, logarithm: true, goalposts: [100, 75000]}}
"""

GENDER_INEQUALITY = f"""{_HEAD}
normalisation: none
ranking: {{first: lowest}}
index:
  id: gii
  formula: 1 - both / equal
  parts:
    - id: both
      aggregation: harmonic
      parts:
        - id: women
          aggregation: geometric
          parts:
            - {{id: health_f, formula: 'sqrt(10 / min(max(mmr, 10), 1000) / abr)'}}
            - {{id: power_f, formula: 'sqrt(max(pr_f, 0.1) * se_f) / 100'}}
            - {{id: work_f, formula: lfpr_f / 100}}
        - id: men
          aggregation: geometric
          parts:
            - {{id: health_m, formula: 1 + 0 * mmr}}
            - {{id: power_m, formula: sqrt(pr_m * se_m) / 100}}
            - {{id: work_m, formula: lfpr_m / 100}}
    - id: equal
      aggregation: geometric
      parts:
        - {{id: health, formula: '(sqrt(10 / min(max(mmr, 10), 1000) / abr) + 1) / 2'}}
        - {{id: power, formula: '(sqrt(max(pr_f, 0.1) * se_f) + sqrt(pr_m * se_m)) / 200'}}
        - {{id: work, formula: (lfpr_f + lfpr_m) / 200}}
"""

E_GOVERNMENT = """
unit: country
scale: 1
normalisation: none
rounding: {decimals: 4, before_ranking: true}
index:
  id: egdi
  parts: [{id: osi}, {id: hci}, {id: tii}]
"""

HUNGER = """
unit: country
rounding: {decimals: 1}
ranking: {first: lowest}
bands:
  - {name: low, from: 0}
  - {name: moderate, from: 10}
  - {name: serious, from: 20}
  - {name: alarming, from: 35}
index:
  id: ghi
  parts:
    - {id: undernourishment, goalposts: [0, 80], clip: false, weight: 1/3}
    - {id: wasting, goalposts: [0, 30], clip: false, weight: 1/6}
    - {id: stunting, goalposts: [0, 70], clip: false, weight: 1/6}
    - {id: mortality, goalposts: [0, 35], clip: false, weight: 1/3}
"""

STARTING_A_BUSINESS = """
unit: country
rounding: {decimals: 1}
index:
  id: score
  parts:
    - {id: procedures, direction: less, goalposts: [1, 18]}
    - {id: days, direction: less, goalposts: [0.5, 100]}
    - {id: cost, direction: less, goalposts: [0, 200]}
    - {id: minimum_capital, direction: less, goalposts: [0, 400]}
"""
