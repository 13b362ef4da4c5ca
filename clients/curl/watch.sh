#!/bin/sh
# Each change to the graph as it lands, for as long as the connection lasts (server-sent events).
url=${PARLEY_URL:-http://127.0.0.1:8080/graphql}

curl -sS -N "$url" -H 'Content-Type: application/json' -H 'Accept: text/event-stream' -d '{
  "query": "subscription { changes { sequence time actor reason operations(first: 10) { action kind key } } }"
}'
