// What the pages tell of a search where searches are recorded, and the question whether an answer
// helped: by keyboard, without a script, and in the eyes of axe.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { startBrowser, startServer } from './site.mjs';

let server;
let browser;
before(async () => {
  server = await startServer(['--query-log', 'log']);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** Returns what was recorded, once there are so many lines. */
async function recorded(count) {
  const folder = join(server.folder, 'log');
  for (let tries = 0; tries < 200; tries += 1) {
    const text = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).join('');
    const lines = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    if (lines.length >= count) return lines;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no ${count} lines were recorded`);
}

let known = 0;

/** Runs a test on a page of its own, and returns the lines that it caused. */
async function onPage(options, count, work) {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  await work(page);
  const lines = (await recorded(known + count)).slice(known);
  known += count;
  await context.close();
  assert.deepEqual(wrong, []);
  return lines;
}

test('unfolding, helping and following are told with the search they belong to', async () => {
  const lines = await onPage({}, 4, async (page) => {
    await page.goto(`${server.address}/?q=rent+a+boat`);
    const hit = page.getByRole('article').first();
    await hit.locator('summary').click();
    const group = hit.getByRole('group', { name: /Did this answer your question\? Can I rent a boat\?/ });
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((one) => one.id), []);
    await group.getByRole('button', { name: 'Yes' }).focus();
    await page.keyboard.press('Enter');
    const thanks = hit.getByRole('status').filter({ hasText: 'Thank you' });
    await thanks.waitFor();
    assert.equal(await thanks.evaluate((element) => element === document.activeElement), true);
    await hit.getByRole('heading').getByRole('link').click();
    await page.waitForURL(/\/a\//);
  });
  assert.deepEqual(lines.map((line) => line.e), ['search', 'open', 'helpful', 'click']);
  const [search, ...steps] = lines;
  for (const step of steps) {
    assert.deepEqual([step.qid, step.id, step.rank], [search.qid, search.top[0], 1]);
  }
});

test('other words soon after nothing helped are told as such, and only then', async () => {
  const lines = await onPage({}, 4, async (page) => {
    const search = (words) => page.goto(`${server.address}/?q=${encodeURIComponent(words)}&in=en`);
    await search('bicycle');
    await search('a bicycle for rent');
    // The same words are no other words.
    await search('a bicycle for rent');
  });
  assert.deepEqual(lines.map((line) => line.e), ['search', 'search', 'rephrased', 'search']);
  assert.deepEqual([lines[2].qid, lines[2].by], [lines[0].qid, lines[1].qid]);
});

test('who was helped and comes back is done with that search', async () => {
  const lines = await onPage({}, 4, async (page) => {
    await page.goto(`${server.address}/?q=rent+a+boat`);
    const hit = page.getByRole('article').first();
    await hit.locator('summary').click();
    await hit.getByRole('button', { name: 'Yes' }).click();
    await hit.getByRole('status').filter({ hasText: 'Thank you' }).waitFor();
    await page.goto(`${server.address}/a/en/boats.md`);
    // As it is where a browser keeps no page whole: the script runs again.
    await page.evaluate(() => window.addEventListener('unload', () => {}));
    await page.goBack();
    await page.waitForLoadState();
    await page.goto(`${server.address}/?q=bicycle`);
  });
  const steps = lines.map((line) => line.e);
  assert.deepEqual(steps.filter((step) => step === 'rephrased'), [], steps.join(' '));
});

test('without a script the form is sent and the reader led back', async () => {
  const lines = await onPage({ javaScriptEnabled: false }, 2, async (page) => {
    await page.goto(`${server.address}/?q=rent+a+boat`);
    const hit = page.getByRole('article').first();
    await hit.locator('summary').click();
    await hit.getByRole('button', { name: 'No' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await page.getByRole('link', { name: 'Back to the search' }).click();
    await page.waitForURL(`${server.address}/`);
  });
  assert.deepEqual(lines.map((line) => line.e), ['search', 'unhelpful']);
});

test('who asks not to be followed is asked nothing', async () => {
  const lines = await onPage({ extraHTTPHeaders: { 'Sec-GPC': '1' } }, 0, async (page) => {
    await page.goto(`${server.address}/?q=rent+a+boat`);
    assert.equal(await page.getByText('Did this answer').count(), 0);
  });
  assert.deepEqual(lines, []);
});

test('the question fits small screens and reads from right to left', async () => {
  await onPage({ viewport: { width: 320, height: 600 }, locale: 'ar' }, 1, async (page) => {
    await page.goto(`${server.address}/?q=boat&in=ar`);
    await page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(width <= 320, `${width}`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((one) => one.id), []);
  });
});
