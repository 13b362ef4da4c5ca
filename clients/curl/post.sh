#!/bin/sh
# Where do Russia and Ukraine conflict? A query with variables, by POST.
url=${PARLEY_URL:-http://127.0.0.1:8080/graphql}

curl -sS "$url" -H 'Content-Type: application/json' -d '{
  "query": "query ($day: Date, $between: [String!]) { negotiation(key: \"ukraine\", asOf: $day) { conflicts(filter: {between: $between}, first: 3) { totalCount nodes { severity since explanation } } } }",
  "variables": {"day": "2025-08-19", "between": ["russia", "ukraine"]}
}'
