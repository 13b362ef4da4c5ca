// Opens /graphiql of the server at the address given, as a user does, and ends with 1 if something is not as it should
// be. node graphiql.mjs http://127.0.0.1:8080 FOLDER; screenshots go to the folder.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const [server, shots] = process.argv.slice(2);
const profile = await mkdtemp(path.join(tmpdir(), 'parley-browser-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: '/usr/bin/chromium',
  viewport: { width: 1440, height: 900 },
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
});
try {
  const faults = [];
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  page.on('console', m => ['error', 'warning'].includes(m.type()) && faults.push(`console: ${m.text()}`));
  page.on('pageerror', e => faults.push(`page: ${e.message}`));
  page.on('requestfailed', r => faults.push(`request: ${r.url()} ${r.failure().errorText}`));
  const elsewhere = url => !url.startsWith(`${server}/`) && !url.startsWith('data:') && !url.startsWith(`${server.replace('http', 'ws')}/`);
  page.on('request', r => elsewhere(r.url()) && faults.push(`leaves this machine: ${r.url()}`));
  page.on('websocket', s => elsewhere(s.url()) && faults.push(`leaves this machine: ${s.url()}`));

  await page.goto(`${server}/graphiql`);
  const shelf = page.getByRole('region', { name: 'Example queries' });
  const editor = page.locator('.graphiql-query-editor .CodeMirror');
  const answers = page.locator('.result-window .CodeMirror');
  const text = editor => editor.evaluate(e => e.CodeMirror.getValue());
  const answer = async holds => {
    await page.waitForFunction(holds => document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue().includes(holds), holds);
    return JSON.parse(await text(answers));
  };

  console.log('an example, clicked, is in the editor and answered');
  const conflicts = shelf.getByRole('button', { name: /^Where do two parties conflict/ });
  await conflicts.click();
  const { data } = await answer('"conflicts"');
  assert.match(await text(editor), /between: \["russia", "ukraine"\]/);
  assert.ok(data.negotiation.conflicts.nodes.length > 1 && data.negotiation.conflicts.nodes[0].evidence.length > 0);
  assert.equal(await conflicts.getAttribute('aria-current'), 'true');
  await page.screenshot({ path: path.join(shots, 'example.png') });

  console.log('by keyboard too: the next one, by Tab and Enter');
  await conflicts.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await answer('"conflictGroups"');

  console.log('what one has written is checked and run');
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('{ party(key: "ukraine") { name } }');
  await page.getByRole('tab', { name: '<untitled>' }).waitFor(); // the editor has taken it in
  await page.keyboard.press('Control+Enter');
  assert.equal((await answer('"party"')).data.party.name, 'Ukraine');

  console.log('the documentation is there');
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByRole('link', { name: 'Query', exact: true }).click();
  await page.getByRole('link', { name: 'negotiation', exact: true }).click();
  await page.getByRole('link', { name: 'Negotiation', exact: true }).waitFor();
  assert.match(await page.locator('.graphiql-plugin').innerText(), /asOf: Date[^]*exactly a day/);
  await page.screenshot({ path: path.join(shots, 'documentation.png') });

  console.log('a subscription tells of a change made elsewhere');
  await page.getByRole('button', { name: 'Show Examples' }).click();
  await shelf.getByRole('button', { name: /^What does each change move/ }).click();
  await answer('"conflictChanges"');
  const reason = 'a red line for the browser';
  const put = '{putRedLine: {key: "uk-needs-troops", party: "uk", title: "No force at all", forbids: [{terms: [{issue: "foreign-troops", options: ["no-foreign-troops"]}]}]}}';
  const made = await fetch(`${server}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: `mutation { change(reason: "${reason}", operations: [${put}]) { userErrors { message } } }` }),
  });
  assert.deepEqual((await made.json()).data.change.userErrors, []);
  const event = (await answer(reason)).data.conflictChanges;
  assert.match(event.opened[0].explanation, /red line of the United Kingdom/);
  await page.screenshot({ path: path.join(shots, 'subscription.png') });
  await page.getByRole('button', { name: 'Stop query (Ctrl-Enter)' }).click();

  assert.deepEqual(faults, []);
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
