"""The offer-language check: does a text read like an offer, or like a promise of one (law L11)?

Each rule has a reason a writer understands, and looks at one sentence at a time. Sentences that
say the contrary ("we cannot offer you"), that depend on something ("if we make an offer") or that
speak of somebody else ("the role went to another candidate") are left alone.
"""

from app.mail.offer_language.finding import RULES, Finding, Phrase, find, own_words

__all__ = ["RULES", "Finding", "Phrase", "find", "own_words"]
