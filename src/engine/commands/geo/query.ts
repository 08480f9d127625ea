/**
 * Reading a search. The reference looks at the source key first, then at arguments from left to right, and finds a member's
 * position the moment it reads FROMMEMBER: so reading needs the sorted set, and is done when the command runs.
 */
import { Args } from '../../args.ts';
import * as errors from '../../errors.ts';
import type { Shape } from '../../values/geo-area.ts';
import { decode, type Position } from '../../values/geohash.ts';
import type { SortedSet } from '../../values/sorted-set.ts';
import { type Lengths, readPosition, readRadius, readSides } from './arguments.ts';

const NO_MEMBER = errors.err('could not decode requested zset member');
const COUNT_POSITIVE = errors.err('COUNT must be > 0');
const ANY_WITHOUT_COUNT = errors.err('the ANY argument requires COUNT argument');

/** Which command reads: the older two forms, or GEOSEARCH; and whether and how it may store. */
export interface Form {
  readonly center: 'position' | 'member' | 'option';
  readonly store: 'never' | 'option' | 'always';
}

export interface Query {
  /** Undefined where the source key is not there: nothing to search. */
  readonly shape: Shape | undefined;
  /** Meters in the unit of distances. */
  readonly unit: number;
  readonly withDistance: boolean;
  readonly withHash: boolean;
  readonly withPosition: boolean;
  /** 0: all. */
  readonly count: number;
  readonly any: boolean;
  readonly sort: 'ASC' | 'DESC' | undefined;
  readonly destination: string | undefined;
  readonly storeDistance: boolean;
}

interface Draft {
  center: Position | undefined;
  byMember: boolean;
  byPosition: boolean;
  radius: Lengths | undefined;
  sides: Lengths | undefined;
}

/** Reads the words after the keys; `name` is the command as the client wrote it. */
export function readQuery(
  words: readonly string[],
  name: string,
  form: Form,
  zset: SortedSet | undefined,
  fixedDestination: string | undefined,
): Query {
  const args = new Args().reset(words, 0);
  const draft: Draft = {
    center: undefined,
    byMember: false,
    byPosition: false,
    radius: undefined,
    sides: undefined,
  };
  readCenter(args, form, zset, draft);
  let withDistance = false;
  let withHash = false;
  let withPosition = false;
  let any = false;
  let sort: 'ASC' | 'DESC' | undefined;
  let count = 0;
  let destination = fixedDestination;
  let storeDistance = false;
  while (!args.done) {
    if (args.accept('WITHDIST')) withDistance = true;
    else if (args.accept('WITHHASH')) withHash = true;
    else if (args.accept('WITHCOORD')) withPosition = true;
    else if (args.accept('ANY')) any = true;
    else if (args.accept('ASC')) sort = 'ASC';
    else if (args.accept('DESC')) sort = 'DESC';
    else if (args.left > 1 && args.accept('COUNT')) {
      count = args.integer();
      if (count <= 0) throw COUNT_POSITIVE;
    } else if (form.store === 'option' && args.left > 1 && args.accept('STORE')) {
      destination = args.next();
      storeDistance = false;
    } else if (form.store === 'option' && args.left > 1 && args.accept('STOREDIST')) {
      destination = args.next();
      storeDistance = true;
    } else if (form.store === 'always' && args.accept('STOREDIST')) storeDistance = true;
    else if (form.center !== 'option' || !readShapeOption(args, zset, draft)) throw errors.SYNTAX;
  }
  if (destination !== undefined && (withDistance || withHash || withPosition)) {
    const who = form.store === 'always' ? 'GEOSEARCHSTORE' : 'STORE option in GEORADIUS';
    throw errors.err(`${who} is not compatible with WITHDIST, WITHHASH and WITHCOORD options`);
  }
  if (form.center === 'option') requireShape(draft, name);
  if (any && count === 0) throw ANY_WITHOUT_COUNT;
  // The nearest so many need an order; any so many do not.
  if (count !== 0 && sort === undefined && !any) sort = 'ASC';
  return {
    shape: shapeOf(draft),
    unit: (draft.sides ?? draft.radius)?.unit ?? 1,
    withDistance,
    withHash,
    withPosition,
    count,
    any,
    sort,
    destination,
    storeDistance,
  };
}

/** The center and radius that the older commands have at fixed places. */
function readCenter(args: Args, form: Form, zset: SortedSet | undefined, draft: Draft): void {
  if (form.center === 'position') {
    draft.center = readPosition(args);
    draft.radius = readRadius(args);
  } else if (form.center === 'member') {
    // Without a source the radius is not even looked at.
    if (zset === undefined) args.pos += 3;
    else {
      draft.center = positionOf(zset, args.next());
      draft.radius = readRadius(args);
    }
  }
}

/** Reads one of GEOSEARCH's options for center and shape; false where there is none. */
function readShapeOption(args: Args, zset: SortedSet | undefined, draft: Draft): boolean {
  if (!draft.byPosition && args.left > 1 && args.accept('FROMMEMBER')) {
    const member = args.next();
    if (zset !== undefined) draft.center = positionOf(zset, member);
    draft.byMember = true;
  } else if (!draft.byMember && args.left > 2 && args.accept('FROMLONLAT')) {
    draft.center = readPosition(args);
    draft.byPosition = true;
  } else if (draft.sides === undefined && args.left > 2 && args.accept('BYRADIUS')) {
    draft.radius = readRadius(args);
  } else if (draft.radius === undefined && args.left > 3 && args.accept('BYBOX')) {
    draft.sides = readSides(args);
  } else return false;
  return true;
}

function requireShape(draft: Draft, name: string): void {
  if (!draft.byMember && !draft.byPosition) {
    throw errors.err(`exactly one of FROMMEMBER or FROMLONLAT can be specified for ${name}`);
  }
  if (draft.radius === undefined && draft.sides === undefined) {
    throw errors.err(`exactly one of BYRADIUS and BYBOX can be specified for ${name}`);
  }
}

function positionOf(zset: SortedSet, member: string): Position {
  const score = zset.score(member);
  if (score === undefined) throw NO_MEMBER;
  return decode(score);
}

function shapeOf({ center, radius, sides }: Draft): Shape | undefined {
  if (center === undefined) return undefined;
  if (sides) {
    const [width = 0, height = 0] = sides.values;
    return { kind: 'box', center, width: width * sides.unit, height: height * sides.unit };
  }
  if (radius) return { kind: 'circle', center, radius: (radius.values[0] ?? 0) * radius.unit };
  return undefined;
}
