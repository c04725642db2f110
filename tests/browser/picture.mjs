// Makes the picture of the search page in the README: `npm run picture`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startBrowser } from './site.mjs';

const repository = resolve(import.meta.dirname, '../..');
const index = mkdtempSync(join(tmpdir(), 'faq-picture-'));
const server = spawn(
  join(repository, 'target/debug/faq'),
  ['serve', '--listen', '127.0.0.1:0', '--index', join(index, 'index')],
  { cwd: repository },
);
const address = await new Promise((found) => {
  createInterface({ input: server.stderr }).on('line', (line) => {
    const listening = /^listening on (http:\S+);/.exec(line);
    if (listening) found(listening[1]);
  });
});
const browser = await startBrowser();
const page = await browser.newPage({ viewport: { width: 1000, height: 640 }, locale: 'en-US' });
await page.goto(`${address}/?q=which+certificates+do+clients+need`);
await page.screenshot({ path: join(repository, 'docs/search-page.png') });
await browser.close();
server.kill();
rmSync(index, { recursive: true });
