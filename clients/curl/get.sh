#!/bin/sh
# The same by GET, for queries only: an address one can keep.
url=${PARLEY_URL:-http://127.0.0.1:8080/graphql}

curl -sS --get "$url" \
  --data-urlencode 'query=query ($day: Date) { negotiation(key: "ukraine", asOf: $day) { conflicts(filter: {between: ["russia", "ukraine"]}, first: 3) { totalCount nodes { severity since explanation } } } }' \
  --data-urlencode 'variables={"day": "2025-08-19"}'
