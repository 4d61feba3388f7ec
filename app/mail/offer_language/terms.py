"""English that speaks of terms: first day, what it takes, pay, the contract."""

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
                ")?(?:starts|begins|runs|will|would be|is|lasts|ends)"
            ),
            (
                "your (?:probationary period|working (?:hours|time|week)|annual leave"
                "|holiday entitlement|vacation days|welcome (?:kit|pack|package|gift))"
            ),
            ("you (?:will )?(?:start|begin) (?:on )?(?:monday|tuesday|wednesday|thursday|friday)"),
            "ready to move(?: here| to)?",
            (
                "(?:sort|sort out|arrange|handle|sponsor|organi[sz]e|take care of) (?:the|your) "
                "(?:visa|work permit|residence permit)"
            ),
            "your start (?:in|on|at|with|as|next)",
            "expect you (?:at work|to start|to begin|on your first)",
            "you are moving to",
            "you can (?:start|begin)$",
            "your (?:desk|laptop|workplace|workstation) is (?:ready|waiting|set up|here|ordered)",
            (
                "(?:cleared|prepared|set up|ordered|bought|got|booked|reserved"
                r"|found) a (?:[\w-]+ )?(?:desk"
                r"|laptop|workplace|workstation) (?:[\w-]+ ){0,4}?for you"
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
            (
                "(?:plan|organi[sz]e|book|arrange|discuss|talk about|help with"
                "|start) your (?:move|relocation)"
            ),
            (
                "(?:choose|pick|name|set|fix|agree(?: on)?|settle(?: on)?|confirm) (?:a|the|your) "
                "(?:start|starting|joining) (?:date|day)"
            ),
            "(?:see you on|ready for|until|before|looking forward to) (?:your )?day one",
            (
                "your first (?:project|client|class|pay ?slip|pay ?check|pay cheque|salary"
                "|wages|patients?)"
            ),
            "(?:start packing|pack your bags)",
            "your (?:job )?title (?:will be|is going to be)",
            "your (?:manager|boss|line manager|supervisor) (?:will be|is going to be)",
            "(?:see|meet|find) you at your (?:new )?(?:desk|workplace|workstation)",
            (
                "(?:day|date|moment) (?:that |when |on which )?you (?:join|start|begin)(?: us"
                "| with us)?$"
            ),
            "(?:when|once|after|as soon as) you (?:join|start|begin|are) (?:us|with us|here)",
        ),
        harmless=(
            r"\b(?:your present|questions? on|{round}"
            r"|what|which|when (?:[\w-]+ ){0,2}?(?:could|can|would|might|do|will)"
            "|preferred|possible|(?:your )?earliest (?:date|day|moment|start|you|that)"
            "|tell us|let us know"
            "|available|availability|notice period|talking|reading|case study|assignment|coding"
            r"|visit)\b"
        ),
    ),
    Rule(
        "practical",
        "Getting ready for their first day",
        "It settles what only somebody who works here needs. That follows an accepted offer.",
        (
            "your (?:employee|personnel|staff) (?:number|id|file|record|badge|card)",
            (
                "(?:bank|account|tax|social security) (?:details|data|number) (?:for"
                "|to) (?:the |our )?"
                "(?:payroll|salary|wages)"
            ),
            r"\bpayroll\b(?! (?:role|position|job|team|manager|clerk|specialist|department))",
            (
                "(?:laptop|computer|phone|chair|monitor|desk) (?:would|do|should) you "
                "(?:like|prefer|want)"
            ),
            (
                r"your (?:[\w-]+ )?(?:badge|keys?|key card|access card|uniform|company car"
                "|parking "
                "permit|business cards?) (?:is|are|will be) (?:ready|waiting|ordered|printed|at)"
            ),
            (
                r"(?:have|got|order|ordered|print|printed) your (?:[\w-]+ )?(?:badge|uniform"
                "|keys?|business "
                "cards?)"
            ),
            "(?:first|your) day at work",
            (
                "you (?:join|start|are joining|are starting) in (?:january|february|march"
                "|april|may"
                "|june|july|august|september|october|november|december)"
            ),
        ),
        harmless=r"\b(?:visitor|visit|{round}|exercise|experience|earliest|reception needs)\b",
        asks=True,
        depends=re.compile(r"\b(?:if|whether|unless|would have)\b"),
    ),
    Rule(
        "pay",
        "Promising pay",
        "It promises pay. Pay is promised by an offer, after its approvals.",
        (
            (
                "(?:we|i) (?:will |can |could |would |shall |are |am |are able to |am able to "
                "|are going "
                "to |want to |are happy to )?(?:pay|offer|give|guarantee|raise|propose|paying"
                "|offering|giving) (?:you "
                r")?(?:[\w-]+ ){0,4}?{money}"
            ),
            (
                "(?:we|i) (?:will |can |could |would |shall |are going to |are able to )(?:match"
                r"|beat|top|double|raise|increase|better|exceed) (?:[\w-]+ ){0,4}?(?:earn|make"
                "|pay"
                "|pays|paying|salary|earning|offer|offers|get|package)"
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
                "|making|get|getting|receive|receiving|be paid|paid|start at"
                r"|start on) (?:[\w-]+ "
                "){0,5}?{money}"
            ),
            (
                r"you (?:will|shall) (?:get|have|receive) (?:a|an) (?:[\w-]+ )?(?:base|salary"
                "|bonus|company car|signing bonus)"
            ),
            (
                "you (?:will|shall) (?:get|have"
                r"|receive) \d+ (?:vacation )?days (?:of (?:paid )?)?(?:leave|holidays?"
                "|vacation|off)"
            ),
            "(?:signing|sign on|joining) bonus (?:of|is)",
            "(?:salary|pay|wage) (?:request|demand|wish) (?:is|was|has been)",
            (
                "(?:meet|match|grant|accept|agree to|accommodate|satisfy) your (?:salary|pay|wage"
                "|financial)"
            ),
            "your (?:wages?|hourly rate|pay rate) (?:is|are|will|comes?|would)",
            (
                "(?:salary|pay|wage) (?:you (?:asked for|want|wish for|named)|expectations?) "
                "(?:is|are) (?:fine|ok|okay|granted|agreed|accepted|no problem|within)"
            ),
            r"(?:pay|paying|cover|covering) (?:for )?your (?:move|relocation)\b",
            "(?:add|with|give you|include|plus) a (?:signing|joining|sign on) bonus",
            "(?:can|will|could) do (?:the |your |you )?{money}",
            "(?:the )?(?:pay|salary|wage) (?:will be|we (?:have )?agreed|that we agreed)",
            "you (?:will|are going to) (?:be )?on {money}",
            r"at {some}{money}(?: [\w-]+)? a (?:year|month)",
        ),
        harmless=(
            r"{costs}|\b(?:expectations?|expect|hope|advert\w*|published|posting|range|band"
            r"|mentioned|you (?:said|told|wrote)|minutes|dates|hours)\b"
        ),
        others=False,  # a rival's pay is what ours is held against
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
            (
                r"(?:there is|have|got|is) (?:a|the|your) contract (?:[\w-]+ ){0,2}?(?:waiting"
                "|for you|with your)"
            ),
            (
                r"^(?:[\w ]+, )?(?:your |the )?contract (?:by|on|next|this|tomorrow|before"
                r"|comes|goes)\b"
            ),
            "(?:get|have) (?:the|your|a) contract (?:done|signed|out)",
            "(?:see|written|stands|be) (?:it )?in (?:the|your) contract",
            (
                r"(?:hr|human resources|legal|personnel) (?:[\w-]+ )?(?:sends?|will send|is "
                "sending|prepares?) (?:you )?(?:over )?(?:the|your) (?:papers|paperwork"
                "|documents to sign|agreement)"
            ),
            (
                r"(?:drawing up|draws up|draw up|drafting|preparing|typing|printing) (?:[\w-]+ )?"
                "(?:agreement|contract)"
            ),
        ),
        harmless=(
            r"\b(?:non-?disclosure|confidentiality|nda|contract (?:ends|type)|your present "
            r"contract|contract test|case study|keep your)\b"
        ),
    ),
)
