"""What reads like an offer in German, Portuguese, Spanish, French, Italian and Dutch.

The patterns are read against words without accents, as in ``reading``.
"""

import re
from typing import Final

from app.mail.offer_language.rule import Rule

#: By language: the clause says the contrary; what is said depends on something.
_NOT: Final = {
    "de": r"nicht|kein\w*|leider|noch|nie|ohne|anderweitig",
    "pt": r"nao|infelizmente|ainda|nunca|sem",
    "es": r"no|ni|lamentablemente|todavia|nunca|sin",
    "fr": r"ne|n|pas|aucun\w*|malheureusement|jamais|sans",
    "it": r"non|nessun\w*|purtroppo|ancora|mai|senza",
    "nl": r"niet|geen|helaas|nog|nooit|zonder",
}
_IF: Final = {
    "de": "falls|wenn|ob|sofern",
    "pt": "se|caso|quem",
    "es": "si|siempre que|quien",
    "fr": "si|au cas|celui qui",
    "it": "se|qualora|chi",
    "nl": "als|indien|of|wie",
}


#: A meeting and not the job: what one is welcomed to, invited for or looked forward to.
_MEETING: Final = (
    r"\b(?:gesprach\w*|interview\w*|termin\w*|runde|kennenlern\w*|entretien|rendez|visite"
    "|entrevista|reuniao|conversa|visita|reunion|charla|colloquio|incontro|gesprek|bezoek"
    r"|kennismaking|afspraak)\b"
)


def _abroad(language: str, title: str, *patterns: str) -> Rule:
    return Rule(
        language,
        title,
        f"In {title.split(',')[0]}, it reads like an offer. Only an offer may.",
        patterns,
        harmless=_MEETING,
        negated=re.compile(rf"\b(?:{_NOT[language]})\b"),
        depends=re.compile(rf"\b(?:{_IF[language]})\b"),
    )


