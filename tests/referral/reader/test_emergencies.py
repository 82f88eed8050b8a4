"""Every emergency is heard when a person types it in their own words, and harmless words call no alarm."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.referral.reader import read

CONTENT = load_content()
TYPED = {
    "collapse-or-stroke": (
        "my face droops on one side and my arm is weak",
        "i suddenly cant breathe",
        "neck pain and now my speech is slurred",
        "my husband collapsed with back pain",
        "my arm went weak all at once and I cannot speak properly",
    ),
    "sepsis-signs": (
        "sore leg with a fever and I am confused",
        "fever and a rash that does not fade under a glass",
        "I have an infection in my foot and breathe very fast",
        "my skin is blotchy and I have a high fever",
    ),
    "thoughts-of-suicide": (
        "I want to die",
        "my back hurts so much that I do not want to live any more",
        "thinking about killing myself because of the pain",
        "i cant go on like this, better off dead",
    ),
    "hot-swollen-joint": (
        "my elbow joint is hot, swollen and very sore",
        "hot red swollen ankle since yesterday and I feel ill",
        "my big toe joint is red hot and swollen",
    ),
    "dark-urine-weak-muscles": (
        "my urine is dark like cola and my muscles are very sore",
        "rust colored pee after a hard workout and my arms are weak",
    ),
    "thunderclap-headache": (
        "the worst headache of my life, all at once",
        "sudden terrible headache like a thunderclap",
        "headache came on in seconds and it is the worst ever",
    ),
    "headache-with-stiff-neck-or-nerve-signs": (
        "headache with fever and a stiff neck",
        "bad headache and I fainted",
        "I have a headache and had a fit",
        "headache and I lost my sight on one side",
    ),
    "jaw-pain-on-effort": (
        "my jaw hurts when I climb stairs and I sweat",
        "pain in jaw when walking uphill and short of breath",
    ),
    "neck-pain-with-dizziness-or-double-vision": (
        "sudden neck pain and I see double",
        "new pain in my neck and I am dizzy and my eyelid droops",
        "neck hurts since this morning, dizzy and unsteady",
    ),
    "spine-injury": (
        "my neck hurts after a car crash",
        "fell from a ladder and now my back hurts",
        "back pain after a fall from a roof",
    ),
    "pressing-chest-pain": (
        "crushing chest pain and short of breath",
        "tight chest and my left arm hurts",
        "pressure on my chest that goes into the jaw",
        "chest feels like an elephant sits on it and I sweat",
    ),
    "tearing-pain-or-coughing-blood": (
        "tearing pain through my chest to the back",
        "I cough up blood and my shoulder hurts",
        "ripping pain in the chest",
    ),
    "breathless-after-needling": (
        "had dry needling yesterday and now I am short of breath",
        "since the acupuncture it hurts to breathe in",
        "sharp chest pain after needles in my shoulder",
    ),
    "shoulder-tip-pain-with-belly-pain": (
        "pain at the tip of my shoulder and my belly hurts",
        "shoulder tip pain and I fainted",
    ),
    "arm-that-will-not-lift": (
        "fell on my shoulder and cannot lift my arm",
        "my shoulder is out of shape after the fall",
        "shoulder popped out of the socket",
    ),
    "numb-saddle-or-bladder-change": (
        "numb between my legs and low back pain",
        "back pain and I cannot pee",
        "sciatica and I have lost control of my bowels",
        "back pain with weakness in both legs",
        "can't feel when I wipe and my back hurts",
    ),
    "tearing-belly-or-back-pain-over-sixty": (
        "sudden very bad pain in my belly and back, I am 70",
        "pulsing pain in my belly",
        "I feel a throbbing lump in my belly and my back hurts",
    ),
    "hard-belly-or-testicle-pain": (
        "my belly is hard as a board",
        "sudden pain in my testicle",
        "missed my period and now strong belly pain",
        "belly pain and I keep throwing up",
    ),
    "hip-that-cannot-bear-weight": (
        "fell and cannot stand on my leg, hip hurts",
        "my son is 12 and limps with hip pain",
        "my 13 year old has knee pain and a limp",
    ),
    "breathless-with-a-swollen-leg": (
        "swollen calf and short of breath",
        "my leg is swollen and my chest hurts",
    ),
    "hard-very-painful-leg": (
        "my shin is hard and very painful after a kick",
        "calf rock hard and numb since the injury",
        "leg was crushed, now hard and hurts terribly",
    ),
    "cold-pale-leg": (
        "my foot is cold, pale and numb",
        "my hand went white and cold and hurts",
        "cold blue leg that hurts",
    ),
    "hot-or-locked-knee": (
        "my knee is hot and swollen",
        "knee is locked and will not straighten",
        "twisted my knee and it swelled up within an hour",
    ),
    "gap-or-big-bruise-in-a-muscle": (
        "pulled my hamstring and there is a gap in the muscle",
        "felt a pop in my thigh and now a huge bruise",
        "tore my biceps, big lump and no strength",
    ),
    "major-injury": (
        "hit by a car and my leg hurts",
        "bad fall, I cannot put weight on my foot",
        "my wrist is bent the wrong way",
    ),
}
HARMLESS = (
    "my knee locks sometimes",
    "tight chest muscles after the gym",
    "pins and needles in my arm and a stiff neck",
    "I had a car accident ten years ago and my neck is stiff",
    "no fever, no rash, sore calf",
    "both legs ache after running",
    "my hamstring is tight",
    "cold hands and sore wrist",
    "I fell asleep on the sofa and my neck hurts",
    "sore shoulder, cannot lift my arm above my head",
    "belly cramps during my period",
    "my calf feels hard",
    "knee hurts after a fall",
    "my 12 year old has sore knees after football",
    "stiff neck and headache since monday",
)


def emergencies(text: str) -> set[str]:
    return {flag for flag in read(text, CONTENT).dangers if CONTENT.red_flags[flag].level == "emergency"}


def test_every_emergency_sign_is_among_those_that_are_typed() -> None:
    levels = {flag.id for flag in CONTENT.red_flags.values() if flag.level == "emergency"}
    assert set(TYPED) == levels


@pytest.mark.parametrize("flag", TYPED)
def test_an_emergency_in_everyday_words_calls_the_alarm_alone_and_within_a_long_sentence(flag: str) -> None:
    for text in TYPED[flag]:
        assert emergencies(text), text
        long = f"for weeks my left elbow aches when I type, better with warmth, {text}, what can it be"
        assert emergencies(long), long


@pytest.mark.parametrize("text", HARMLESS)
def test_words_without_danger_call_no_alarm(text: str) -> None:
    assert not emergencies(text)
