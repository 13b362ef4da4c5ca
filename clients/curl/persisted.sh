#!/bin/sh
# A query known by its SHA-256: sent whole once, from then on by its hash, in a short address.
url=${PARLEY_URL:-http://127.0.0.1:8080/graphql}
query='{ negotiation(key: "ukraine", asOf: "2025-08-19") { conflicts { totalCount } } }'
hash=$(printf %s "$query" | sha256sum | cut -d ' ' -f 1)
known="extensions={\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"$hash\"}}"

answer=$(curl -sS --get "$url" --data-urlencode "$known")
case $answer in
*PersistedQueryNotFound*) answer=$(curl -sS --get "$url" --data-urlencode "$known" --data-urlencode "query=$query") ;;
esac
echo "$answer"