ABROAD: Final = (
    _abroad(
        "de",
        "German, in all its wordings",
        (
            r"(?:stelle|position|job|vertrag|arbeitsplatz|posten|platz|ausbildung\w*)(?: "
            r"[\w-]+){0,6}? (?:anbieten|anzubieten|angeboten)"
        ),
        (
            r"(?:biete|bieten|anbieten) (?:ihnen|dir) (?:[\w-]+ ){0,4}?(?:stelle|position|job"
            "|vertrag|platz)"
        ),
        "willkommen (?:im team|an bord|bei uns|in unserem team)",
        r"(?:ihr|dein)\w* erste\w* (?:arbeits)?tag",
        (
            r"(?:der|ihr|dein|den|ihren|deinen) (?:arbeitsvertrag|vertrag)(?: [\w-]+){0,5}? (?:zu"
            "|zugeht|unterwegs|folgt|schicken|senden|unterschreiben|bei)"
        ),
        r"(?:schicken|senden) (?:ihnen|dir) (?:[\w-]+ ){0,3}?(?:arbeitsvertrag|vertrag|angebot)",
        "(?:angebot|vertrag) (?:schicken|senden|folgt|kommt|geht)",
        (
            "(?:sie|du|und) (?:haben|hast|bekommen|bekommst|kriegst|erhalten"
            "|erhaltst) (?:die stelle|den job|die zusage"
            "|den posten|die position)"
        ),
        (
            "(?:stelle|job|posten|position) (?:gehort|ist) (?:ihnen|dir|ihre|ihrer|deine|deiner"
            "|sicher)"
        ),
        r"stellen (?:wir )?(?:sie|dich)(?: [\w-]+){0,5}? ein",
        r"(?:sie|du) (?:sind|bist|werden|wirst) (?:[\w-]+ )?eingestellt",
        (
            r"(?:sie|du) (?:fangen|fangst|beginnen|beginnst|starten|startest)(?: [\w-]+)? (?:am"
            "|zum|bei uns)"
        ),
        (
            r"(?:sie|dich|ihnen|dir)(?: [\w-]+){0,4}? (?:in unserem|im|zum|unserem|bei uns|in "
            r"unserer)(?: [\w-]+)? (?:zu )?(?:begrussen|willkommen)(?! zum)"
        ),
        r"(?:sie|dich) als (?:neue\w*|unsere\w*) [\w-]+",
        "(?:ihr|dein) (?:gehalt|jahresgehalt|monatsgehalt) (?:betragt|ist|wird|liegt)",
    ),
    _abroad(
        "pt",
        "Portuguese, in all its wordings",
        (
            r"(?:oferecer|oferecemos|propor)(?: [\w-]+){0,4}? (?:lugar|cargo|vaga|posto|posicao"
            "|emprego|trabalho|contrato)"
        ),
        (
            "(?:lugar|cargo|emprego|posto|trabalho|vaga|posicao) e (?:todo |toda )?(?:seu"
            "|sua|teu|tua)"
        ),
        (
            "bem vind[oa] (?:a|ao|na|no) (?:bordo|nossa |nosso )?(?:equipa|equipe|time"
            "|empresa|bordo)?"
        ),
        r"contrato (?:segue|vai|sera|esta|chega|ja)(?: [\w-]+)?",
        r"(?:enviar|enviamos|enviaremos|mandar|mandamos|assinar)(?: [\w-]+){0,3}? contrato",
        r"(?:foi|esta|foste|estas|sera) (?:[\w-]+ )?(?:contratad[oa]|admitid[oa])",
        (
            "(?:voce )?(?:comeca|comecas|comecara|inicia) (?:na|no|em|a|ja) (?:segunda|terca"
            r"|quarta|quinta|sexta|dia|\d+|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto"
            "|setembro|outubro|novembro|dezembro)"
        ),
        (
            r"(?:receber|acolher|contar com|te lo|te la|ter)(?: [\w-]+){0,4}? (?:na nossa|nossa"
            "|no nosso|entre os nossos|da nossa) (?:equipa|equipe|time|colegas|casa)"
        ),
        "(?:seu|teu) (?:primeiro dia|salario|ordenado) (?:sera|e|de)",
    ),
    _abroad(
        "es",
        "Spanish, in all its wordings",
        (
            r"(?:ofrecer(?:le|te)?|ofrecemos|proponer(?:le|te)?)(?: [\w-]+){0,4}? (?:puesto"
            "|trabajo|empleo|cargo|contrato|plaza)"
        ),
        "(?:puesto|trabajo|empleo|plaza) (?:es|ya es|sera) (?:tuy[oa]|suy[oa])",
        "(?:puesto|plaza|trabajo) (?:esta|queda) reservad[oa]",
        "bienvenid[oa] (?:al equipo|a bordo|a la empresa|a nuestro equipo)",
        "(?:esta|estas|queda|ha sido|has sido) (?:usted )?contratad[oa]",
        r"(?:enviar\w*|enviamos|mandar\w*|firmar)(?: [\w-]+){0,3}? contrato",
        r"contrato (?:sigue|va|llega|esta)(?: [\w-]+)?",
        "(?:empieza|empiezas|comienza|comienzas) (?:el|en|a) ",
        (
            r"(?:contar con|contar|tener\w*|recibir\w*|incorporar\w*|acoger\w*)(?: [\w-]+){0,4}? "
            "(?:nuestro equipo|nuestra plantilla|nuestra empresa|nuestros colegas)"
        ),
        "(?:su|tu) (?:primer dia|salario|sueldo) (?:sera|es|de)",
    ),
    _abroad(
        "fr",
        "French, in all its wordings",
        (
            r"(?:proposer|offrir|proposons|offrons)(?: [\w-]+){0,4}? (?:poste|emploi|contrat"
            "|travail|stage)"
        ),
        "(?:poste|emploi|place) (?:est|sera) (?:a vous|a toi|le votre|le tien|pour vous)",
        r"bienvenue (?:dans (?:l|notre|votre|la) (?:[\w-]+)?|a bord|parmi nous|chez nous)",
        (
            r"(?:vous etes|tu es|vous serez) (?:[\w-]+ )?(?:embauchee?|recrutee?|engagee?"
            "|retenue? pour le poste)"
        ),
        "contrat (?:suit|suivra|arrive|part|est en route|vous)",
        r"(?:enverr\w+|envoyons|envoyer|signer)(?: [\w-]+){0,3}? contrat",
        "(?:vous commencez|tu commences) (?:le|en|lundi|des)",
        (
            r"(?:compter|accueillir|avoir|voir|rejoindre)(?: [\w-]+){0,4}? (?:parmi|dans"
            "|au sein de) "
            "(?:nos|notre|nous|l) ?(?:collegues|collaborateurs|equipe|equipes|entreprise)?"
        ),
        "(?:votre|ton) (?:premier jour|salaire) (?:sera|est)",
    ),
    _abroad(
        "it",
        "Italian, in all its wordings",
        (
            r"(?:offrir(?:le|ti|vi)?|offriamo|proporle|proporti)(?: [\w-]+){0,4}? (?:posizione"
            "|posto|lavoro|contratto|impiego|ruolo)"
        ),
        "(?:posto|lavoro|ruolo|posizione) e (?:suo|sua|tuo|tua)",
        r"benvenut[oaie] (?:nel|nella|a bordo|in squadra|tra noi)(?: [\w-]+)?",
        "(?:e|sei|e stat[oa]|sei stat[oa]|sara) assunt[oa]",
        "contratto (?:arriva|segue|e in arrivo|parte|le|ti)",
        r"(?:inviamo|invieremo|mandiamo|manderemo|firmare)(?: [\w-]+){0,3}? contratto",
        (
            r"(?:accoglier\w*|aver\w*|dar\w* il benvenuto)(?: [\w-]+){0,4}? (?:nel nostro|nella "
            "nostra|tra i nostri) (?:team|squadra|gruppo|colleghi|azienda)"
        ),
        "(?:comincia|cominci|inizia|inizi) (?:il|lunedi|a|da) ",
    ),
    _abroad(
        "nl",
        "Dutch, in all its wordings",
        (
            r"(?:bieden|aanbieden|bied) (?:je|u|jou) (?:[\w-]+ ){0,6}?(?:functie|baan|contract"
            "|positie|job)"
        ),
        r"(?:functie|baan|positie|job)(?: [\w-]+){0,5}? (?:aanbieden|aan te bieden|aangeboden)",
        "(?:je|u) (?:hebt|heeft|krijgt) de (?:baan|functie|job)",
        "(?:baan|functie|job) is (?:van jou|voor jou|voor u|van u)",
        r"(?:je|u) (?:bent|wordt) (?:[\w-]+ )?(?:aangenomen|aangesteld)",
        "welkom (?:bij het team|in het team|aan boord|bij ons)",
        "(?:het|je|uw) (?:arbeids)?contract (?:volgt|komt|is onderweg|ligt)",
        r"(?:sturen|stuur)(?: [\w-]+){0,3}? (?:arbeids)?contract",
        (
            r"(?:je|u|jou)(?: [\w-]+){0,4}? (?:in ons team|bij ons|als collega|als nieuwe [\w-]+)"
            r"(?: [\w-]+)?(?: te)? (?:verwelkomen|begroeten|ontvangen)"
        ),
        "(?:je|u) (?:begint|start) (?:op|in|bij ons)",
    ),
)
