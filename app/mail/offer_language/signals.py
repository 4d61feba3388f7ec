"""The second stage: sentences that no rule knows, weighed by what in them sounds like a yes.

A promise can be made in words no list has ("I would start packing up your office"). So whatever no
rule found is weighed: speaking to them, speaking surely, words of work and what one only says when
it is settled count for it; a no, an if, and the words of interviews, tasks and waiting against it.
It is cautious: one harmless word outweighs one telling one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.mail.offer_language.reading import Sentence
from app.mail.offer_language.rule import DEPENDS_AFTER, IDIOMS

#: What a sentence must weigh to be told.
_ENOUGH: Final = 4
#: What is telling even where they are not spoken to.
_TELLING: Final = 3
_YOU: Final = re.compile(r"\byou(?:rs?)?\b")


@dataclass(frozen=True, slots=True)
class Signal:
    """A kind of word and what it weighs, counted once a sentence."""

    weight: int
    words: re.Pattern[str]


def _signal(weight: int, *words: str) -> Signal:
    return Signal(weight, re.compile(rf"\b(?:{'|'.join(words)})\b"))


#: How it is said; without what is said, this is nothing.
_HOW: Final = (
    # spoken to
    _signal(1, "you", "your", "yours", "yourself"),
    # said as a fact
    _signal(1, "will", "is", "are", "am", "has", "have", "was", "were", "can", "going to", "shall"),
    # said as what is certain
    _signal(
        2,
        "confirmed|confirm that you",
        "definitely|certainly|surely|officially|official|for sure|guaranteed|rest assured",
        "decided|settled|agreed|approved|sorted|sealed|signed off|finali[sz]ed",
        "unanimous(?:ly)?|without exception|all of us|every one of us",
        r"(?:just|only) (?:[\w-]+ ){0,4}?(?:left|remains?|missing|to go)",
    ),
)

#: What is said.
_WHAT: Final = (
    # the work itself
    _signal(
        1,
        "role|job|position|post|vacancy|join|joining|start|starting|salary|wages?|pay"
        "|compensation"
        "|remuneration|payroll|bonus|raise|contract|probation|onboarding|induction"
        "|relocation|visa"
        "|sponsored|laptop|desk|badge|notice|colleagues?",
    ),
    # what only somebody has who works here
    _signal(
        2,
        r"your (?:[\w-]+ ){0,2}?(?:salary|wages?|pay|compensation|remuneration|bonus|raise"
        "|contract|probation|onboarding|induction|relocation|bank details|payslip|laptop|desk"
        "|locker|uniform|key card|business cards?|rota|shifts?|start date|starting date|first day"
        "|first morning|mentor|buddy|deputy|successor|workstation)",
        "your (?:new|work) (?:e?mail|login|account|boss|manager|colleagues|team|number)",
        "resign|resignation|aboard|on board|day one|org chart|payroll|employee number"
        "|(?:put|have|got) you (?:down|on)|with your name",
        "flats?|apartments?|schools?|landlord|mortgage|kindergarten|moving van",
    ),
    # a time that only somebody has who stays
    _signal(
        2,
        "by (?:easter|summer|christmas|spring|autumn|winter)|next year|the new year"
        "|from (?:january|february|march|april|may|june|july|august|september|october|november"
        "|december) (?:on|onwards)?",
    ),
    # hired, chosen
    _signal(
        3,
        "you (?:are|have been|were|will be|get|got) (?:now )?(?:hired|appointed|recruited"
        "|employed)",
        "(?:hir|employ|appoint|recruit|engag)(?:e|es|ing|ed|s)? you|your (?:hire|appointment as)",
        "(?:been|were|are) successful",
        "(?:number one|no 1|first choice|top choice|favou?rite|winner|the one (?:we|i) want)",
        "(?:chosen|picked|selected|chose|pick|choose) you(?! up)|taking you on"
        "|wants? you(?:$| (?:here|with us|for the|on the|on our))",
        r"as (?:our|the|a) new [\w-]+|keeping you$|have you now|got (?:you|our (?:person|man"
        "|woman|one))",
        r"you (?:[\w-]+ )?(?:belong|fit in) (?:here|to us|with us)|as good as in"
        "|consider it granted",
        "is you (?:i|we) (?:want|choose|chose|need)|fit right in|prepare to move|blessing"
        "|earned it",
        "won the (?:race|contest|job)|paid what you|you will like (?:the|our) (?:answer"
        "|decision|news)",
        "(?:are|become|be) (?:our|my|a) colleague"
        "|your employment (?:here|with|starts|begins|commences)|letter of appointment"
        "|appointment letter",
        "(?:bring|bringing|getting) you (?:onto|into)|chance to (?:run|lead|head|manage)",
        r"(?:role|position|post|job)(?: [\w-]+){0,6} (?:given|going|goes|went) to you",
        "draw(?:ing)? up your|hav(?:e|ing) you (?:around|here with us)|get the keys",
        "(?:took|taking|found|have|got|want|wanted) the best|exactly (?:who|what"
        "|whom) we (?:want|need)",
        r"(?:vote|votes|decision|choice)(?: [\w-]+){0,4} (?:for|on) you|in your favou?r",
        "(?:convinced|won over|persuaded|impressed) (?:them all|us all|everyone|everybody"
        "|all of us)",
        "you (?:will|are going to) (?:earn|be earning|lead|head)|running this",
        "(?:be|am|becoming) your (?:boss|manager|mentor|lead|colleague|buddy)",
    ),
    # the search is over
    _signal(
        3,
        "(?:search|hunt|race|contest|competition|selection|waiting) is (?:now )?(?:over|won|ended)",
        "(?:stopped|finished|done|ended|through with) (?:looking|searching|interviewing)",
        "(?:sent|told|let|turned|said no to|thanked|released|dismissed|written to) "
        "(?:all |both )?(?:the )?(?:others?|rest|other (?:candidates|finalists|two|three"
        "|applicants))"
        "(?! (?:candidates|finalists|of))",
        "(?:took|taken|taking|take) (?:the |our )?(?:advert|ad|posting|listing|vacancy)"
        "(?: down| off)?",
        "(?:not|stopped|no longer) (?:looking|talking|speaking|interviewing) (?:at |to |with )?"
        "(?:any(?:body|one) else|others?|any others?|any more|anymore)",
        "(?:only|really|just) (?:ever )?(?:one|1) (?:candidate|person|name|choice)",
        "found (?:the|our|who|whom|exactly|what) (?:person|one|match|man|woman|we)",
        "(?:crossed|struck|ruled) (?:out |off )?(?:all |everyone "
        "|everybody )?(?:the )?(?:others?|else)",
        "(?:crossed|struck) out|stand down|stopping here|stop here|came close|comes close",
        "leaves (?:only |just )?you|you are the reason|guess (?:why|who)|you know what that means",
    ),
    # it is done
    _signal(
        3,
        r"(?:everything|all)(?: [\w-]+){0,4}? (?:is|are|has been|have been) (?:signed|sorted"
        "|settled"
        "|agreed|approved|done)|nothing (?:left|more) to (?:prove|do|decide|discuss"
        "|fear)",
        "ink|bar the shouting|shouting|dotted line|dot the i|boxes (?:are )?ticked|over the line",
        "go(?:es)? wrong|home and dry|home free|plain sailing|in the bag|done and dusted|sewn up",
        r"the rest is (?:only |just )?(?:admin\w*|detail|details|routine|paper|bureaucracy)",
        "hr (?:just |only )?(?:to|needs? to|has to|have to) (?:type|write|print|do|catch|draw)",
        "(?:answer|news|letter|word) you (?:are|were|have been) (?:hoping|waiting|longing|wishing)",
        "nodded (?:it|you|this) through|rubber stamp(?:ed)?|thumbs up|green light|given the nod",
    ),
    # live as if it were yours
    _signal(
        3,
        "(?:sleep|rest) (?:easy|tight|easily)|sleep well|get some (?:rest|sleep)",
        "champagne|prosecco|bubbly|(?:nice|good|open a) bottle|celebrate|a toast|raise a glass"
        "|cheers to",
        "(?:start|begin|started)? ?(?:thinking about|looking (?:for|at)) "
        r"(?:[\w-]+ ){0,2}?(?:schools?|flats?|houses?|apartments?|a place|homes?|nurser(?:y"
        "|ies))",
        "(?:told|tell|telling|ring|call) (?:your|the) (?:parents|mum|mother|dad|family|wife"
        "|husband"
        "|partner|kids|friends|landlord|boss)",
        r"(?:clear|clearing|pack|packing|empty|emptying)(?: up| out)? your (?:[\w-]+ )?"
        "(?:desk|office|things|boxes|drawers|bags)",
        "(?:boss|employer|manager) asks (?:you )?why|no more (?:job )?(?:applications|interviews)",
    ),
    # already one of us
    _signal(
        3,
        "introduced you (?:to|as)|(?:told|telling) (?:all )?(?:the |our |my )?(?:clients?"
        "|customers?"
        r"|staff|team|colleagues|everyone|everybody|whole \w+) about you",
        "(?:moved|put|added|entered|listed|written) (?:you|your name) (?:from|on|in|into"
        "|down|to|among)",
        "(?:be|are|being|working|sitting|eating|living) (?:there |here )?(?:with us|among us"
        "|one of us)",
        "(?:next to mine|beside me|across from (?:me|mine))",
        "need it (?:with us|here)|(?:often enough|every day|every morning)",
        "love (?:the|our) (?:canteen|office|coffee|team|view|building|kitchen)",
    ),
)

#: It depends on something said before the signals end.
_IF: Final = re.compile(r"\b(?:if|unless|supposing|provided)\b")

_AGAINST: Final = (
    # denied
    _signal(
        -3,
        "not|no|never|cannot|nothing|nobody|none|neither|nor|unable|without|unfortunately|regret"
        "|sadly|sorry|afraid|rather than|instead of|yet|until|before|unless",
    ),
    # depends, is asked, or is what they told us
    _signal(
        -3,
        "asked (?:who|what|how|when|about)|whether|should|would|could|might|may|whoever"
        "|in case|in general|in principle|either way",
        "you (?:mentioned|asked|wrote|said|told|noted)|tell us|let us know|let me know"
        "|as advertised",
    ),
    # what comes before a decision
    _signal(
        -4,
        "interviews?|interviewing|calls?|meeting|meet|visits?|round|stage|step|steps|process"
        "|presentation|test|task|assignment|case study|exercise|assessment|shortlist|finalists?"
        "|slot|appointment on|agenda|reception|front desk|visitors?|gate|talk|trial day"
        "|lunch|link|room"
        "|workshop|documents?|questions?|answers",
        "references?|referees?|application|apply|applied|applicants?|certificates?|cv|portfolio",
        r"candidates?|another|someone else|somebody|others|survey|feedback|advert\w*|published"
        "|posting|brochure|website|our site|for the day|entrance|door|coding|platform|invitation",
        "travel|hotel|ticket|refund|receipts?|costs|journey|expenses|train",
    ),
    # those who decide, who may have decided
    _signal(-2, "panel|jury|committee"),
    # waiting, thanking, and their life elsewhere
    _signal(
        -3,
        r"a decision|the decision|decide|still|wait|waiting|hear from|on hold|delay\w*|postponed",
        "thank you|thanks|congratulations on|pleasure to see|received|enjoyed",
        r"current|present|expectations?|elsewhere|withdraw\w*|wish you|in the future",
        "interest|interested|all staff|our company|careers page|range|band|level|graduates"
        "|successful candidate",
    ),
)


@dataclass(frozen=True, slots=True)
class Signals:
    """The second stage, named and told like a rule, so that hr can switch it off."""

    name: str = "sounds"
    title: str = "Sounding as if it were promised"
    reason: str = (
        "It sounds as if the job were promised. Say what is known, and when they hear more."
    )

    def matches(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield where in the words the signals stand, if together they weigh enough."""
        if sentence.asks:
            return
        what = list(_told(_WHAT, sentence.words))
        if not what:
            return
        if max(weight for weight, _ in what) < _TELLING and not _YOU.search(sentence.words):
            return
        told = [*what, *_told(_HOW, sentence.words)]
        start, end = min(one.start() for _, one in told), max(one.end() for _, one in told)
        if _IF.search(sentence.words[:end]) or DEPENDS_AFTER.search(sentence.words[end:]):
            return
        against = _told(_AGAINST, IDIOMS.sub("", sentence.words))
        if sum(weight for weight, _ in (*told, *against)) >= _ENOUGH:
            yield start, end


def _told(signals: Iterable[Signal], words: str) -> Iterator[tuple[int, re.Match[str]]]:
    for one in signals:
        if found := one.words.search(words):
            yield one.weight, found
