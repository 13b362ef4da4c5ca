#!/bin/sh
# What an answer took: beside it, in extensions.cost.
url=${PARLEY_URL:-http://127.0.0.1:8080/graphql}

curl -sS "$url" -H 'Content-Type: application/json' -H 'Parley-Cost: 1' -d '{
  "query": "{ negotiation(key: \"ukraine\", asOf: \"2025-08-19\") { issues(first: 3) { nodes { key title } } } }"
}'
