"""Actors in text: names, leaders, patterns, places that are parties, coreference, derived parties."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.facts.actors import find_actors
from geo.facts.roster import load_roster
from geo.language import split_sentences
from geo.records import Actor, ActorMention, Article, Interval, Location, Mention, Place, Role


def find(
    text: str,
    country: str = "LY",
    published: dt.date = dt.date(2019, 6, 1),
    mentions: tuple[Mention, ...] = (),
    theatre: tuple[Actor, ...] = (),
) -> tuple[tuple[ActorMention, ...], tuple[Actor, ...]]:
    article = Article("a.txt", text, "", published=Interval(published, published, "day"))
    countries = [country] if country else []
    return find_actors(article, split_sentences(article), mentions, load_roster(theatre, countries))


def told(text: str, **options: object) -> list[tuple[str, str]]:
    return [(mention.phrase, mention.actor) for mention in find(text, **options)[0]]


def toponym(text: str, name: str, role: Role = "literal", country: str = "LY") -> Mention:
    start = text.index(name)
    place = Place(name.lower(), name, 32.0, 13.0, country=country)
    return Mention("a.txt", start, start + len(name), name, role, Location(place, 32.0, 13.0, 5.0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA took the town.", [("LNA", "LNA")]),
        ("The Libyan National Army (LNA) took it.", [("Libyan National Army", "LNA"), ("LNA", "LNA")]),
        ("It was taken by Haftar's forces.", [("Haftar's forces", "LNA")]),
        ("It was taken by forces loyal to Field Marshal Khalifa Haftar.",
         [("forces loyal to Field Marshal Khalifa Haftar", "LNA")]),
        ("General Khalifa Haftar denied it.", [("General Khalifa Haftar", "LNA")]),
        ("LNA spokesman Ahmed al-Mismari denied it.", [("LNA spokesman Ahmed al-Mismari", "LNA")]),
        ("Turkish drones hit it.", [("Turkish drones", "Turkey")]),
        ("Fighters from Misrata hold it.", [("Fighters from Misrata", "Misratan forces")]),
        ("The Misrata militia left.", [("Misrata militia", "Misratan forces")]),
        ("A Misrata-led force left.", [("Misrata-led force", "Misratan forces")]),
        ("The Kaniyat, or 7th Brigade, left.", [("Kaniyat", "Seventh Brigade"), ("7th Brigade", "Seventh Brigade")]),
        ("The army left, residents said.", [("army", "LNA"), ("residents", "civilians")]),
        ("Some 12 people died.", [("people", "civilians")]),
        ("GNA-held Gharyan fell.", [("GNA", "GNA")]),
        ("Turkish Airlines stopped flying across the Turkish border.", []),
        ("The Russian base and an Emirati air strike.", [("Russian", "Russia"), ("Emirati", "UAE")]),
        ("The talks moved from Turkey to Russia.", []),
        ("Turkey has sent drones and Russia denied it.", [("Turkey", "Turkey"), ("Russia", "Russia")]),
        ("Ankara said that it would not.", [("Ankara", "Turkey")]),
    ],
)  # fmt: skip
def test_names_and_patterns(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_an_abbreviation_means_what_the_article_says() -> None:
    text = "The Stability Support Apparatus (SSA) fought. The SSA won."
    assert {actor for _, actor in told(text)} == {"SSA"}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Haftar came. His forces took the town.", "LNA"),
        ("The LNA advanced. They took the town.", "LNA"),
        ("The LNA and the Seventh Brigade fought. The brigade lost.", "Seventh Brigade"),
        ("The LNA fights the Islamic State. The group took the town.", "IS"),
        ("The GNA denied it. Its fighters hold the town.", "GNA"),
    ],
)
def test_coreference(text: str, actor: str) -> None:
    found = find(text)[0]
    assert found[-1].actor == actor
    assert found[-1].how == "pronoun"


def test_our_forces_and_the_enemy_in_a_communique() -> None:
    text = "The General Command says our forces entered Derna. The Derna Protection Force fled. The enemy is broken."
    found = told(text)
    assert ("our forces", "LNA") in found
    assert ("enemy", "DPF") in found


def test_a_town_is_a_party_with_its_fighters_and_a_government_when_it_speaks() -> None:
    text = "Surman gunmen attacked. Tripoli denied it."
    found, actors = find(text, mentions=(toponym(text, "Surman"), toponym(text, "Tripoli", "associative")))
    assert [(mention.phrase, mention.actor) for mention in found] == [
        ("Surman gunmen", "Surman forces"),
        ("Tripoli", "GNA"),
    ]
    assert [actor.listed for actor in actors if actor.id == "Surman forces"] == [False]


def test_a_column_from_a_town_is_no_party() -> None:
    text = "A column from Surman arrived."
    assert find(text, mentions=(toponym(text, "Surman"),))[0] == ()


def test_bodies_that_nobody_lists_get_their_name_as_id() -> None:
    text = "The Zarqa Falcons Brigade took it. The Congress for Northern Dignity (CND) denied it. The CND left."
    assert [actor for _, actor in told(text)] == [
        "Zarqa Falcons Brigade",
        *["Congress for Northern Dignity"] * 3,
    ]


def test_numbered_units_are_the_armys_or_their_owners() -> None:
    assert told("The 16th Division left.", country="SD", published=dt.date(2023, 10, 1)) == [("16th Division", "SAF")]
    assert told("Misrata's 301st Battalion left.") == [("Misrata's 301st Battalion", "Misratan forces")]


def test_a_word_of_a_line_in_capitals_is_no_abbreviation() -> None:
    assert told("WHO IS WINNING THE WAR\n\nNobody knows.") == []


def test_a_name_inside_a_longer_place_name_is_no_party() -> None:
    text = "It lies on the Sea of Azov."
    assert find(text, "UA", mentions=(toponym(text, "Sea of Azov", country="UA"),))[0] == ()


def test_a_date_chooses_who_the_army_is() -> None:
    assert told("The army left.", country="SY", published=dt.date(2015, 1, 1)) == [("army", "Syrian government")]
    assert told("The army left.", country="SY", published=dt.date(2025, 2, 1)) == [
        ("army", "Syrian transitional government")
    ]


def test_without_countries_the_places_choose_the_lists() -> None:
    text = "The SDF left Raqqa."
    found, _ = find(text, "", mentions=(toponym(text, "Raqqa", country="SY"),))
    assert [mention.actor for mention in found] == ["SDF"]


def test_the_theatres_party_is_found_by_the_lists_names() -> None:
    own = Actor(id="East", name="East", aliases=("LNA",))
    assert told("Haftar left.", theatre=(own,)) == [("Haftar", "East")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["The LNA", "Haftar's forces", "the army", "they", "Turkish", "drones", "Misrata militia", "“We", "-held",
             "our troops", "the enemy", "Liwa Zayd", "(LNA)", "12 people", "left.", "\n", "said", "16th Division", "’s"]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_mentions_lie_in_order_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    found, actors = find(text)
    last = 0
    for mention in found:
        assert mention.start >= last
        assert text[mention.start : mention.end] == mention.phrase
        last = mention.end
    assert {mention.actor for mention in found} == {actor.id for actor in actors}


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Fighters of the Brigade of the Dunes (BOD) left.", "ML",
         [("Fighters of the Brigade of the Dunes", "Brigade of the Dunes"), ("BOD", "Brigade of the Dunes")]),
        ("The Jalisco New Generation Cartel (CJNG) attacked an army patrol.", "UY",
         [("Jalisco New Generation Cartel", "Jalisco New Generation Cartel"), ("CJNG", "Jalisco New Generation Cartel"),
          ("army patrol", "Uruguay")]),
        ("Kenyan peacekeepers arrived.", "HT", [("Kenyan peacekeepers", "Kenya")]),
        ("Afghan border guards fired at Pakistani border police.", "IR",
         [("Afghan border guards", "Afghanistan"), ("Pakistani border police", "Pakistan")]),
        ("The defence ministry in Moscow denied it.", "UA", [("defence ministry in Moscow", "Russia")]),
    ],
)  # fmt: skip
def test_parties_that_no_list_of_the_country_has(text: str, country: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, country=country, published=dt.date(2019, 6, 1)) == expected


def test_its_fighters_are_those_of_the_sentences_subject() -> None:
    text = "The LNA captured the base from the GNA. Its fighters also took the town."
    assert told(text)[-1] == ("Its fighters", "LNA")


def test_a_bare_word_means_who_was_just_called_so() -> None:
    text = "Gunmen of the Gran Grif gang attacked the town. The gang had blocked the road."
    assert told(text, country="HT", published=dt.date(2024, 10, 4))[-1] == ("gang", "Gran Grif")


def test_a_word_without_a_name_is_the_armed_party_just_named() -> None:
    attack = "Troops of the army repelled an attack by ISWAP. The terrorists had come in trucks."
    assert told(attack, country="NG")[-1] == ("terrorists", "ISWAP")
    assert told("The army fought Boko Haram. " + attack, country="NG")[-1] == ("terrorists", "Boko Haram")


def test_they_are_the_enemy_where_we_speak() -> None:
    text = (
        "Who holds the town? What do you do? Where are you?\n\n"
        "I am with the LNA. We fought the GNA for a year. We left the plant. Then they took it."
    )
    assert told(text)[-1] == ("they", "GNA")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The GNA left what the LNA had wanted. Going west they took the town.", "GNA"),
        ("The GNA came back. Behind Turkish jets they took the town.", "GNA"),
        ("The LNA left, and the GNA drove in. They took the town.", "GNA"),
    ],
)
def test_they_are_the_main_doer_before(text: str, who: str) -> None:
    assert ("they", who) in [(phrase.lower(), actor) for phrase, actor in told(text)]


@pytest.mark.parametrize(
    ("head", "country", "who"),
    [
        ("MINISTRY OF DEFENCE OF THE REPUBLIC OF AZERBAIJAN", "AM", "Azerbaijan"),
        ("REPUBLIC OF NIGER\n\nHIGH COMMAND OF THE ARMED FORCES", "NG", "Niger army"),
        ("Press centre of the Libyan National Army", "LY", "LNA"),
    ],
)
def test_a_letterhead_tells_whose_statement_it_is(head: str, country: str, who: str) -> None:
    text = f"{head}\n\nThe enemy was met at the river. Our troops entered the town."
    assert told(text, country=country)[-1] == ("Our troops", who)


def test_who_runs_a_kitchen_speaks_for_no_party() -> None:
    questions = "Who came? What did you do? Where did you go?\n\nThe RSF came. We left the town."
    assert ("We", "RSF") not in told(f"Mustafa ran a kitchen.\n\n{questions}", country="SD")
    assert ("We", "RSF") in told(f"A commander of the RSF speaks.\n\n{questions}", country="SD")


def test_a_bare_convoy_is_whose_name_follows() -> None:
    assert told("An army convoy of the GNA left.") == [("GNA", "GNA")]


def test_a_state_that_names_an_agreement_is_no_party() -> None:
    text = "The Turkey agreement was signed with Russia."
    assert told(text, mentions=(toponym(text, "Turkey", "associative", "TR"),)) == [("Russia", "Russia")]


@pytest.mark.parametrize(
    ("text", "country", "year", "party"),
    [
        ("Syrian troops shelled it.", "SY", 2019, "Syrian government"),
        ("Syrian troops shelled it.", "SY", 2025, "Syrian transitional government"),
        ("The Syrian military shelled it.", "SY", 2025, "Syrian transitional government"),
        ("Afghan troops crossed the border.", "AF", 2023, "Taliban"),
        ("Afghan troops crossed the border.", "AF", 2019, "Afghan government"),
        ("Troops entered it.", "SY", 2016, "Syrian government"),
    ],
)
def test_a_states_forces_are_those_of_its_government_on_the_day(text: str, country: str, year: int, party: str) -> None:
    assert [actor for _, actor in told(text, country=country, published=dt.date(year, 6, 1))] == [party]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("U.S.-led airstrikes hit it.", "IQ", [("U.S.-led", "US-led coalition")]),
        ("Saudi-led troops entered it.", "YE", [("Saudi-led troops", "Saudi-led coalition")]),
        ("It fell to the Iran-backed Houthi fighters.", "YE", [("Houthi fighters", "Houthis")]),
        ("A raid killed Sunni Islamist fighters.", "IQ", []),
    ],
)
def test_who_leads_or_backs_is_no_part_of_a_partys_name(
    text: str, country: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text, country=country) == expected


def test_a_country_that_owns_a_port_is_ground() -> None:
    text = "Jets struck Yemen's main port."
    assert not told(text, country="YE", mentions=(toponym(text, "Yemen", "associative", "YE"),))


def test_they_are_those_by_whom_a_town_is_held() -> None:
    found, _ = find("The town is held by the Houthis since they came in 2014.", country="YE")
    assert [mention.actor for mention in found] == ["Houthis", "Houthis"]
