"""Ask a Parley server: answers as Python values, lists page by page, changes as they land. Needs only requests."""
import json
import os
import time

import requests

URL = os.environ.get("PARLEY_URL", "http://127.0.0.1:8080/graphql")


class ParleyError(Exception):
    """What went wrong in words; code is extensions.code of the first error, errors holds them all."""

    def __init__(self, errors):
        super().__init__("; ".join(e["message"] for e in errors))
        self.errors = errors
        self.code = errors[0]["extensions"]["code"]


def ask(query, **variables):
    """Return the data that answers a query or a mutation."""
    r = requests.post(URL, json={"query": query, "variables": variables}, timeout=30)
    if "json" not in r.headers.get("Content-Type", ""):
        r.raise_for_status()
    return data(r.json())


def rows(query, *path, **variables):
    """Yield the nodes of all pages. The query takes $after; path leads to its connection, which asks for pageInfo."""
    after = None
    while True:
        page = ask(query, after=after, **variables)
        for name in path:
            page = page[name]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def watch(subscription, since, **variables):
    """Yield each answer of a subscription to what lands after change since. Where the connection or the server ends, go
    on behind the last answer that came."""
    body = {"query": subscription, "variables": variables}
    headers = {"Accept": "text/event-stream", "Last-Event-ID": since}
    while True:
        try:
            with requests.post(URL, json=body, headers=headers, stream=True, timeout=(30, 60)) as r:
                if r.status_code < 500:
                    r.raise_for_status()
                for line in r.iter_lines(chunk_size=1, decode_unicode=True):
                    if line == "event: complete":
                        return
                    if line.startswith("id: "):
                        came = line.removeprefix("id: ")
                    if line.startswith("data: {"):
                        answer = data(json.loads(line.removeprefix("data: ")))
                        headers["Last-Event-ID"] = came
                        yield answer
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError):
            pass  # come back
        time.sleep(1)


def data(body):
    if "errors" in body:
        raise ParleyError(body["errors"])
    return body["data"]
