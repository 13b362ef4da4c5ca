// Which red lines does a proposal cross? With urql.
import { Client, cacheExchange, fetchExchange } from '@urql/core';

const client = new Client({
  url: process.env.PARLEY_URL ?? 'http://127.0.0.1:8080/graphql',
  exchanges: [cacheExchange, fetchExchange],
  preferGetMethod: false,
});
const query = `query ($key: String!, $day: Date) {
  proposal(key: $key, asOf: $day) {
    title
    verdicts(outcome: [CROSSED]) { partyKey redLine { title } explanation }
  }
}`;
const { data, error } = await client.query(query, { key: '28-point-plan', day: '2025-11-30' });
if (error) throw error;
console.log(data.proposal.title);
for (const v of data.proposal.verdicts) console.log(`${v.partyKey}, ${v.redLine.title}: ${v.explanation}`);
