// The official clients of the Model Context Protocol, old and new, over both transports.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { FAQ, startServer } from './site.mjs';

const ME = { name: 'faq-tests', version: '1' };

let server;
before(async () => {
  server = await startServer();
});
after(() => server?.close());

const program = () => ({ command: FAQ, args: ['mcp'], cwd: server.folder });
const negotiating = (mode) => new Client(ME, { versionNegotiation: { mode } });
const CLIENTS = {
  'the new client, newest version, standard input': () => [negotiating('auto'), new StdioClientTransport(program())],
  'the new client, older version, standard input': () => [negotiating('legacy'), new StdioClientTransport(program())],
  'the new client, newest version, HTTP': () => [negotiating('auto'), new StreamableHTTPClientTransport(server.address)],
  'the new client, older version, HTTP': () => [negotiating('legacy'), new StreamableHTTPClientTransport(server.address)],
  'the old client, standard input': () => [new OldClient(ME), new OldStdio(program())],
  'the old client, HTTP': () => [new OldClient(ME), new OldHttp(server.address)],
};

for (const [name, make] of Object.entries(CLIENTS)) {
  test(`${name}: searches and reads`, async () => {
    const [client, transport] = make();
    await client.connect(transport);
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map((tool) => tool.name), ['faq_search', 'faq_get']);
    const found = await client.callTool({ name: 'faq_search', arguments: { query: 'rent a boat' } });
    const [hit] = found.structuredContent.hits;
    assert.equal(hit.question, 'Can I rent a boat?');
    const { contents } = await client.readResource({ uri: `faq:///${hit.id}` });
    assert.match(contents[0].text, /^# Can I rent a boat\?\n\nYes\./);
    await client.close();
  });
}
