"""After the build: remove what no page uses, and write the security policy for whoever hosts the site."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from pathlib import Path

# What Material copies into every site (2.6 MB); our theme uses none of it.
_MATERIAL = ("assets/javascripts", "assets/stylesheets", "assets/images/favicon.png")
_INLINE = re.compile(r"<(script|style)(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>(.*?)</\1>", re.S)
_MAP_COMMENT = re.compile(rb"\n?(?://[#@] ?sourceMappingURL=[^\n]*|/\*[#@] ?sourceMappingURL=[^*]*\*/)\s*$")


def trim_site(site_dir: Path) -> None:
    """Remove source maps, unused theme files and the second search index; write _headers, csp.txt and robots.txt.

    Doing it twice changes nothing. Raises OSError when a file cannot be removed or written.
    """
    pages = [path.read_text(encoding="utf-8") for path in sorted(site_dir.rglob("*.html"))]
    for name in _MATERIAL:
        if not any(name in page for page in pages):
            _remove(site_dir / name)
    for path in site_dir.rglob("*.map"):
        path.unlink()
    for path in (*site_dir.rglob("*.js"), *site_dir.rglob("*.css")):
        data = path.read_bytes()
        shorter = _MAP_COMMENT.sub(b"\n", data)
        if shorter != data:
            path.write_bytes(shorter)
    # The search reads the index as a script (it must work from disk): one index is enough.
    if (site_dir / "search/search_index.js").is_file():
        (site_dir / "search/search_index.json").unlink(missing_ok=True)
    (site_dir / "sitemap.xml.gz").unlink(missing_ok=True)
    _remove_empty(site_dir)
    hidden = any('name="robots" content="noindex' in page for page in pages)
    (site_dir / "robots.txt").write_text(f"User-agent: *\nDisallow:{' /' if hidden else ''}\n", encoding="utf-8")
    policy = security_policy(pages)
    (site_dir / "csp.txt").write_text(policy + "\n", encoding="utf-8")
    (site_dir / "_headers").write_text(_headers(policy), encoding="utf-8")


def security_policy(pages: list[str]) -> str:
    """Return the content security policy for these pages, with the hash of every script or style inside them.

    The theme itself has none: a hash only appears when somebody added a script or style to a page.
    """
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for page in pages:
        for kind, text in _INLINE.findall(page):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            found[kind].add(f"'sha256-{digest}'")
    script, style = (" ".join(["'self'", *sorted(found[kind])]) for kind in ("script", "style"))
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _headers(policy: str) -> str:
    """Return the file that Cloudflare Pages and Netlify read; others copy the lines to their own server."""
    lines = (
        f"Content-Security-Policy: {policy}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Permissions-Policy: camera=(), geolocation=(), microphone=()",
    )
    return "/*\n" + "".join(f"  {line}\n" for line in lines)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _remove_empty(folder: Path) -> None:
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
