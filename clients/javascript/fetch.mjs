// Where do Russia and Ukraine conflict? With fetch alone, page by page.
const url = process.env.PARLEY_URL ?? 'http://127.0.0.1:8080/graphql';

async function ask(query, variables = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map(e => `${e.extensions.code}: ${e.message}`).join('\n'));
  return data;
}

const query = `query ($day: Date, $after: String) {
  negotiation(key: "ukraine", asOf: $day) {
    conflicts(filter: {between: ["russia", "ukraine"]}, first: 10, after: $after) {
      totalCount
      nodes { severity since explanation }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;
const all = [];
let page = { hasNextPage: true, endCursor: null };
while (page.hasNextPage) {
  const { negotiation } = await ask(query, { day: '2025-08-19', after: page.endCursor });
  all.push(...negotiation.conflicts.nodes);
  page = negotiation.conflicts.pageInfo;
}
console.log(`${all.length} conflicts`);
for (const c of all) console.log(`${c.severity} since ${c.since}: ${c.explanation}`);
