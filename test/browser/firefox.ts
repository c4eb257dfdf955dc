// A Firefox for a test file, over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): the few
// commands that the tests need, in place of a driver with eighty packages. Playwright drives only a
// Firefox of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Null where none is installed. */
export function findFirefox(): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of ['firefox-esr', 'firefox']) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // The next one.
      }
    }
  }
  return null;
}

/** No talk to its maker, and none to anybody else: whatever is asked for goes to a closed port. */
const settings = {
  'app.normandy.enabled': false,
  'browser.startup.page': 0,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
};

interface BidiMessage {
  id?: number;
  type?: string;
  method?: string;
  params?: { text?: string; level?: string };
  result?: Record<string, unknown>;
  message?: string;
}

export class Firefox {
  readonly #program: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: BidiMessage) => void>();
  #commands = 0;
  #context = '';
  /** What its console said. */
  readonly said: string[] = [];

  private constructor(program: ChildProcess, profile: string, socket: WebSocket) {
    this.#program = program;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data))));
  }

  static async start(path: string): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'panicroom-firefox-'));
    const lines = Object.entries(settings).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), `${lines.join('\n')}\n`);
    const program = spawn(
      path,
      [
        '--headless',
        '--no-remote',
        '--profile',
        profile,
        '--remote-debugging-port=0',
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      program.stderr!.on('data', (chunk) => {
        text += chunk;
        const found = /WebDriver BiDi listening on (ws:\/\/127\.0\.0\.1:\d+)/.exec(text);
        if (found) resolve(found[1]!);
      });
      program.once('exit', () => reject(new Error(`Firefox ended: ${text.slice(0, 500)}`)));
    });
    const socket = new WebSocket(`${address}/session`);
    await once(socket, 'open');
    const firefox = new Firefox(program, profile, socket);
    await firefox.#send('session.new', { capabilities: {} });
    await firefox.#send('session.subscribe', { events: ['log.entryAdded'] });
    const tree = await firefox.#send('browsingContext.getTree', {});
    firefox.#context = (tree.contexts as { context: string }[])[0]!.context;
    return firefox;
  }

  async goto(url: string): Promise<void> {
    await this.#send('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
  }

  /** Runs an expression in the page and gives its value as text; waits for a promise. */
  async evaluate(expression: string): Promise<string> {
    const answer = await this.#send('script.evaluate', {
      expression: `Promise.resolve(${expression}).then(String)`,
      target: { context: this.#context },
      awaitPromise: true,
    });
    const result = answer.result as { value?: string } | undefined;
    if (result === undefined)
      throw new Error(`${expression}: ${JSON.stringify(answer).slice(0, 300)}`);
    return result.value ?? '';
  }

  async close(): Promise<void> {
    this.#socket.close();
    const ended = once(this.#program, 'exit');
    this.#program.kill('SIGTERM');
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #send(method: string, params: object): Promise<Record<string, unknown>> {
    const id = ++this.#commands;
    const answer = new Promise<BidiMessage>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { type, result, message } = await answer;
    if (type === 'error' || result === undefined) throw new Error(`${method}: ${message}`);
    return result;
  }

  #hear(message: BidiMessage): void {
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    } else if (message.method === 'log.entryAdded') {
      this.said.push(`${message.params?.level}: ${message.params?.text}`);
    }
  }
}
