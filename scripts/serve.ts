// Serves dist/site on 127.0.0.1 and says where it is. PORT chooses the port.

import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listenLocally, staticServer } from '../src/offline/static-server.ts';

const site = fileURLToPath(new URL('../dist/site/', import.meta.url));
const index = `${site}index.html`;
if (!existsSync(index)) {
  console.error('There is no built site yet. Build it with: npm run build');
  process.exit(1);
}

const asked = process.env.PORT ? Number(process.env.PORT) : null;
if (asked !== null && !(Number.isInteger(asked) && asked >= 0 && asked < 65536)) {
  console.error(`PORT is “${process.env.PORT}”; a whole number from 0 to 65535 is needed.`);
  process.exit(1);
}

const server = staticServer(site);
try {
  const port = await listenLocally(server, asked ?? 4173, asked !== null);
  console.log(`Panicroom is at  http://127.0.0.1:${port}/`);
  console.log(`or, unserved, at ${pathToFileURL(index).href}`);
  console.log('Stop with Ctrl+C.');
} catch (error) {
  console.error(`Cannot listen on 127.0.0.1: ${(error as Error).message}`);
  process.exit(1);
}
