#!/bin/sh
# What would come of a change? Nothing is stored: leave out dryRun to make it.
url=${PARLEY_URL:-http://127.0.0.1:8080/graphql}

curl -sS "$url" -H 'Content-Type: application/json' -d '{
  "query": "mutation ($operations: [OperationInput!]!) { change(operations: $operations, reason: \"to see what it does\", dryRun: true) { plan { action kind key explanation } effects { negotiationKey explanation } userErrors { code field message } } }",
  "variables": {"operations": [{"retire": {"kind": "RED_LINE", "key": "ukraine-no-ban-on-foreign-troops"}}]}
}'
