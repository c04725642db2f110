"""Prints the words of Markdown files as Python-Markdown shows them, a line of JSON each."""

import html
import json
import re
import sys

try:
    import markdown
    import pymdownx  # noqa: F401
except ImportError:
    sys.exit(3)

EXTENSIONS = [
    "abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "admonition", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed",
]
# What the generator itself writes above an admonition without a title.
GENERATED = re.compile(r'<p class="admonition-title">[^<]*</p>')

for path in sys.argv[1:]:
    text = open(path, encoding="utf-8").read()
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    configs = {"pymdownx.tabbed": {"alternate_style": True}}
    page = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=configs)
    page = GENERATED.sub("", page)
    alternatives = re.findall(r'<img[^>]* alt="([^"]*)"', page)
    page = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.S)
    page = re.sub(r"</?(?:a|b|code|em|i|span|strong|sub|sup)\b[^>]*>", "", page)
    words = html.unescape(re.sub(r"<[^>]*>", " ", page) + " ".join(alternatives))
    print(json.dumps(words))
