// `npm run dev -- [--content DIR] [--overlay DIR] [--port N]`: the site while it is being written. Edit a runbook, and
// its page, the graph and the wizard follow; the page shows what is to be mended.

import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkoutCache } from '../src/cli/checkout-cache.ts';
import { startDevServer } from '../src/dev/dev-server.ts';
import { isNoOverlay, readOverlay } from '../src/library/read-overlay.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    content: { type: 'string' },
    overlay: { type: 'string' },
    port: { type: 'string', default: '4321' },
  },
});
const port = Number(values.port);
if (!(Number.isInteger(port) && port >= 0 && port < 65536)) {
  console.error(`--port is “${values.port}”; a whole number from 0 to 65535 is needed.`);
  process.exit(1);
}

// npm starts this in the project's folder; a path is meant from where the person stands.
const overlay =
  values.overlay === undefined
    ? null
    : resolve(process.env.INIT_CWD ?? process.cwd(), values.overlay);
if (overlay !== null) {
  const refusal = (await readOverlay(overlay)).diagnostics.find(isNoOverlay);
  if (refusal) {
    console.error(`${overlay}: ${refusal.message}\n${refusal.fix}`);
    process.exit(1);
  }
}

const server = await startDevServer({
  folder: resolve(values.content ?? join(project, 'content')),
  overlay,
  port,
  cache: await checkoutCache(),
  today: new Date().toISOString().slice(0, 10),
  say: (line) => console.log(line),
});
console.log(`Panicroom is at  ${server.address}`);
console.log('Edit a runbook; its page follows. Stop with Ctrl+C.');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void server.stop().then(() => process.exit(0)));
}
