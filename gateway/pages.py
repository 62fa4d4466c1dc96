"""The built PWA: hashed files for ever, the page itself never from a cache, and the page for every path of its own."""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

HASHED = re.compile(r"assets/.*[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
INDEX = "index.html"


class Pages(StaticFiles):
    """Serves the folder that the PWA was built into; it may be built while the gateway runs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)

    async def check_config(self) -> None:
        """Nothing to check: a folder that is not there has no files."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; the page where no file is meant. Raises HTTPException for a file that is missing."""
        try:
            response = await super().get_response(INDEX if path == "." else path, scope)
        except HTTPException as error:
            is_file = "." in path.rsplit("/", 1)[-1]
            if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED or is_file:
                raise
            response = await self._page(path, scope)
        response.headers["cache-control"] = FOR_EVER if HASHED.fullmatch(path) else ASK_FIRST
        return response

    async def _page(self, path: str, scope: Scope) -> Response:
        """The page that a path has to itself, as /captura has captura.html; the index for every other."""
        try:
            return await super().get_response(f"{path}.html", scope)
        except HTTPException:
            return await super().get_response(INDEX, scope)
