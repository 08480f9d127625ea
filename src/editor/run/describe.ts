/** Results in words. */
import type { Reply } from '../../engine/reply.ts';
import { formatReply, shortReply, typeName } from '../../resp/format.ts';
import { shapeOf } from '../../resp/shape.ts';
import { count, plural } from '../../ui/format.ts';
import { microseconds } from '../../ui/micros.ts';
import type { Outcome, StatementResult } from './results.ts';
import type { RunSummary } from './runner.ts';

export type Tone = 'good' | 'bad' | 'nil' | 'busy' | 'quiet';

export interface ResultLine {
  readonly tone: Tone;
  /** So that colour is not the only sign. */
  readonly sign: string;
  readonly text: string;
  /** The reply's type where the text does not say it already. */
  readonly type: string;
  /** Empty where there is none. */
  readonly time: string;
}

/** A result on one line of about `room` characters. */
export function describeResult(result: StatementResult, room = 72): ResultLine {
  const quiet = { type: '', time: '' };
  switch (result.state) {
    case 'running':
      return { ...quiet, tone: 'busy', sign: '…', text: result.progress ?? 'running' };
    case 'blocked':
      return { ...quiet, tone: 'busy', sign: '…', text: 'blocked, waiting for another client' };
    case 'queued':
      return { ...quiet, tone: 'busy', sign: '…', text: 'queued behind a blocked command' };
    case 'waiting':
      return { ...quiet, tone: 'busy', sign: '…', text: 'waiting' };
    case 'stopped':
      return { ...quiet, tone: 'quiet', sign: '■', text: 'stopped' };
    case 'done':
      return done(result, room);
  }
}

function done(result: StatementResult, room: number): ResultLine {
  const { reply, expected, micros, outcome } = result;
  if (outcome) return describeOutcome(outcome, result, room);
  if (result.lane === undefined) return { tone: 'quiet', sign: '✓', text: 'waited', type: '', time: '' };
  const type = typeName(reply);
  const text = shortReply(reply, room, { text: 'utf8', resp: result.resp }) || 'no reply';
  const time = micros < 0 ? '' : microseconds(micros);
  const error = type === 'error';
  if (expected && !expected.met)
    return { tone: 'bad', sign: '✗', text: `${text}, not as expected`, type: '', time };
  const met = expected ? '✓' : '';
  if (error) return { tone: expected ? 'good' : 'bad', sign: met || '✗', text, type: '', time };
  if (type === 'nil') return { tone: 'nil', sign: met || '∅', text, type: '', time };
  const said = type === 'status' || type === 'integer' || text.startsWith('(');
  return { tone: 'good', sign: met || '→', text, type: said ? '' : typeLabel(reply, result.resp), time };
}

function describeOutcome(outcome: Outcome, { expected, micros }: StatementResult, room: number): ResultLine {
  const summary = outcome.summary.length > room ? `${outcome.summary.slice(0, room - 1)}…` : outcome.summary;
  const quiet = { type: '', time: micros < 0 ? '' : microseconds(micros) };
  if (expected && !expected.met)
    return { ...quiet, tone: 'bad', sign: '✗', text: `${summary}, not as expected` };
  if (outcome.failed)
    return { ...quiet, tone: expected ? 'good' : 'bad', sign: expected ? '✓' : '✗', text: summary };
  return { ...quiet, tone: 'good', sign: expected ? '✓' : '→', text: summary };
}

/** A result in full, as it is shown below its statement. */
export function fullText({ outcome, reply, resp }: StatementResult): string {
  return outcome
    ? (outcome.text ?? outcome.lines.join('\n')) || outcome.summary
    : formatReply(reply, { text: 'utf8', resp });
}

/** A reply's type in the client's protocol, with the size of a list. */
export function typeLabel(reply: Reply, resp: 2 | 3): string {
  const shape = shapeOf(reply, resp);
  if (shape.as === 'bulk') return 'string';
  if (shape.as !== 'list') return typeName(reply);
  const size = shape.kind === 'map' ? shape.items.length / 2 : shape.items.length;
  return `${shape.kind} of ${count(size)}`;
}

/** `12 commands, 1 program, 1 error, 1 not as expected`. What a program sends is counted with the program. */
export function describeSummary({ commands, programs, errors, unmet, stopped }: RunSummary): string {
  const parts = commands > 0 || programs === 0 ? [plural(commands, 'command')] : [];
  if (programs > 0) parts.push(plural(programs, 'program'));
  if (errors > 0) parts.push(plural(errors, 'error'));
  if (unmet > 0) parts.push(`${count(unmet)} not as expected`);
  if (stopped) parts.push('stopped');
  return parts.join(', ');
}
