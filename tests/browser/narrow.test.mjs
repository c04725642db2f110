// Words that are longer than a screen is wide, wherever they stand: paths, keys of a registry, names
// of classes. And that alignment of tables needs no style.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { startBrowser, startServer } from './site.mjs';

const LONG = 'Configuration'.repeat(10).slice(0, 120);
const ARTICLES = {
  'en/long.md': `# The ${LONG} FAQ

## Where is ${LONG} set?

Keelson ${LONG} is set in the registry, as it has always been. ${'More of it follows here. '.repeat(20)}

- \`${LONG}\`
- ${LONG}

\`\`\`
${LONG} ${LONG}
\`\`\`

| ${LONG} | Value |
| --- | ---: |
| \`${LONG}\` | 12 |

> [!WARNING]
> ${LONG}

### ${LONG} and what is below it

#### What of the keelson?

${LONG}
`,
};

let server;
let other;
let browser;
before(async () => {
  other = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">'
      + '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>'
      + `<script type="module" src="${server.address}/faq-search.js?in=en"></script>`
      + `<faq-search server="${server.address}/"></faq-search></body></html>`);
  });
  await new Promise((listening) => { other.listen(0, '127.0.0.1', listening); });
  other.origin = `http://127.0.0.1:${other.address().port}`;
  server = await startServer(['--cors', other.origin], ARTICLES);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
  other?.close();
});

/** Returns what sticks out of the screen, each by its tag and class. */
const outside = (page) => page.evaluate(() => {
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      // What is wider than its place is scrolled there.
      if (element.closest('.table > *, .hidden')) continue;
      const { left, right } = element.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) found.push(`${element.localName}.${element.className}`);
      // A text that runs out of its box is not seen by the box.
      const runsOut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      if (runsOut && getComputedStyle(element).overflowX === 'visible'
        && getComputedStyle(element).display !== 'inline') found.push(`text of ${element.localName}`);
    }
  };
  look(document.body);
  return found;
});

async function onPage(width, work) {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width, height: 700 } });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  await work(page);
  assert.deepEqual(wrong, []);
  await context.close();
}

for (const width of [320, 375]) {
  test(`long words fit pages ${width} pixels wide`, async () => {
    for (const path of ['/', '/?q=keelson', `/?q=${LONG}`, '/?q=long+zeppelin', '/a/en/long.md', `/nothing/${LONG}`]) {
      await onPage(width, async (page) => {
        page.removeAllListeners('console');
        await page.goto(server.address + path);
        assert.deepEqual(await outside(page), [], path);
        await page.locator('details').evaluateAll((all) => { for (const one of all) one.open = true; });
        assert.deepEqual(await outside(page), [], `${path}, unfolded`);
        const scrolled = await page.evaluate(() => document.scrollingElement.scrollWidth);
        assert.ok(scrolled <= width, `${path} is ${scrolled} wide`);
      });
    }
  });

  test(`long words fit the element ${width} pixels wide`, () => onPage(width, async (page) => {
    await page.goto(other.origin);
    const field = page.getByRole('combobox');
    await field.pressSequentially('where is');
    await page.getByRole('option').first().waitFor();
    assert.deepEqual(await outside(page), [], 'suggestions');
    await field.fill('keelson');
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').first().waitFor();
    assert.deepEqual(await outside(page), []);
    const scrolled = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(scrolled <= width, `${scrolled}`);
  }));
}

test('columns are aligned as the author wants, under a policy without styles', () => onPage(800, async (page) => {
  await page.goto(`${server.address}/a/en/long.md`);
  const aligned = await page.getByRole('cell', { name: '12' }).evaluate((cell) => getComputedStyle(cell).textAlign);
  assert.equal(aligned, 'right');
}));
