// A site to ask about: one article, and a server that answers assistants.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The program under test. */
export const FAQ = resolve(process.env.FAQ ?? '../../target/debug/faq');

/** Starts a server at `address`, in `folder`; `close` ends it. */
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), 'faq-mcp-'));
  mkdirSync(join(folder, 'content/en'), { recursive: true });
  writeFileSync(join(folder, 'content/en/boats.md'), '# Boats FAQ\n\n## Can I rent a boat?\n\nYes.\n');
  const server = spawn(FAQ, ['serve', '--mcp', '--listen', '127.0.0.1:0'], { cwd: folder });
  const address = await new Promise((found, failed) => {
    server.on('exit', (code) => failed(new Error(`the server ended with ${code}`)));
    createInterface({ input: server.stderr }).on('line', (line) => {
      const listening = /^listening on (http:\S+);/.exec(line);
      if (listening) found(new URL('/mcp', listening[1]));
    });
  });
  const close = () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, folder, close };
}
