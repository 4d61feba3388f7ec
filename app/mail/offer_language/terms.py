"""English that speaks of terms: first day, pay, contract, all settled, promises."""

import re
from typing import Final

from app.mail.offer_language.rule import Rule

TERMS: Final = (
    Rule(
        "start",
        "Naming their first day",
        "It names a first day of work, which only an accepted offer has.",
        (
            "your (?:start|starting|joining|first working) (?:date|day)",
            "you (?:will|are going to) (?:be )?(?:report|reporting) to",
            (
                "your (?:probation|probation period|trial period|employment) (?:period "
                ")?(?:starts|begins|runs|will)"
            ),
            "you are moving to",
            "you can (?:start|begin)$",
            "your (?:desk|laptop|workplace|workstation) is (?:ready|waiting|set up|here|ordered)",
            (
                r"(?:cleared|prepared|set up|ordered|bought|got|booked) a (?:[\w-]+ )?(?:desk"
                "|laptop|workplace|workstation) for you"
            ),
            "your first (?:day|week|month|morning|working day|shift)(?! of (?:the )?(?:{round}))",
            "(?:first|start) day (?:of work|at work|with us|here|in the office)",
            (
                "you (?:will |can |may |shall |are going to |get to |do |could |would )?(?:be "
                ")?(?:start|starting|begin|beginning|commence|commencing) (?:work |working |your "
                "job |officially )?(?:with us|here|as|on|in|from|next|this coming|at|right away"
                r"|immediately|tomorrow|[\d])"
            ),
            "(?:ready|prepared|prepare|set) to start(?! (?:the|an?|your) )",
            "come in any time (?:in|from)",
            (
                r"(?:ordered|prepared|set up|bought|reserved|ready) your (?:[\w-]+ )?(?:laptop"
                "|desk|workstation|computer|phone|business cards|locker|e?mail account)"
            ),
            (
                r"effective (?:from |as of )?(?:the )?(?:\d|january|february|march|april|may|june"
                "|july|august|september|october|november|december)"
            ),
            "(?:plan|organi[sz]e|book|arrange) your (?:move|relocation)",
        ),
        harmless=(
            r"\b(?:{round}|what|which|when|preferred|earliest|possible|tell us|let us know"
            "|available|availability|notice period|talking|reading|case study|assignment|coding"
            r"|visit)\b"
        ),
    ),
    Rule(
        "pay",
        "Promising pay",
        "It promises pay. Pay is promised by an offer, after its approvals.",
        (
            (
                "(?:we|i) (?:will |can |could |would |shall |are able to |am able to |are going "
                "to |want to |are happy to )?(?:pay|offer|give|guarantee|raise|propose) (?:you "
                r")?(?:[\w-]+ ){0,4}?{money}"
            ),
            (
                "(?:we|i) (?:will |can |could |would |shall |are going to |are able to )(?:match"
                r"|beat|top|double|raise|increase) (?:[\w-]+ ){0,3}?(?:earn|make|pay|salary"
                "|earning|offer|get|package)"
            ),
            (
                "(?:get|give|pay|offer|promise|budgeted|set aside|approved|agreed) (?:you "
                r")?(?:[\w-]+ ){0,3}?(?:{money})(?: [\w-]+){0,2} (?:for|to) you"
            ),
            (
                r"(?:get|give|pay|offer|promise|guarantee) you (?:a |an |the )?(?:[\w-]+ "
                ")?(?:salary|bonus|raise|base|package|wage|company car|equity|stock|shares"
                "|options)"
            ),
            (
                r"your (?:[\w-]+ ){0,2}?(?:salary|pay|wages?|compensation|compensation package"
                "|package|remuneration|base|base pay|bonus|income) (?:here |with us )?(?:will|is"
                "|shall|starts|would|of|amounts|comes to|includes)"
            ),
            (
                r"you (?:will|would|are going to|are|shall) (?:[\w-]+ )?(?:earn|earning|make"
                r"|making|get|getting|receive|receiving|be paid|paid|start at|start on) (?:[\w-]+ "
                "){0,5}?{money}"
            ),
            (
                r"you (?:will|shall) (?:get|have|receive) (?:a|an) (?:[\w-]+ )?(?:base|salary"
                "|bonus|company car|signing bonus)"
            ),
            "(?:signing|sign on|joining) bonus (?:of|is)",
            "(?:salary|pay|wage) (?:request|demand|wish) (?:is|was|has been)",
            "(?:can|will|could) do (?:the |your |you )?{money}",
            "(?:the )?(?:pay|salary|wage) (?:will be|we (?:have )?agreed|that we agreed)",
            "you (?:will|are going to) (?:be )?on {money}",
            r"at {some}{money}(?: [\w-]+)? a (?:year|month)",
        ),
        harmless=(
            r"{costs}|\b(?:expectations?|expect|hope|advert\w*|published|posting|range|band"
            r"|mentioned|you (?:said|told|wrote)|minutes|dates|hours)\b"
        ),
    ),
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
            "wait for the (?:stamp|ink)",
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
        harmless=r"{costs}|\b(?:non-?disclosure|confidentiality|nda|last interview)\b",
        negated=re.compile(
            r"\b(?:not|no|never|cannot|neither|nor|unfortunately|regret|far from|hardly|by no "
            r"means)\b"
        ),
    ),
    Rule(
        "contract",
        "Announcing the contract",
        "It announces a contract. That comes with an offer they accepted.",
        (
            (
                r"(?:your|an|the|a) (?:[\w-]+ ){0,2}?(?:contract|employment agreement|work "
                r"agreement) (?:[\w-]+ ){0,3}?(?:on its way|on the way|follow|follows|attached"
                "|being|drawn|reach|reaches|goes|arrives?|coming|comes|ready|sent|prepared|out "
                "to you|with you|in the (?:post|mail))"
            ),
            (
                "(?:send|sending|sends|sent|mail|mails|draw up|drawing up|prepare|preparing"
                "|prepares|print|write|post|forward|get|expect|receive|sign|signing|have|draft"
                "|drafting|finali[sz]e|finali[sz]ing|typing|printing|touch with) (?:you "
                r")?(?:[\w-]+ )?(?:the|your|a|an|out the) (?:[\w-]+ )?(?:contract|employment "
                "(?:agreement|papers)|work contract)"
            ),
            (
                "(?:contract|employment agreement) (?:follows|to follow|will follow|comes? next"
                "|in your inbox|is in your|for you to sign|for your signature)"
            ),
            (
                r"(?:find|found|attached|enclosed) (?:attached |enclosed |is )?(?:[\w-]+ "
                r")?(?:your |the )(?:[\w-]+ )?(?:contract|employment agreement)"
            ),
            "your employment (?:contract|agreement|papers)",
            "(?:see|written|stands|be) (?:it )?in (?:the|your) contract",
            (
                r"(?:hr|human resources|legal|personnel) (?:[\w-]+ )?(?:sends?|will send|is "
                "sending|prepares?) (?:you )?(?:over )?(?:the|your) (?:papers|paperwork"
                "|documents to sign|agreement)"
            ),
        ),
        harmless=(
            r"\b(?:non-?disclosure|confidentiality|nda|contract (?:ends|type)|your present "
            r"contract|contract test|case study|keep your)\b"
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
            (
                "(?:turn down|decline|reject|refuse|cancel|drop|say no to|withdraw from) (?:the "
                r"|your |all |any )(?:[\w-]+ )?(?:other|others|offers?|interviews|applications"
                "|processes|competing|rest)(?: (?:one|ones|company|firm|offers?|companies"
                "|employers?))?"
            ),
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
                "you (?:were|have been|are) (?:unanimously |finally |officially |clearly "
                ")?(?:chosen|selected|picked)$"
            ),
            "candidate of choice",
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
                r"|certain|sure) (?:[\w-]+ ){0,5}?(?:get|getting|have|job|role|position|place|post"
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
        ),
        harmless=(
            r"\b(?:answer|write|word|hear|by (?:monday|tuesday|wednesday|thursday|friday)|reply"
            r"|make sure|please be sure|budget)\b"
        ),
    ),
)
