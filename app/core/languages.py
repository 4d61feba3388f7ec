"""The languages letters may be written in, by their code."""

from typing import Final

LANGUAGES: Final = {
    "en": "English",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "nb": "Norwegian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}

#: What a letter is written in where nobody said otherwise.
USUAL: Final = "en"


def language_name(code: str | None) -> str:
    """Return a language by its name."""
    return LANGUAGES.get(code or USUAL, code or "")
