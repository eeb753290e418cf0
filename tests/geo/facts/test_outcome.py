"""What came of a deed has its doer and its day."""

from told import tell

from geo.facts.events import events_from

BEFORE = "<RSF fighters=RSF> captured {Nyala} from <the army=SAF> ~on Sunday=2023-05-07~."


def outcome(sentence: str) -> tuple[str, str]:
    frame = next(frame for frame in tell(BEFORE, sentence).frames if frame.rule.startswith("kill."))
    return frame.agent, frame.when.iso


def test_who_strikes_and_when_stands_behind_when() -> None:
    strike = "<SAF=SAF> drones struck a convoy near {Nyala} ~on Monday=2023-05-08~."
    assert outcome(f"Four soldiers were killed when {strike}") == ("SAF", "2023-05-08")
    assert outcome(f"Four fighters were killed as {strike}") == ("SAF", "2023-05-08")


def test_nobody_strikes_himself_and_the_strike_is_told_once() -> None:
    told = tell(BEFORE, "Four soldiers were killed when <SAF=SAF> drones struck a convoy in {Nyala}.")
    strikes = [event for event in events_from(told.frames, told.article) if event.subtype == "Air/drone strike"]
    assert [(event.actor, event.fatalities) for event in strikes] == [("SAF", 4)]
    assert strikes[0].target != "SAF"
