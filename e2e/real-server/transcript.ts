/**
 * Runs a short script of commands on a server and keeps all that each of its clients received.
 *
 * One command a line, quoted as in redis-cli, `#` comments. `b> CMD` is sent by another client, named b. `& CMD` does not
 * wait for a reply: the command blocks, or none comes. `~ CMD` compares lists without their order, `? CMD` only the type.
 * `sleep 20` waits for that many ms.
 */
import type { Reply } from '../../src/engine/reply.ts';
import { splitArguments } from '../../src/resp/split.ts';
import { encodeReply } from '../../src/resp/writer.ts';
import { RespClient } from './client.ts';
import { type Leeway, leewayOf } from './compare.ts';

export interface Step {
  readonly line: string;
  readonly client: string;
  readonly argv: readonly string[];
  readonly waits: boolean;
  readonly leeway: Leeway;
}

export function parseScript(text: string): Step[] {
  const steps: Step[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, client = 'main', marks = '', command = ''] =
      /^(?:([a-z])> )?((?:[&~?] )*)(.*)$/s.exec(line) ?? [];
    const { args, error } = splitArguments(command);
    if (error) throw new Error(`unbalanced quotes: ${line}`);
    let leeway = leewayOf(args);
    if (marks.includes('~')) leeway = { ...leeway, order: 'items' };
    if (marks.includes('?')) leeway = { type: true };
    steps.push({ line, client, argv: args, waits: !marks.includes('&'), leeway });
  }
  return steps;
}

/** What one client received, and the step that it belongs to. */
export interface Received {
  readonly step: Step;
  readonly reply: Reply;
}

const END = 'end of transcript';
const isEnd = (reply: Reply) => encodeReply(reply, 3).includes(END);

/** Runs the steps from an empty keyspace; what came, by client. */
export async function record(
  port: number,
  resp: 2 | 3,
  steps: readonly Step[],
): Promise<Map<string, Received[]>> {
  const clients = new Map<string, RespClient>();
  const sent = new Map<string, { step: Step; at: number }[]>();
  for (const { client } of steps) {
    if (clients.has(client)) continue;
    const connection = await RespClient.open(port);
    if (clients.size === 0) await connection.send('FLUSHALL');
    if (resp === 3) await connection.send('HELLO', '3');
    connection.received.length = 0;
    clients.set(client, connection);
    sent.set(client, []);
  }
  for (const step of steps) {
    if (step.argv[0] === 'sleep') {
      await new Promise((resolve) => setTimeout(resolve, Number(step.argv[1])));
      continue;
    }
    const client = clients.get(step.client);
    if (!client || client.closed) continue;
    const at = client.received.length;
    sent.get(step.client)?.push({ step, at });
    client.write(step.argv);
    if (step.waits) await client.until(() => client.received.length > at, 3000);
    // Time for a command that blocks to reach the server before what comes next.
    else await new Promise((resolve) => setTimeout(resolve, 15));
  }
  const result = new Map<string, Received[]>();
  for (const [name, client] of clients) {
    client.write(['PING', END]);
    await client.until(() => client.received.some(isEnd), 300);
    client.close();
    const steps = sent.get(name) ?? [];
    result.set(
      name,
      client.received
        .filter((reply) => !isEnd(reply))
        .map((reply, i) => ({
          step: steps.findLast(({ at }) => at <= i)?.step ?? steps[0]?.step ?? NONE,
          reply,
        })),
    );
  }
  return result;
}

const NONE: Step = { line: '', client: 'main', argv: [], waits: false, leeway: {} };
