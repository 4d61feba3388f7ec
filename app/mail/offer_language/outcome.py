"""English that tells how it ends: all settled, chosen, promised, other things to give up."""

import re
from typing import Final

from app.mail.offer_language.rule import Rule

OUTCOME: Final = (
    Rule(
        "settled",
        "Calling it settled",
        "It says that all is settled. It is not before an offer was signed.",
        (
            (
                "(?:just|only|rest is|remains is|left is|little|bit of|nothing but|merely|mere"
                r"|some|matter of|down to) (?:[\w-]+ ){0,3}?(?:paperwork|formality|formalities"
                "|red tape)"
            ),
            "(?:paperwork|formalities) (?:is |are )?(?:left|remains?|to do|to go|now|away)",
            "(?:just|only|merely|basically|purely|simply|now) (?:a )?(?:formality|formalities)",
            (
                "(?:done deal|in the bag|as good as (?:done|yours|hired|settled|certain)|good as "
                "signed)"
            ),
            "(?:consider|call) (?:it|this|that) (?:done|settled|a deal|a yes|agreed|sorted)",
            (
                "(?:from|on) our (?:side|end|part) (?:it is|everything is|this is|all is|it has "
                "been) (?:settled|signed|done|approved|agreed|decided|a yes)"
            ),
            (
                "(?:only|just|all that remains is|all that is left is|only thing missing is|but"
                r"|is) (?:for |to )?(?:[\w-]+ )?(?:your |the |a )?(?:signature|contract to sign"
                r"|dotted line)(?: (?:is|on) [\w -]+)?"
            ),
            "stands? in (?:the|your|our) way of you",
            "you are (?:all )?set",
            (
                "only (?:needs?|has|have) to (?:prepare|print|sign|send|stamp|draw up|write) "
                "(?:the|your)"
            ),
            "(?:papers|paperwork) (?:to follow|will follow|follows?|tomorrow)$",
            "wait for the (?:stamp|ink)",
            (
                "(?:ink|signature|stamp) (?:is|was) (?:all |the only thing )?(?:that is )?"
                "(?:missing|wet|not dry|outstanding)"
            ),
            (
                "(?:missing|lacking|left|we need|needed) (?:now )?is (?:the ink|(?:your|the|a) "
                "(?:signature|stamp))"
            ),
            "nothing (?:is )?(?:stands?|standing) (?:between|in) (?:you|your|the way)",
            "nothing can go wrong",
            "(?:waiting|wait|waits) for (?:yours|your signature)$",
            (
                "(?:letter|rest|remainder|contract|papers?|paperwork|signature) (?:is"
                "|are) (?:just "
                "|only |merely |but |a mere |purely )?(?:a )?(?:formality|formalities|detail)"
            ),
            (
                "finali[sz](?:e|ing) (?:the|your|all) (?:paperwork|contract|details of your"
                "|employment)"
            ),
            "(?:once|when|after) the paperwork is",
            "matter of (?:signing|a signature)",
            "(?:left|remains) (?:but |is )?(?:for you )?to sign",
            (
                r"(?:just|only|simply) (?:have|need|has|needs) to (?:[\w-]+ )?sign(?! (?:in|the "
                "(?:consent|form)))"
            ),
        ),
        harmless=(
            r"{costs}|\b(?:non-?disclosure|confidentiality|nda|last interview|visits?|visitors?)\b"
        ),
        negated=re.compile(
            r"\b(?:not|no|never|cannot|neither|nor|unfortunately|regret|far from|hardly|by no "
            r"means)\b"
        ),
    ),
    Rule(
        "burn",
        "Telling them to give up other things",
        "It tells them to give up their job or another chance, relying on us.",
        (
            (
                "(?:give|hand in|handing in|put in|submit|tender|file|write|send in) (?:in "
                r")?(?:your )?(?:(?!you )[\w-]+ )?(?:notice|resignation)"
            ),
            (
                r"(?:resign|quit|leave) (?:from )?(?:your|the) (?:[\w-]+ ){0,2}?(?:job|role"
                "|position|post|employer|company|work)"
            ),
            "you (?:can|may|should|could) (?:safely |now |already )*(?:resign|quit)",
            (
                r"tell your (?:[\w-]+ )?(?:boss|employer|manager|company|family|husband|wife"
                "|partner|parents|landlord)"
            ),
            "(?:goodbye|farewell) to your (?:old|present|current|last)",
            (
                "(?:turn down|decline|reject|refuse|cancel|drop|say no to|withdraw from) (?:the "
                r"|your |all |any )(?:[\w-]+ )?(?:other|others|offers?|interviews|applications"
                "|processes|competing|rest)(?: (?:one|ones|company|firm|offers?|companies"
                "|employers?))?"
            ),
            (
                "not (?:take|accept|sign) (?:the|any|that|their) (?:other )?(?:job|offer|contract"
                "|one)"
            ),
            (
                r"(?:tell|let|inform) (?:your |the |them )?(?:[\w-]+ ){0,2}?(?:boss|employer"
                "|manager|company|know) (?:that )?(?:you are|you will be|you) (?:leaving|leave"
                "|going|moving on)"
            ),
            "you are leaving (?:them|your (?:job|employer|company|post))",
            r"turn (?:the|your|any|that|those|all|every)(?: [\w-]+){0,3}? down",
            "stop (?:looking|searching|applying|interviewing)",
            "no (?:need|reason) to (?:interview|look|search|apply|keep)",
            "(?:no longer|do not) (?:need|have) to (?:interview|look|search|apply)",
        ),
        harmless=r"\b(?:do not need to (?:give|resign|hand)|not need to give|not have to give)\b",
        others=False,
        negated=re.compile(
            r"\b(?:not|never|unwise|wrong|too (?:early|soon)|rather than|instead of|before|until"
            r"|cannot|nobody|welcome|how much|would have)\b(?! (?:need|have) to)"
        ),
        depends=re.compile(r"\b(?:if|unless|whether|should you)\b"),
    ),
    Rule(
        "chosen",
        "Saying they were chosen",
        "It says that they were chosen. HR says that, with the offer.",
        (
            (
                "(?:have|has|had|we|i|board|panel|team|they|committee|director|all|everyone"
                r"|everybody) (?:[\w-]+ ){0,2}?(?:chosen|picked|selected|chose|pick|choose|select"
                "|settled on|decided on|decided for|gone with|went with|going with|opted for"
                r"|voted for|agreed on) you(?! (?:for|to) (?:[\w-]+ ){0,3}?{round})"
            ),
            (
                r"you (?:have been|were|are|got|are being) (?:[\w-]+ )?(?:selected|chosen|picked"
                r"|accepted|confirmed|approved|successful)(?: (?:for|as|to) (?!(?:[\w-]+ "
                r"){0,3}?{round})(?:[\w-]+ ){0,4}?(?:{role}|team|manager|lead|head|our|join))"
            ),
            (
                r"you are (?:[\w-]+ )?(?:our|the|my) (?:(?:first|top|final|number one|clear"
                "|unanimous) )?(?:choice|pick|one we want|person we want|candidate we want|winner)"
            ),
            "you were our (?:first|top) (?:choice|pick) and",
            (
                "(?:decided|decision|voted|ruled|verdict)(?: (?:is|was|came|fell))? (?:in your "
                "favou?r|for you)"
            ),
            "(?:and|that|because) it is you$",
            (
                "(?:choice|decision|vote|lot|verdict) (?:fell|falls|went|has fallen|came down) "
                "(?:on|to|for) you"
            ),
            "it (?:will be|is going to be|has to be|was always) you$",
            (
                "you (?:were|have been|are) (?:unanimously |finally |officially |clearly "
                ")?(?:chosen|selected|picked)$"
            ),
            "candidate of choice",
            "your application (?:was|is|has been) (?:successful|accepted|granted)",
            (
                r"\bwants? you(?:$| (?:and (?:nobody|no one|none)|for (?:the|this) {role}"
                "|(?:on|in) (?:our|the|my|her|his|their) "
                "{team}|as))"
            ),
            r"you are (?:the|our) (?:[\w-]+ )?(?:favou?rite|front ?runner)",
            (
                "convinced (?:everyone|everybody|us all|all of us|(?:the"
                "|our) (?:whole )?(?:board|panel"
                "|team|committee|jury))"
            ),
            "(?:only you|you alone|nobody but you|no one but you)$",
            r"^(?:(?:[\w-]+ )*, )?it is you$",
            "(?:nobody|no one|none) else (?:is left|we want|in the race|comes close)",
            (
                "(?:decided|agreed|want|wants|plan|plans|intend|going|ready|like|love|approved) "
                "to (?:hire|employ|recruit|appoint|have|take|make) you(?! {few}(?:{round}|slot))"
            ),
        ),
        harmless=r"\b(?:next|second|final|last|first) (?:{round})\b|\bfor (?:an|the) {round}\b",
        negated=re.compile(
            r"\b(?:not|never|cannot|neither|nor|unfortunately|regret|sadly|sorry)\b"
        ),
    ),
    Rule(
        "promise",
        "Promising the outcome",
        "It promises how it ends, which nobody can before an offer was signed.",
        (
            (
                "(?:promise|promised|guarantee|guaranteed|assure|assured|swear|my word|vouch|bet"
                r"|certain|sure) (?:[\w-]+ ){0,5}?(?:get|getting|have|job|role|position|place"
                "|post"
                "|hired|payroll|contract|part of|working here|work here|in)(?: (?:the|this|a) "
                "(?:job|role|position|place|post))?"
            ),
            (
                "you (?:will|are) (?:definitely|certainly|surely|absolutely|for sure|undoubtedly"
                "|100 percent) (?:get|getting|be|have|going to|in|hired)"
            ),
            (
                r"(?:count|rely|bank|depend) on (?:[\w-]+ )?(?:getting|the|this|having) (?:the "
                "|this )?(?:job|role|position|place|post|contract|offer)"
            ),
            "(?:going to be|will be|are) working here",
            "(?:binding )?promise of (?:employment|a job|a contract|work)",
            "(?:make|making|made) it official",
            "(?:off the record|between (?:you and me|us two|ourselves)|unofficially)",
            (
                "should not (?:really )?(?:be )?(?:tell|say|telling|saying) (?:you )?(?:this"
                "|so|that|it)"
            ),
            "(?:verbal|informal|oral) (?:offer|yes|promise)",
        ),
        harmless=(
            r"\b(?:answer|write|word|hear|by (?:monday|tuesday|wednesday|thursday|friday)|reply"
            r"|make sure|please be sure|budget)\b"
        ),
    ),
)
