"""Numbers and tolls: the killed, never ages, distances, dates or the wounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.language import find_fatalities, find_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,200 men and 35 trucks", [1200, 35]),
        ("two hundred and five", [205]),
        ("twenty-five", [25]),
        ("a dozen", [12]),
        ("two thousand three hundred", [2300]),
        ("dozens and scores of them", []),
        ("at 21:40, 3.5 km on the M5", []),
    ],
)
def test_numbers_in_figures_and_words(text: str, values: list[int]) -> None:
    assert [count.value for count in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("At least 12 people were killed and 30 wounded.", [12]),
        ("The strike killed five civilians.", [5]),
        ("An air strike, killing at least thirty people.", [30]),
        ("Medics reported 14 dead.", [14]),
        ("The blast left five dead.", [5]),
        ("Seven of them died on the road.", [7]),
        ("It killed 20 soldiers and 15 civilians.", [35]),
        ("A drone killed an army officer.", [1]),
        ("Two days later another 21 people were killed.", [21]),
        ("A rocket fell near the airport without casualties.", [0]),
        ("Dozens were killed.", []),
        ("Some 40 people were wounded.", [0]),
        ("They advanced 12 km and burned 3 vehicles.", []),
        ("The clashes began on June 12 when they were killed.", []),
        ("He died in 2011 aged 69.", []),
        ("They left five positions behind.", []),
        ("The ambush cost the brigade 14 soldiers.", [14]),
        ("The siege has cost 88 lives.", [88]),
        ("The column turned back, losing at least four men.", [4]),
        ("The army lost 15 villages.", []),
        ("At least 11 soldiers, four policemen and 31 gunmen were killed.", [46]),
        ("One soldier and nine members of the guard were reported killed.", [10]),
        ("It killed three reporters of state radio and two officers.", [5]),
        ("Eleven people, including a police chief, Omar Saleh, were killed.", [11]),
        ("Seven workers of a mill near the port, five of them foreigners, died.", [7]),
        ("The militia put its own dead at three.", [3]),
        ("The bodies of seven men were found in a well.", [7]),
        ("The mayor, Omar Saleh, was abducted and killed.", [1]),
        ("A raid killed Omar Saleh, leader of the cell, and at least 44 others.", [45]),
        ("A woman and her two children were killed.", [3]),
        ("An old man is dead in his shop.", [1]),
        ("An officer aged 34 was killed.", [1]),
        ("Half a dozen men died.", [6]),
        ("Between 40 and 50 rebels were killed.", [40]),
        ("On 18 November seven workers died.", [7]),
        ("23 August 2018 - Six members of a patrol are killed.", [6]),
        ("Several hundred people were killed.", []),
        ("Twelve soldiers were killed or wounded.", []),
        ("It captured 40 fighters and killed 12.", [12]),
        ("They had 300 men before 20 of them were killed.", [20]),
        ("Men of Brigade 137 were killed.", []),
        ("Mortars wounded three people.", [0]),
        ("Three staff were wounded.", [0]),
        ("Three staff were wounded and the guard was found dead.", []),
    ],
)
def test_tolls(text: str, counts: list[int]) -> None:
    assert [toll.count for toll in find_fatalities(text)] == counts


@given(st.text(max_size=300))
def test_any_text_gives_tolls_inside_it(text: str) -> None:
    for toll in find_fatalities(text):
        assert 0 <= toll.start < toll.end <= len(text)
        assert toll.count >= 0


@pytest.mark.parametrize("figure", ["1" * 5000, "1" + ",000" * 2000, "9999999999", "hundred " * 2000])
def test_figures_that_nobody_reports_are_no_numbers(figure: str) -> None:
    text = f"{figure} people were killed. "
    assert [count.value for count in find_numbers(text + "5 died.")][-1] == 5
    assert all(count.value < 1_000_000_000 for count in find_numbers(text))
    assert all(toll.count < 1_000_000_000 for toll in find_fatalities(text))
