/** Checks of the keyspace as it is now. */
import type { Reply } from '../engine/reply.ts';
import { displayText } from '../resp/text.ts';
import type { CheckResult } from './evaluate.ts';
import type { CheckKind } from './lesson.ts';
import { boundsText, isPartOf, replyMatches, shown, textMatches, timeText, within } from './match.ts';
import { LENGTHS, type Observation, rankOf, readOf } from './observation.ts';
import { quoted, wantedText } from './wording.ts';

type StateKind = 'run' | 'exists' | 'type' | 'value' | 'length' | 'ttl' | 'score' | 'rank' | 'keys';
type StateCheck = Extract<CheckKind, { kind: StateKind }>;
type Of<K extends StateKind> = Extract<CheckKind, { kind: K }>;

const yes = (words: string): CheckResult => ({ ok: true, words });
const no = (words: string): CheckResult => ({ ok: false, words });

/** What elements of a type are called. */
const ELEMENTS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['byte', 'bytes'],
  list: ['element', 'elements'],
  set: ['member', 'members'],
  zset: ['member', 'members'],
  hash: ['field', 'fields'],
  stream: ['entry', 'entries'],
};

export function judgeState(check: StateCheck, seen: Observation): CheckResult {
  switch (check.kind) {
    case 'run':
      return judgeRun(check, seen);
    case 'keys':
      return judgeKeys(check, seen);
    case 'exists': {
      const type = typeOf(check.key, seen);
      if (type === undefined) return UNKNOWN;
      const there = type !== 'none';
      const key = name(check.key);
      if (there === check.exists) return yes(there ? `The key ${key} is there.` : `There is no key ${key}.`);
      return no(there ? `The key ${key} is still there.` : `There is no key ${key} yet.`);
    }
    case 'type':
      return ofType(check.key, check.type, seen) ?? yes(`The key ${name(check.key)} holds a ${check.type}.`);
    case 'value':
      return judgeValue(check, seen);
    case 'length':
      return judgeLength(check, seen);
    case 'ttl':
      return judgeTtl(check, seen);
    case 'score':
      return judgeScore(check, seen);
    case 'rank':
      return judgeRank(check, seen);
  }
}

const UNKNOWN = no('The keys could not be looked at.');

const name = displayText;

function replyTo(argv: readonly string[], seen: Observation): Reply | undefined {
  const peeked = seen.peek(argv);
  return peeked && 'reply' in peeked ? peeked.reply : undefined;
}

function typeOf(key: string, seen: Observation): string | undefined {
  const reply = replyTo(['TYPE', key], seen);
  return typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'simple'
    ? reply.text
    : undefined;
}

/** Why a key does not hold a type; undefined where it does. */
function ofType(key: string, wanted: string, seen: Observation): CheckResult | undefined {
  const type = typeOf(key, seen);
  if (type === undefined) return UNKNOWN;
  if (type === 'none') return no(`There is no key ${name(key)} yet.`);
  return type === wanted ? undefined : no(`The key ${name(key)} holds a ${type}; a ${wanted} is wanted.`);
}

function judgeRun({ argv, expected }: Of<'run'>, seen: Observation): CheckResult {
  const peeked = seen.peek(argv);
  const line = argv.map(displayText).join(' ');
  if (!peeked) return UNKNOWN;
  if ('refused' in peeked) return no(peeked.refused);
  const text = shown(peeked.reply);
  if (!replyMatches(expected, peeked.reply)) return no(`${line} gives ${text}; ${wantedText(expected)}.`);
  return yes(`${line} gives ${isPartOf(expected, text) ? `${quoted(expected.text)}, among others` : text}.`);
}

function judgeKeys({ pattern, bounds }: Of<'keys'>, seen: Observation): CheckResult {
  const peeked = seen.peek(['KEYS', pattern]);
  if (!peeked) return UNKNOWN;
  if ('refused' in peeked) return no(peeked.refused);
  const count = Array.isArray(peeked.reply) ? peeked.reply.length : 0;
  const words = `${count === 0 ? 'No' : count} ${count === 1 ? 'key fits' : 'keys fit'} ${name(pattern)}`;
  return within(bounds, count) ? yes(`${words}.`) : no(`${words}; ${boundsText(bounds)} should.`);
}

