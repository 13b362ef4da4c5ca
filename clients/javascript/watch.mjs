// What each change to the graph moves in the conflicts, as it lands, with graphql-ws. Where the connection or the server
// ends, it goes on behind the last event it read. A browser does without ws.
import { setTimeout } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const url = (process.env.PARLEY_URL ?? 'http://127.0.0.1:8080/graphql').replace(/^http/, 'ws');
const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 }); // the loop below comes back instead
const query = `subscription ($since: BigInt) {
  conflictChanges(negotiation: "ukraine", sinceSequence: $since) {
    sequence explanation
    change { actor reason }
    opened { explanation }
    closed { explanation }
  }
}`;
let since; // the change behind which to go on

async function* answers(query, variables) {
  for await (const { data, errors } of client.iterate({ query, variables })) {
    if (errors) throw errors;
    yield data;
  }
}

async function watch() {
  if (!since) for await (const { status } of answers('{ status { sequence } }')) since = status.sequence;
  for await (const { conflictChanges } of answers(query, { since })) {
    const { sequence, change, explanation, opened, closed } = conflictChanges;
    console.log(`${sequence} ${change.actor}, ${change.reason}: ${explanation}`);
    for (const c of opened) console.log(`opens: ${c.explanation}`);
    for (const c of closed) console.log(`closes: ${c.explanation}`);
    since = sequence;
  }
}

for (;;) {
  try {
    await watch();
  } catch (e) {
    if (Array.isArray(e)) { // what the server says is wrong, which asking again does not mend
      console.error(e[0].message);
      process.exit(1);
    }
  }
  await setTimeout(1000);
}
