// <faq-search> on a page of another site with a strict policy: the example of docs/serving.md as it
// stands there, its keyboard, its looks by variables and parts, and what axe says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { startBrowser, startServer } from './site.mjs';

const GUIDE = readFileSync(new URL('../../docs/serving.md', import.meta.url), 'utf8');
const example = (language) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(GUIDE)[1];

let other;
let faq;
let browser;
let pages;
before(async () => {
  other = createServer((request, response) => {
    const { body, policy, kind = 'text/html' } = pages[request.url] ?? { body: '', policy: '' };
    response.writeHead(200, { 'Content-Type': `${kind}; charset=utf-8`, 'Content-Security-Policy': policy });
    response.end(body);
  });
  await new Promise((listening) => { other.listen(0, '127.0.0.1', listening); });
  const origin = `http://127.0.0.1:${other.address().port}`;
  const lanterns = [1, 2, 3, 4, 5, 6, 7].map((number) => `## Where is lantern ${number}?\n\nAt pier ${number}.\n`);
  faq = await startServer(['--cors', origin], {
    'en/lanterns.md': `# Lights FAQ\n\n${lanterns.join('\n')}`,
    'en/records.jsonl': '{"id":"r7","language":"en","question":"What is a capstan?","answer":"A winch."}\n',
  });
  const strict = `default-src 'none'; script-src ${faq.address}; connect-src ${faq.address}; img-src data:; `
    + "require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'";
  const page = (head, element) => '<!doctype html><html lang="en"><head><title>Shop</title>'
    + `<link rel="icon" href="data:,">${head}</head><body><main><h1>Shop</h1>${element}</main></body></html>`;
  const code = example('html').replaceAll('https://help.example.org', faq.address);
  pages = {
    '/': { body: page('', code), policy: `${strict}; style-src 'none'` },
    '/styled': {
      body: page('<link rel="stylesheet" href="/shop.css">', code),
      policy: `${strict}; style-src 'self'`,
    },
    '/dark': {
      body: page('', code.replace('<faq-search ', '<faq-search scheme="light dark" ')),
      policy: `${strict}; style-src 'none'`,
    },
    '/shop.css': { body: example('css'), policy: '', kind: 'text/css' },
  };
  other.origin = origin;
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  faq?.close();
  other?.close();
});

async function onPage(path, options, work) {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    const own = [other.origin, faq.address, 'data:'].some((start) => request.url().startsWith(start));
    if (!own) wrong.push(request.url());
  });
  await page.goto(other.origin + path);
  await work(page);
  assert.deepEqual(wrong, []);
  await context.close();
}

const field = (page) => page.getByRole('combobox', { name: 'Search questions and answers' });

test('the example of the guide has five lines and finds answers under a strict policy', async () => {
  assert.equal(example('html').trim().split('\n').length, 5);
  await onPage('/', {}, async (page) => {
    await field(page).fill('rent a boat');
    await page.keyboard.press('Enter');
    const hit = page.getByRole('link', { name: 'Can I rent a boat?' });
    await hit.waitFor();
    assert.equal(await hit.getAttribute('href'), `${faq.address}/a/en/boats.md?in=en#can-i-rent-a-boat`);
    assert.ok(await page.locator('mark').count() > 0);
    await page.getByRole('status').filter({ hasText: /Results: \d/ }).waitFor();
    // They are shown, all of them.
    assert.equal(await page.getByRole('link', { name: 'All results' }).count(), 0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((one) => one.id), []);
    await hit.click();
    await page.waitForURL(`${faq.address}/a/en/boats.md?in=en#can-i-rent-a-boat`);
  });
});

test('suggestions follow the keyboard, and the keys of the page stay its own', async () => {
  await onPage('/', {}, async (page) => {
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'body');
    await field(page).focus();
    await page.keyboard.type('can i');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    const chosen = await page.getByRole('option', { selected: true }).textContent();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: chosen }).waitFor();
    await field(page).fill('zeppelin');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Nothing found for “zeppelin”' }).waitFor();
  });
});

test('variables and parts give it the looks of the page', async () => {
  await onPage('/styled', {}, async (page) => {
    const button = page.getByRole('button', { name: 'Search' });
    const style = (name) => button.evaluate((element, key) => getComputedStyle(element)[key], name);
    assert.equal(await style('backgroundColor'), 'rgb(10, 125, 79)');
    assert.equal(await style('textTransform'), 'uppercase');
    assert.match(await style('fontFamily'), /Georgia/);
  });
});

test('the rest is one link away where there is more', async () => {
  await onPage('/', {}, async (page) => {
    await page.evaluate(() => {
      document.addEventListener('faq-results', (event) => { document.title = JSON.stringify(event.detail); });
    });
    await field(page).fill('lantern');
    await page.keyboard.press('Enter');
    const all = page.getByRole('link', { name: 'All results' });
    await all.waitFor();
    assert.equal(await all.getAttribute('href'), `${faq.address}/?q=lantern&in=en`);
    assert.deepEqual(JSON.parse(await page.title()), { query: 'lantern', total: 7 });
    await field(page).fill('zeppelin');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.title.includes('zeppelin'));
  });
});

test('a record is led to as well', async () => {
  await onPage('/', {}, async (page) => {
    await field(page).fill('capstan');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'What is a capstan?' }).click();
    await page.waitForURL(/records\.jsonl\?in=en#./);
    assert.equal(await page.locator(':target').textContent(), 'What is a capstan?');
  });
});

test('it says whether too many search or nobody answers', async () => {
  const asked = async (page, status) => {
    const answer = { status, headers: { 'Access-Control-Allow-Origin': '*' } };
    await page.route('**/api/v1/search*', (route) => (status ? route.fulfill(answer) : route.abort()));
    await field(page).fill('boat');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: /search/i }).waitFor();
    const said = await page.getByRole('status').filter({ hasText: /search/i }).textContent();
    await page.unroute('**/api/v1/search*');
    return said;
  };
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  const hints = [];
  page.on('console', (message) => message.type() === 'warning' && hints.push(message.text()));
  await page.goto(other.origin);
  assert.match(await asked(page, 503), /Too many people/);
  assert.match(await asked(page, 500), /not available right now/);
  assert.match(await asked(page, 400), /not available right now/);
  assert.deepEqual(hints, []);
  const hint = page.waitForEvent('console', (message) => message.type() === 'warning');
  assert.match(await asked(page, 0), /not available right now/);
  await hint;
  assert.match(hints.join(), new RegExp(`--cors ${other.origin}`));
  await context.close();
});

test('it can be read on a light page by who wants dark ones', async () => {
  await onPage('/dark', { colorScheme: 'dark' }, async (page) => {
    await field(page).fill('lantern');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'All results' }).waitFor();
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
    assert.deepEqual(violations.flatMap((one) => one.nodes.map((node) => node.html)), []);
  });
});

test('it fits a screen of 320 pixels and is a link without a script', async () => {
  await onPage('/', { viewport: { width: 320, height: 600 } }, async (page) => {
    await field(page).fill('rent a boat');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Can I rent a boat?' }).waitFor();
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(width <= 320, `${width}`);
  });
  await onPage('/', { javaScriptEnabled: false }, async (page) => {
    const link = page.getByRole('link', { name: 'Frequently asked questions' });
    assert.equal(await link.getAttribute('href'), `${faq.address}/`);
  });
});
