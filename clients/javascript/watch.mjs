// What each change to the graph moves in the conflicts, as it lands, with graphql-ws. A browser does without ws.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const url = (process.env.PARLEY_URL ?? 'http://127.0.0.1:8080/graphql').replace(/^http/, 'ws');
const client = createClient({ url, webSocketImpl: WebSocket });
const query = `subscription {
  conflictChanges(negotiation: "ukraine") {
    change { actor reason }
    explanation
    opened { explanation }
    closed { explanation }
  }
}`;
for await (const { data, errors } of client.iterate({ query })) {
  if (errors) throw new Error(errors[0].message);
  const { change, explanation, opened, closed } = data.conflictChanges;
  console.log(`${change.actor}, ${change.reason}: ${explanation}`);
  for (const c of opened) console.log(`opens: ${c.explanation}`);
  for (const c of closed) console.log(`closes: ${c.explanation}`);
}
