#!/bin/sh
# Two requests that go wrong, each with its status: a party that is not there, a field that is not there.
url=${PARLEY_URL:-http://127.0.0.1:8080/graphql}

ask() {
  curl -sS "$url" -w '%{http_code}\n' -H 'Content-Type: application/json' -d "$1"
}
ask '{"query": "{ one: party(key: \"ukrain\") { name } other: party(key: \"usa\") { name } }"}'
ask '{"query": "{ party(key: \"ukraine\") { nmae } }"}'
