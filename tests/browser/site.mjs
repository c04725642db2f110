// A site to look at: articles, an index, a running server, a browser.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const ARTICLES = {
  'en/boats.md': `# Boats FAQ

## Can I rent a boat?

Yes, at the [harbour](harbour.md#where-is-the-harbour). A small boat costs five crowns an hour.

| Boat | Price for an hour, with everything that belongs to it |
| --- | --- |
| Small | 5 |
| Large, with a cabin and a stove | 50 |

## Can I rent a bicycle?

No, only boats.

> [!NOTE]
> Bicycles may be taken on board.

## Do I need a licence?

Not for small boats.
`,
  'en/harbour.md': '# Harbour FAQ\n\n## Where is the harbour?\n\nBeside the mill.\n\n## When does it open?\n\nAt noon.\n',
  'fr/boats.md': '# FAQ des bateaux\n\n## <a name="can-i-rent-a-boat"></a>Puis-je louer un bateau ?\n\nOui, au port.\n',
  'ar/boats.md': '# أسئلة شائعة عن القوارب\n\n## <a name="can-i-rent-a-boat"></a>هل يمكنني استئجار قارب؟\n\nنعم، في الميناء.\n',
  'ja/login.md': '# 認証の FAQ\n\n## 認証はどのように機能しますか?\n\nパスワードで行います。\n',
};

/** The program under test. */
const FAQ = resolve(process.env.FAQ ?? '../../target/debug/faq');

/** Starts a server with the articles above, and more; `close` ends it. */
export async function startServer(options = [], more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'faq-browser-'));
  for (const [path, text] of Object.entries({ ...ARTICLES, ...more })) {
    const file = join(folder, 'content', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const server = spawn(FAQ, ['serve', '--listen', '127.0.0.1:0', ...options], { cwd: folder });
  const address = await new Promise((found, failed) => {
    server.on('exit', (code) => failed(new Error(`the server ended with ${code}`)));
    createInterface({ input: server.stderr }).on('line', (line) => {
      const listening = /^listening on (http:\S+);/.exec(line);
      if (listening) found(listening[1]);
    });
  });
  const close = () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, close, folder };
}

/** Starts Debian's chromium. */
export function startBrowser() {
  const args = [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
}