function judgeValue(check: Of<'value'>, seen: Observation): CheckResult {
  const { key, field, expected } = check;
  if (field !== undefined && typeOf(key, seen) === 'none')
    return no(`There is no field ${name(field)} yet: the key ${name(key)} is not there.`);
  const wrong = ofType(key, field === undefined ? 'string' : 'hash', seen);
  if (wrong) return wrong;
  const reply = replyTo(readOf(check), seen);
  const what = field === undefined ? `The key ${name(key)}` : `The field ${name(field)} of ${name(key)}`;
  if (typeof reply !== 'string')
    return field === undefined ? UNKNOWN : no(`The hash ${name(key)} has no field ${name(field)} yet.`);
  const text = displayText(reply);
  if (textMatches(expected, text)) return yes(`${what} is ${quoted(text)}.`);
  return no(`${what} is ${quoted(text)}; ${wantedText(expected)}.`);
}

function judgeLength({ key, bounds }: Of<'length'>, seen: Observation): CheckResult {
  const type = typeOf(key, seen);
  if (type === undefined) return UNKNOWN;
  const command = LENGTHS.get(type);
  const reply = command === undefined ? 0 : replyTo([command, key], seen);
  if (typeof reply !== 'number') return UNKNOWN;
  const [one, many] = ELEMENTS[type] ?? ['element', 'elements'];
  const words =
    type === 'none'
      ? `There is no key ${name(key)}`
      : `The key ${name(key)} has ${reply} ${reply === 1 ? one : many}`;
  if (within(bounds, reply)) return yes(`${words}.`);
  const wanted = boundsText(bounds);
  return no(`${words}${type === 'none' ? ' yet' : ''}; ${wanted} ${wanted === '1' ? 'is' : 'are'} wanted.`);
}

function judgeTtl({ key, bounds }: Of<'ttl'>, seen: Observation): CheckResult {
  const reply = replyTo(['PTTL', key], seen);
  if (typeof reply !== 'number') return UNKNOWN;
  if (reply === -2) return no(`There is no key ${name(key)} yet, or it has ended.`);
  if (reply === -1) {
    const words = `The key ${name(key)} has no TTL`;
    return bounds ? no(`${words}; ${boundsText(bounds, timeText)} is wanted.`) : yes(`${words}.`);
  }
  const words = `The key ${name(key)} ends in ${timeText(reply)}`;
  if (!bounds) return no(`${words}; it is to stay.`);
  return within(bounds, reply)
    ? yes(`${words}.`)
    : no(`${words}; ${boundsText(bounds, timeText)} is wanted.`);
}

function judgeScore({ key, member, bounds }: Of<'score'>, seen: Observation): CheckResult {
  const wrong = ofType(key, 'zset', seen);
  if (wrong) return wrong;
  const reply = replyTo(['ZSCORE', key, member], seen);
  const score =
    typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'double'
      ? reply.value
      : undefined;
  if (score === undefined) return no(`${name(member)} is no member of ${name(key)} yet.`);
  const words = `${name(member)} has the score ${score}`;
  return within(bounds, score) ? yes(`${words}.`) : no(`${words}; ${boundsText(bounds)} is wanted.`);
}

function judgeRank(check: Of<'rank'>, seen: Observation): CheckResult {
  const { key, member, rank, top } = check;
  const wrong = ofType(key, 'zset', seen);
  if (wrong) return wrong;
  const reply = replyTo(rankOf(check), seen);
  if (typeof reply !== 'number') return no(`${name(member)} is no member of ${name(key)} yet.`);
  const words = `${name(member)} has rank ${reply}${top ? ' from the top' : ''}`;
  return reply === rank ? yes(`${words}.`) : no(`${words}; ${rank} is wanted.`);
}
