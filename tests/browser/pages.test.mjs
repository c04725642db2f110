// The pages in a real browser: every path of the keyboard, input methods, no script, small screens,
// print, contrast, right-to-left; what axe finds; that nothing is asked of other sites.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { startBrowser, startServer } from './site.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
});

/**
 * Runs a test on a page of its own, on which no foreign request may happen, and no error but the
 * expected one.
 */
async function onPage({ expected, ...options }, work) {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(server.address) && !address.startsWith('data:')) wrong.push(address);
  });
  await work(page, context);
  assert.deepEqual(wrong.filter((message) => !expected?.test(message)), []);
  await context.close();
}

const open = (page, path) => page.goto(server.address + path);
const field = (page) => page.getByRole('combobox');
const options = (page) => page.getByRole('option');

async function suggest(page, text) {
  await field(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.type(text);
  await options(page).first().waitFor();
}

/** Unfolds everything that can be unfolded. */
const unfold = (page) => page.locator('details').evaluateAll((all) => {
  for (const one of all) one.open = true;
});

async function accessible(page, state) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target)}`);
  assert.deepEqual(found, [], state);
}

test('the keyboard leads through suggestions and back', () => onPage({}, async (page) => {
  await open(page, '/');
  await page.keyboard.press('/');
  assert.equal(await field(page).evaluate((input) => input === document.activeElement), true);
  await suggest(page, 'can i');
  assert.equal(await field(page).getAttribute('aria-expanded'), 'true');
  assert.equal(await field(page).getAttribute('aria-activedescendant'), null);
  await page.keyboard.press('ArrowDown');
  const first = await page.getByRole('option', { selected: true }).getAttribute('id');
  assert.equal(await field(page).getAttribute('aria-activedescendant'), first);
  await page.keyboard.press('ArrowUp');
  assert.equal(await field(page).getAttribute('aria-activedescendant'), null);
  await page.keyboard.press('ArrowUp');
  assert.equal(await options(page).last().getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Escape');
  assert.equal(await options(page).count() === 0 || !(await options(page).first().isVisible()), true);
  assert.equal(await field(page).inputValue(), 'can i');
  await page.keyboard.press('Escape');
  assert.equal(await field(page).inputValue(), '');
}));

test('Enter searches what is typed, or the suggestion that is chosen', () => onPage({}, async (page) => {
  await open(page, '/');
  await suggest(page, 'can i rent a b');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=can\+i\+rent\+a\+b$/);
  await suggest(page, 'oat');
  await page.keyboard.press('ArrowDown');
  const chosen = await page.getByRole('option', { selected: true }).textContent();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === chosen);
  await page.getByRole('heading', { level: 2, name: chosen }).waitFor();
}));

test('a suggestion can be clicked, and the field left', () => onPage({}, async (page) => {
  await open(page, '/');
  await suggest(page, 'do i need');
  await options(page).first().click();
  await page.waitForURL(/q=Do\+I\+need/);
  await suggest(page, ' a');
  await page.keyboard.press('Tab');
  assert.equal(await options(page).first().isVisible(), false);
}));

test('Ctrl-K leads to the field, and a slash in it is a slash', () => onPage({}, async (page) => {
  await open(page, '/a/en/boats.md');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('and/or');
  assert.equal(await field(page).inputValue(), 'and/or');
}));

test('an input method composes in peace', () => onPage({}, async (page, context) => {
  // Time stands still until the word is composed, however slow the machine is.
  await page.clock.install({ time: 0 });
  await open(page, '/');
  await page.clock.pauseAt(60_000);
  const asked = [];
  page.on('request', (request) => request.url().includes('/suggest') && asked.push(request.url()));
  await field(page).focus();
  const session = await context.newCDPSession(page);
  const compose = (text) => session.send('Input.imeSetComposition', {
    text, selectionStart: text.length, selectionEnd: text.length,
  });
  await compose('に');
  await compose('にん');
  // Keys during the composition belong to the input method.
  for (const key of ['Enter', 'ArrowDown', 'Escape']) {
    await field(page).evaluate((input, name) => input.dispatchEvent(
      new KeyboardEvent('keydown', { key: name, isComposing: true, bubbles: true, cancelable: true }),
    ), key);
  }
  assert.equal(new URL(page.url()).search, '');
  assert.equal(asked.length, 0);
  await page.clock.resume();
  await session.send('Input.insertText', { text: '認証' });
  await options(page).first().waitFor();
  assert.equal(await field(page).inputValue(), '認証');
}));

test('the number of suggestions is announced', () => onPage({}, async (page) => {
  await open(page, '/');
  await suggest(page, 'can i rent');
  // The list may still grow or shrink while the rest of what was typed is answered.
  await page.waitForFunction(() => {
    const count = document.querySelectorAll('[role=option]').length;
    return document.querySelector('[role=status]').textContent === `Suggestions: ${count}`;
  });
}));

test('without a script the form, the answers and the pages work', () => onPage(
  { javaScriptEnabled: false },
  async (page) => {
    await open(page, '/');
    await page.getByRole('textbox').fill('rent a boat');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=rent\+a\+boat/);
    const hit = page.getByRole('article').first();
    await hit.locator('summary').click();
    await hit.getByRole('table').waitFor();
    await hit.getByRole('heading').getByRole('link').click();
    await page.waitForURL(/\/a\/en\/boats\.md#can-i-rent-a-boat$/);
  },
));

test('the back button and deep links keep the query', () => onPage({}, async (page) => {
  await open(page, '/?q=bicycle');
  assert.equal(await field(page).inputValue(), 'bicycle');
  await page.getByRole('heading', { level: 2 }).getByRole('link').first().click();
  await page.waitForURL(/\/a\//);
  await page.goBack();
  await page.waitForURL(/q=bicycle/);
  assert.equal(await field(page).inputValue(), 'bicycle');
}));

test('axe finds nothing, whatever the state', async () => {
  const states = {
    start: ['/', {}],
    results: ['/?q=rent+a+boat', {}],
    nothing: ['/?q=zeppelin', {}],
    article: ['/a/en/boats.md', {}],
    dark: ['/?q=rent+a+boat', { colorScheme: 'dark' }],
    'dark article': ['/a/en/boats.md', { colorScheme: 'dark' }],
    contrast: ['/?q=rent+a+boat', { forcedColors: 'active' }],
    small: ['/?q=rent+a+boat', { viewport: { width: 320, height: 600 } }],
    arabic: ['/?q=boat&in=ar', { locale: 'ar' }],
    still: ['/', { reducedMotion: 'reduce' }],
  };
  for (const [state, [path, settings]] of Object.entries(states)) {
    await onPage(settings, async (page) => {
      await open(page, path);
      await accessible(page, state);
      await unfold(page);
      await accessible(page, `${state}, unfolded`);
    });
  }
  await onPage({}, async (page) => {
    await open(page, '/');
    await suggest(page, 'can i');
    await accessible(page, 'suggestions');
    await page.keyboard.press('ArrowDown');
    await accessible(page, 'a chosen suggestion');
  });
});

test('pages have names and roles that say what they are', () => onPage({}, async (page) => {
  await open(page, '/?q=bicycle&in=en');
  const tree = await page.locator('body').ariaSnapshot();
  for (const line of [
    '- link "Skip to content":',
    '- banner:',
    '- search:',
    '- combobox "Search questions and answers": bicycle',
    '- button "Search"',
    '- main:',
    '- heading /Results: \\d+/ [level=1]',
    '- article:',
    '- heading "Can I rent a bicycle?" [level=2]:',
  ]) {
    const wanted = line.includes('/Results') ? /heading "Results: \d+" \[level=1\]/ : line;
    const found = wanted instanceof RegExp ? wanted.test(tree) : tree.includes(wanted);
    assert.ok(found, `${line} in\n${tree}`);
  }
}));

test('nothing is wider than a screen of 320 pixels', async () => {
  for (const path of ['/', '/?q=rent+a+boat', '/a/en/boats.md', '/?q=boat&in=ar', '/nothing']) {
    const viewport = { width: 320, height: 600 };
    await onPage({ viewport, expected: /404/ }, async (page) => {
      await open(page, path);
      await unfold(page);
      const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
      assert.ok(width <= 320, `${path} is ${width} wide`);
    });
  }
});

test('Arabic runs from right to left, and its answers too', () => onPage({ locale: 'ar' }, async (page) => {
  await open(page, '/?q=boat&in=ar');
  const direction = (locator) => locator.evaluate((element) => getComputedStyle(element).direction);
  assert.equal(await direction(page.locator('html')), 'rtl');
  assert.equal(await direction(page.getByRole('article').first()), 'rtl');
}));

test('print leaves out what paper cannot do', () => onPage({}, async (page) => {
  await open(page, '/?q=rent+a+boat');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await field(page).isVisible(), false);
  assert.equal(await page.getByRole('heading', { level: 2 }).first().isVisible(), true);
}));

test('printed results say what was asked', () => onPage({}, async (page) => {
  await open(page, '/?q=rent+a+boat');
  const asked = page.locator('main').getByText('rent a boat', { exact: true });
  assert.equal(await asked.isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await asked.isVisible(), true);
}));

test('an empty field speaks at the side where the page begins', () => onPage({ locale: 'ar' }, async (page) => {
  await open(page, '/?in=ar');
  const direction = () => field(page).evaluate((element) => getComputedStyle(element).direction);
  assert.equal(await direction(), 'rtl');
  await field(page).fill('boat');
  assert.equal(await direction(), 'ltr');
}));

test('the key is named where a script listens to it', async () => {
  await onPage({ javaScriptEnabled: false }, async (page) => {
    await open(page, '/');
    assert.equal(await page.getByText('Press / to search').isVisible(), false);
  });
  await onPage({}, async (page) => {
    await open(page, '/');
    await page.getByText('Press / to search').waitFor();
  });
});

test('the choice of languages closes by Esc and by a click elsewhere', () => onPage({}, async (page) => {
  await open(page, '/');
  const choice = page.locator('details.languages');
  const french = choice.getByRole('link', { name: 'français' });
  await choice.locator('summary').click();
  await french.waitFor();
  await french.focus();
  await page.keyboard.press('Escape');
  assert.equal(await french.isVisible(), false);
  assert.equal(await choice.locator('summary').evaluate((one) => one === document.activeElement), true);
  await choice.locator('summary').click();
  await french.waitFor();
  await page.locator('main').click({ position: { x: 5, y: 5 } });
  assert.equal(await french.isVisible(), false);
}));

test('suggestions go where there are none for what is typed', () => onPage({ expected: /503/ }, async (page) => {
  await open(page, '/');
  await suggest(page, 'can i');
  await page.route('**/api/v1/suggest*', (route) => route.fulfill({ status: 503 }));
  await page.keyboard.type(' rent');
  await options(page).first().waitFor({ state: 'hidden' });
}));

test('a deep link is there at once', () => onPage({}, async (page) => {
  await open(page, '/a/en/boats.md#do-i-need-a-licence');
  const behavior = await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
  assert.equal(behavior, 'auto');
}));

test('an alert says what kind it is', () => onPage({}, async (page) => {
  await open(page, '/a/en/boats.md');
  const alert = page.getByRole('blockquote');
  assert.match(await alert.ariaSnapshot(), /paragraph: Note/);
  await page.emulateMedia({ media: 'print', forcedColors: 'active' });
  assert.equal(await alert.getByText('Note', { exact: true }).isVisible(), true);
}));

test('script cannot be put into a page', () => onPage({ expected: /TrustedHTML/ }, async (page) => {
  const query = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await open(page, `/?q=${encodeURIComponent(query)}`);
  assert.match(await page.title(), /^<img/);
  const refused = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>x</b>';
      return false;
    } catch {
      return true;
    }
  });
  assert.equal(refused, true);
}));
