"""English that gives somebody the job: offered, hired, welcomed, a colleague."""

from typing import Final

from app.mail.offer_language.rule import Rule

JOB: Final = (
    Rule(
        "offer",
        "Offering the job",
        "It offers the job. Only an offer does that, with its letter and its deadline.",
        (
            "offer(?:ing)? you {some}{role}",
            "offer(?:ing)? you employment",
            (
                r"{glad} to (?:[\w-]+ )?(?:offer|extend|present)(?! you {kind})(?! {kind}|(?:all"
                "|every|any|each) )"
            ),
            (
                "(?:we|i) (?:would like to |want to |can |hereby |now )?(?:formally |officially "
                ")?(?:offer|are offering|am offering) you (?!{kind}){few}(?:lead|head|manager"
                "|{role})"
            ),
            (
                "(?:make|making|extend|extending|send|sending|issue|issuing|prepare|preparing"
                "|present) (?:you )?(?:an|the|our|your|a) {few}offer"
            ),
            (
                "you (?:will|shall|are going to|can expect to|should) {few}(?:have|receive|get"
                "|see) (?:an|the|our|your) {few}offer"
            ),
            "(?:we|i|hr) (?:have|has|got) (?:an|the|your|our) {few}offer",
            (
                r"(?:an|the|our|your) (?:[\w-]+ )?offer (?:letter )?(?:is|will|follows|comes|goes"
                "|should|arrives|lands)"
            ),
            r"your (?:[\w-]+ )?offer letter",
            r"(?:accept|sign|take) (?:our|the|this) (?:[\w-]+ )?offer",
            "offer of (?:employment|a job|a position|work)",
            "job offer (?:is|will|follows|to you)",
            r"(?:expect|await) (?:an|the|our|your) (?:[\w-]+ )?offer",
            (
                "(?:forward|ahead|on|proceed|touch|back to you|call you|ring you|come back) with "
                r"(?:an|the|your|our) (?:[\w-]+ )?offer"
            ),
            "your offer (?:details|package|terms)",
        ),
        harmless=(
            r"\boffer (?:meeting|stage|phase|process|committee|round|template)\b|\boffer(?:ed"
            r"|ing)? all\b"
        ),
    ),
    Rule(
        "accept",
        "Asking them to accept",
        "It asks for a yes. Only an offer can be accepted.",
        (
            "{glad} if you {few}(?:accept|accepted|say yes|said yes|join|joined|take|took)",
            "hope (?:that )?you (?:will )?(?:accept|say yes|take (?:it|the))",
            "(?:love|like|wish|want) (?:it )?(?:if )?you to (?:join us|take the {role}|start)",
        ),
        harmless=r"\b(?:call|coffee|{round}|event|evening|lunch)\b",
        guarded=False,
    ),
    Rule(
        "hired",
        "Saying they are hired",
        "It says that they are hired. Nobody is before an offer was accepted.",
        (
            (
                r"you (?:are|have been|were|got|will be|are being|are now|are hereby) (?:[\w-]+ly "
                "|now )?(?:hired|employed|recruited|appointed|taken on|engaged|signed up)"
            ),
            (
                "(?:consider|call|count) yourself (?:as )?(?:hired|employed|one of|part of|in|on "
                "board|our|a member)"
            ),
            (
                "(?:hire|hiring|employ|employing|recruit|recruiting|appoint|appointing|engage) "
                "you(?! for (?:the|an?) {round})"
            ),
            (
                "(?:take|taking|took|bring|bringing|brought|get|getting) you (?:on|onboard|on "
                "board|aboard|in as|on as)"
            ),
            (
                "(?:confirm|confirms|confirmed|approved|approve|agreed to|signed off|sealed) "
                r"your (?:[\w-]+ )?(?:appointment|employment|hiring|hire|recruitment|engagement)"
            ),
            (
                r"your (?:appointment|employment|hiring|hire|recruitment) (?:as [\w -]+ )?(?:with "
                "us )?(?:is|has been|was|will be|begins|starts|takes effect)"
            ),
            "you are (?:officially |now )?employed",
            "(?:get|getting|have) you (?:signed|hired|started|on the books|under contract)",
            "(?:with|for|of|on) your (?:hire|hiring)",
            r"(?:forward|ahead|on) with you as (?:our|the|a) (?!candidate for)[\w-]+",
            (
                r"found (?:our|the) (?:new |right )?(?:colleague|person|[\w-]+ (?:manager|lead"
                "|engineer)) in you"
            ),
        ),
        harmless=r"\bemployment (?:law|dates|history)\b",
    ),
    Rule(
        "yours",
        "Giving them the job",
        "It says that the job is theirs. Until an offer is accepted it is nobody’s.",
        (
            r"{role} (?:here )?(?:is|will be) (?:[\w-]+ ){0,3}?(?:yours|your own)",
            "it is (?:all |as good as |officially |already )yours",
            (
                r"{role} (?:is|has been|was|will be) (?:[\w-]+ ){0,2}?(?:awarded|given|assigned"
                "|reserved|kept|secured|saved|going|offered|promised) (?:to|for) you"
            ),
            "{role} (?:has|have|with|bears|carries) your name",
            "{role} (?:goes|belongs) to you",
            (
                "(?:reserved|reserving|holding|hold|keeping|keep|kept|saved|saving|secured) "
                "(?:the|a|this|that) (?:job|role|position|post|place|spot|vacancy) (?:open )?for "
                "you"
            ),
            (
                "you (?:have |will |are |definitely |really |just |already )*(?:get|got|getting"
                "|have|landed|land|secured|won|earned|clinched|gotten) (?:the|this|that|your "
                r"new) (?:[\w-]+ )?(?:job|role|position|post|internship|traineeship"
                r"|apprenticeship)(?! (?:description|advert\w*|interview|posting|profile))"
            ),
            "you have a (?:job|place|position) (?:here|with us|in our|on our|at)",
            (
                r"^(?:congratulations|congrats|yes|great|hurray|wow|hey|[\w-]+)?(?: ,)? ?you "
                "(?:have )?(?:got it|made it|did it|are in)(?: ,.*)?$"
            ),
            "(?:congratulations|congrats) ,? ?you (?:have )?(?:got|made) it",
            "it is (?:a )?(?:definite |clear |big )?yes (?:from|for|to)",
            "(?:our|the) answer is (?:a )?yes",
        ),
    ),
    Rule(
        "congratulations",
        "Congratulating them on the job",
        "It congratulates them on the job, which they do not have.",
        (
            (
                "(?:congratulations|congrats|kudos|well done) (?:on|for|to) (?:(?:your|the) new "
                "(?:job|role|position|post|adventure|challenge|career)|becoming|getting the"
                "|landing|joining|the (?:job|role|position|appointment)|your (?:appointment|hire"
                "|hiring|employment|successful application)|(?:the|your|our) (?:job )?offer)"
            ),
            "(?:congratulations|congrats) and welcome",
        ),
        harmless=r"\bnew (?:job|role|position|post) (?:at|with) (?!us\b)",
    ),
    Rule(
        "welcome",
        "Welcoming them as one of us",
        "It welcomes them as one of us, as if they had signed.",
        (
            r"welcome (?:you )?(?:[\w-]+ )?(?:aboard|on board|onboard)",
            (
                r"(?:welcome|welcoming) (?:you )?(?:back )?(?:[\w-]+ )?(?:to|into|in) (?:the|our"
                r"|your) (?:new )?(?:[\w-]+ ){0,3}?{team}(?! (?:interview|meeting|event|day|call"
                "|lunch))"
            ),
            "welcom(?:e|ing) you as (?:a|an|our|the) ",
            "(?:welcome|welcoming) you (?:among|amongst) us",
            (
                r"^(?:[\w -]+ , )?(?:a (?:very )?(?:warm|big) )?welcome to (?!the |our |your |a "
                r"|an |this |round |stage |part |day )[\w-]+(?: [\w-]+)?(?: ,.*)?$"
            ),
        ),
        harmless=r"\b(?:welcome to visit|open (?:day|evening)|selection process)\b",
    ),
    Rule(
        "joining",
        "Speaking of them as a colleague",
        "It speaks of them as a colleague already.",
        (
            (
                r"(?:have|having|get|see|seeing|want|wanted) you (?:[\w-]+ ){0,2}?(?:joining|on "
                "board|aboard|onboard|start|starting|as our|as part of|join (?:us )?as|on the "
                "team|in the team|with us (?:from|in|on|as|next)|join (?:us |the team |our team "
                ")?(?:as|from|in|on|next))"
            ),
            (
                "(?:want|would like|would love|invite|love) (?:for )?you to (?:join|become|be) "
                "(?:us as|us from|our|part of|the team)"
            ),
            (
                r"you (?:will|are going to|are|shall) (?:be )?(?:[\w-]+ly )?(?:joining|working "
                r"(?:here|with us|for us|alongside|in our|under)|part of (?:the|our) (?:[\w-]+ "
                "){0,2}?{team}|one of us|a member of (?:the|our))"
            ),
            (
                "you (?:are|will be|become|will become) (?:now |officially |going to be )*(?:our"
                "|the) (?:new|next|newest|latest) (?!interview|candidate|guest|appointment"
                r"|speaker|in line|one|person)[\w-]+"
            ),
            "your new (?:colleagues?|boss|employer|{team}|desk|job|role|position|office|manager)",
            "(?:bring|bringing|brought) you (?:on|in) (?:board )?as",
            (
                "(?:have|having|see|seeing) you (?:on|in|with|join) (?:the|our|us)(?: team| "
                "company| staff)?"
            ),
            "cannot wait to (?:work with|have) you",
            r"you (?:are|will be) (?:[\w-]+ )?(?:on|in) (?:the|our) (?:team|staff|payroll)",
            "you will be with us",
            "our new colleague",
            "(?:see|have) your name on (?:the|our) (?:door|payroll|team)",
            "(?:on|join) our payroll",
            "you joining (?:us|the team|our)",
            "found your (?:new|next) (?:employer|job|home|team)",
            "(?:start|begin|starting|beginning) (?:work )?(?:with|at|for) us",
            "your onboarding",
        ),
        harmless=(
            r"\b(?:(?:joining|join) (?:the |us for |us at |us on |our )?(?:[\w-]+ )?(?:call"
            r"|{round}|video|lunch|coffee|event|session)|thank you for|virtual|interviews?)\b"
        ),
    ),
)
