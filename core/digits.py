"""Digits as Persian readers write them, and back."""

_TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_TO_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def persian_digits(value: object) -> str:
    """Any value as text with Persian digits."""
    return str(value).translate(_TO_PERSIAN)


def latin_digits(text: str) -> str:
    """Persian and Arabic digits become 0-9; one character for one."""
    return text.translate(_TO_LATIN)


def persian_number(value: float, decimals: int = 0) -> str:
    """«۱۲٬۳۴۵٫۶»: Persian digits with the Persian thousands and decimal separators."""
    text = f"{value:,.{decimals}f}".replace(",", "٬").replace(".", "٫")
    return persian_digits(text)
