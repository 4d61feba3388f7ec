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
            r"offer(?:ing)? (?:the|this|that|a) (?:[\w-]+ ){0,3}?{role} to you",
            (
                r"{glad} to (?:[\w-]+ )?(?:offer|extend|present)(?! you {kind})(?! {kind}|(?:all"
                r"|every|any|each) )(?! (?:the|your|this|that|our) (?:[\w-]+ )?(?:deadline|date"
                "|time"
                "|invitation|window|stay|refund))"
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
            r"(?:expect|await) (?:an?|the|our|your) (?:[\w-]+ )?offer",
            (
                "(?:forward|ahead|on|proceed|touch|back to you|call you|ring you|come back) with "
                r"(?:an|the|your|our) (?:[\w-]+ )?offer"
            ),
            "your offer (?:details|package|terms)",
        ),
        harmless=(
            r"\boffer (?:meeting|stage|phase|process|committee|round|template)\b|\boffer(?:ed"
            r"|ing)? all\b|\bto whom\b"
        ),
    ),
    Rule(
        "accept",
        "Asking them to accept",
        "It asks for a yes. Only an offer can be accepted.",
        (
            (
                "{glad} (?:if|to see|to have|to hear|should) you {few}(?:accept|accepted"
                "|say yes|said yes|join|joined|take|took)"
            ),
            "hope (?:that )?you (?:will )?(?:accept|say yes|take (?:it|the))",
            (
                "(?:love|like|wish|want) (?:it )?(?:if |for )?you to (?:join us"
                "|take the {role}|start)"
            ),
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
                "you (?:are|have been|were|got|will be|are being|are now"
                r"|are hereby) (?:[\w-]+ly "
                "|now )?(?:hired|employed|recruited|appointed|taken on|engaged|signed up)"
            ),
            (
                "(?:consider|call|count) yourself (?:as )?(?:hired|employed|one of|part of|in|on "
                "board|our|a member|booked|accepted|chosen|taken)"
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
                "your (?:appointment|employment|hiring|hire"
                r"|recruitment) (?:as [\w -]+ )?(?:with "
                "us )?(?:is|has been|was|will be|begins|starts|takes effect)"
            ),
            "you are (?:officially |now )?employed",
            (
                "(?:management|board|director|hr|we|ceo|boss|committee|council|they|he|she) "
                r"(?:[\w-]+ ){1,3}?your (?:employment|hiring|hire)\b"
            ),
            "(?:crazy|mad|fools?|stupid|silly) not to (?:hire|take|have|employ)",
            (
                "(?:will|shall|are going to|are about to|want to|would like to|decided to"
                "|agreed to|ready to|keen to|prefer to) (?:hire|sign|go with|go for|have|keep"
                "|appoint|employ) you(?: (?:for|as|on|in) .*)?$"
            ),
            "(?:take|are taking|will be taking) you$",
            "(?:put|putting|have|get) you on (?:the |our )?(?:payroll|books|staff)",
            ("(?:say|know|confirm|mean|means|announce|tell you|tell|reveal)(?: that)? you are in$"),
            (
                "(?:stopped|stop|closed|close|closing|ended|end|over) (?:the |our )?(?:search"
                r"|vacancy|posting|hiring|role)(?: [\w-]+){0,3}? (?:found you|you are|have you"
                "|it is you)"
            ),
            (
                "(?:job|role|position|post|place|spot|seat|vacancy) (?:is |as |has been |was )?"
                "(?:now |already )?(?:filled|taken) (?:, )?(?:by|with) you"
            ),
            (
                r"from [\w-]+(?: [\w-]+)? (?:on )?(?:, )?you (?:will )?(?:be )?(?:lead|leading"
                "|head"
                "|heading|run|running|manage|managing) (?:our|the)"
            ),
            "(?:get|getting|have) you (?:signed|hired|started|on the books|under contract)",
            "(?:with|for|of|on) your (?:hire|hiring)",
            r"(?:forward|ahead|on) with you as (?:our|the|a) (?!candidate for)[\w-]+",
            r"found (?:our|the) (?:new |right |next )?(?:[\w-]+ )?[\w-]+ in you",
            "you (?:now )?belong to us",
            "you are the one(?: (?:for|we|i)|$)",
        ),
        harmless=(
            r"\bemployment (?:law|dates|history)\b|\bappointment (?:on|at|for|with|next"
            "|tomorrow|this|is"
            r" (?:on|at))\b"
        ),
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
            "you (?:should|must|deserve to|ought to) (?:get|have) (?:the|this) {role}",
            r"(?:(?:\w ,|and|so|then) )you are in$",
            (
                "(?:reserved|reserving|holding|hold|keeping|keep|kept|saved|saving|secured) "
                "(?:the|a|this|that) (?:job|role|position|post|place|spot|vacancy) (?:open )?for "
                "you"
            ),
            (
                "you (?:have |will |are |be |definitely |really |just |already )*(?:get|got"
                "|getting"
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
            (
                "(?:board|committee|panel|team|boss|director|ceo|management|everyone|everybody"
                "|all) (?:has |have )?(?:just |finally )?said yes(?! to)"
            ),
            r"answer(?! to)(?: [\w-]+){0,3}? is (?:a |now )?(?:clear )?yes",
            (
                r"your (?:place|spot|seat) (?:on|in) the (?:[\w-]+ ){0,3}?(?:is|has been) "
                "(?:secured|confirmed|safe|certain|booked|guaranteed)"
            ),
            "take (?:this|the) (?:job|role|position) (?:away )?from you",
        ),
        harmless=r"\b(?:parking|row|queue|tour|lunch|workshop|conference|event)\b",
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
            r"[\w-]+ , (?:and )?welcome(?: to us)?$",
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
                r"you (?:will|are going to|are|shall) (?:be )?(?:now |[\w-]+ly )?(?:joining"
                "|working "
                r"(?:here|with us|for us|alongside|in our|under)|part of (?:the|our) (?:[\w-]+ "
                "){0,2}?{team}|one of us|a member of (?:the|our))"
            ),
            (
                "you (?:are|will be|become|will become) (?:now |officially |going to be )*(?:our"
                "|the) (?:new|next|newest|latest) (?!interview|candidate|guest|appointment"
                r"|speaker|in line|one|person)[\w-]+"
            ),
            (
                "your new (?:colleagues?|boss|employer|{team}|desk|job|role|position|office"
                r"|manager)(?! (?:at|with) (?!us\b))"
            ),
            "(?:bring|bringing|brought) you (?:on|in) (?:board )?as",
            (
                "(?:have|having|see|seeing) you (?:on|in|with|join) (?:the|our|us)(?! morning"
                "| afternoon| evening)(?: team| "
                "company| staff)?"
            ),
            "you (?:to )?(?:come|coming|get|getting) (?:on board|aboard|onboard)",
            "cannot wait to (?:work with|have) you",
            r"you (?:are|will be) (?:[\w-]+ )?(?:on|in) (?:the|our) (?:team|staff|payroll)",
            r"you will be with us(?! (?:until|till|for|from \d|between|at \d))",
            r"(?:you|as|be|welcome|are|become) (?:[\w-]+ ){0,2}?our new colleague",
            "our new colleague$",
            "you (?:will be|are|become|will become) my (?:successor|replacement|deputy|new)",
            "call you (?:a|my|our) colleague",
            "you are coming (?:aboard|on board|onboard)",
            (
                r"you (?:will|are going to) (?:be|make) (?:a|an) (?:[\w-]+ ){0,2}?(?:addition"
                "|asset"
                "|gain|member|colleague|fit|manager|teacher|nurse)"
            ),
            "with you as (?:our|the|a) (?!candidate|finalist|guest)",
            "(?:since|because|now that|as) we have (?:found )?you$",
            r"[\w-]+ , (?:it is )?you$",
            "(?:see|have) your name on (?:the|our) (?:door|payroll|team)",
            "(?:on|join) our payroll",
            "you joining (?:us|the team|our)",
            "found your (?:new|next) (?:employer|job|home|team)",
            "(?:start|begin|starting|beginning) (?:work )?(?:with|at|for) us",
            "your onboarding",
            r"(?:send|get|receive|find|expect|prepare|preparing)(?: [\w-]+){0,3}? onboarding",
            (
                "your (?:future|next|soon to be) (?:colleagues?|boss|employer|{team}|desk|job|role"
                "|manager|workplace)"
            ),
            "you (?:are|will be) (?:now )?coming to (?:us|work)",
            (
                r"welcom(?:e|ing) you (?:on|in|at|among) our (?!(?:[\w-]+ )?(?:{round}|office"
                "|building|site"
                "|premises|reception|headquarters|stand|event|open|fair|campus|house|lab))"
            ),
            (
                "(?:forward to|excited (?:to be |about )?|looking forward to|keen on"
                "|joy of) ?working "
                "(?:together|with you|alongside you)"
            ),
            (
                r"you (?:will|are going to) (?:[\w-]+ )?(?:love|enjoy|like) (?:it|working|being) "
                "(?:here|with us)"
            ),
        ),
        harmless=(
            r"\b(?:(?:joining|join) (?:the |us for |us at |us on |our )?(?:[\w-]+ )?(?:call"
            r"|{round}|video|lunch|coffee|event|session)|thank you for|virtual|interviews?)\b"
        ),
    ),
)
