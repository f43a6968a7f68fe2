"""The table of settings in the README, made from the descriptions in ``service.settings``.

``settings_table.py`` writes it between the two marks; ``settings_table.py --check`` exits 1 when it is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic_core import PydanticUndefined

from service.settings import Settings

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN = "<!-- settings:begin (made by scripts/settings_table.py) -->"
END = "<!-- settings:end -->"


def table() -> str:
    """The settings as a Markdown table."""
    lines = ["| setting | default | what it does |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in {None, PydanticUndefined, ()} else f"`{_shown(field.default)}`"
        description = (field.description or "").replace("|", "\\|")
        lines.append(f"| `VIVA_{name.upper()}` | {default} | {description} |")
    return "\n".join(lines)


def _shown(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


def renewed(readme: str) -> str:
    """The README with the table as it should be.

    Raises:
        ValueError: a mark is missing.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"expected {BEGIN} and {END} in the README")
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main() -> int:
    """Write or check the table."""
    readme = README.read_text(encoding="utf-8")
    wanted = renewed(readme)
    if "--check" in sys.argv[1:]:
        if readme != wanted:
            print("The table of settings in README.md is stale: run scripts/settings_table.py")
        return int(readme != wanted)
    README.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
