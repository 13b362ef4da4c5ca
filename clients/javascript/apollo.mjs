// The red lines of a party, with Apollo Client: queries travel by their hash once the server knows them.
import { createHash } from 'node:crypto';
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';

const sha256 = text => createHash('sha256').update(text).digest('hex');
const client = new ApolloClient({
  link: new PersistedQueryLink({ sha256 }).concat(new HttpLink({ uri: process.env.PARLEY_URL ?? 'http://127.0.0.1:8080/graphql' })),
  cache: new InMemoryCache({ possibleTypes: { Holding: ['Position', 'RedLine'] } }),
});
const { data } = await client.query({
  query: gql`
    query RedLines($party: String!, $day: Date) {
      negotiation(key: "ukraine", asOf: $day) {
        id
        redLines(filter: { parties: [$party] }) {
          totalCount
          nodes { id key title firmness from evidence { id date paraphrase } }
        }
      }
    }
  `,
  variables: { party: 'ukraine', day: '2025-08-19' },
});
console.log(`${data.negotiation.redLines.totalCount} red lines`);
for (const line of data.negotiation.redLines.nodes) console.log(`${line.title} (${line.firmness}, since ${line.from})`);

try {
  await client.query({ query: gql`query Typo { party(key: "ukrain") { id name } }` });
} catch (error) {
  if (!CombinedGraphQLErrors.is(error)) throw error;
  for (const e of error.errors) console.log(`${e.extensions.code}: ${e.message}`);
}
