"""Answers that try to be more than text: each must print as itself, everywhere."""

from __future__ import annotations

PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</p><script>alert(1)</script>", "<iframe src=//kwaad.nl>",
    "<!-- weg", "-->", "<![CDATA[x]]>", "<?php echo 1 ?>", "</style><b>", "<a href='javascript:alert(1)'>x</a>", '" onmouseover="alert(1)', "' onfocus='alert(1)",
    "&lt;script&gt;", "&#60;b&#62;", "a & b", "&amp;amp;",
    "[x](javascript:alert(1))", "[x](https://kwaad.nl)", "![x](https://kwaad.nl/p.png)", "[x][y]", "[y]: https://kwaad.nl", "<https://kwaad.nl>",
    "[^bb-frontlijn-2012]", "[@bb-frontlijn-2012]", "[[gat]]", "==geel==", "*schuin*", "**vet**", "__vet__", "_schuin_", "~~weg~~", "`code`", "```\nblok\n```",
    "# kop", "## Bronnen { .sources }", "> citaat", "- punt", "+ punt", "1. een", "2) twee", "---", "===", "| a | b |", "a | b", ": betekenis", "{ .klasse }",
    "{: #id onclick=x }", "!!! let-op \"x\"", "??? vraag", "--8<-- \"/etc/passwd\"", "{{ 7*7 }}", "{% raw %}{% endwhen %}", "{## weg ##}", "{source} {0} %s %(x)s",
    "=1+1", "@SUM(1)", "+31 6 12345678", "-1+1", "\\*los\\*", "regel een\n\nregel twee", "\tvier\n    ingesprongen", "(/plan.md)", "[x](/plan.md)", "$x^2$", "*[afk]: x",
)
