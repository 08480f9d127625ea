/** A search of the map: from what stands in the form to the words of GEOSEARCH, and from its reply to places. */
import type { Reply } from '../../engine/reply.ts';
import type { Area, Place } from './geo-plot.ts';

export const UNITS = { m: 1, km: 1000, mi: 1609.34, ft: 0.3048 } as const;
export type Unit = keyof typeof UNITS;

/** The fields of the form as they were typed. */
export interface SearchForm {
  readonly from: 'place' | 'member';
  readonly longitude: string;
  readonly latitude: string;
  /** A byte string. */
  readonly member: string;
  readonly by: 'radius' | 'box';
  readonly radius: string;
  readonly width: string;
  readonly height: string;
  readonly unit: Unit;
}

export interface FoundPlace extends Place {
  readonly member: string;
  readonly distance: string;
}

const number = (text: string): number | undefined => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
};

/** The command; undefined where a field holds no number. At most `count` places are asked for. */
export function searchCommand(key: string, form: SearchForm, count: number): string[] | undefined {
  const needed = [
    ...(form.from === 'place' ? [form.longitude, form.latitude] : []),
    ...(form.by === 'radius' ? [form.radius] : [form.width, form.height]),
  ];
  if (needed.some((text) => number(text) === undefined)) return undefined;
  if (form.from === 'member' && form.member === '') return undefined;
  const words = needed.map((text) => text.trim());
  const center = form.from === 'place' ? ['FROMLONLAT', ...words.splice(0, 2)] : ['FROMMEMBER', form.member];
  const shape = [form.by === 'radius' ? 'BYRADIUS' : 'BYBOX', ...words, form.unit];
  return ['GEOSEARCH', key, ...center, ...shape, 'ASC', 'COUNT', String(count), 'WITHCOORD', 'WITHDIST'];
}

/** What a search covers, around `center`. */
export function areaOf(form: SearchForm, center: Place): Area {
  const meters = (text: string) => (number(text) ?? 0) * UNITS[form.unit];
  return form.by === 'radius'
    ? { center, radius: meters(form.radius) }
    : { center, width: meters(form.width), height: meters(form.height) };
}

/** Reads `[[member, distance, [longitude, latitude]], …]`, over RESP2 and RESP3. */
export function foundPlaces(reply: Reply): FoundPlace[] {
  if (!Array.isArray(reply)) return [];
  return (reply as readonly Reply[]).flatMap((item) => {
    if (!Array.isArray(item)) return [];
    const [member, distance, position] = item as readonly Reply[];
    if (typeof member !== 'string' || !Array.isArray(position)) return [];
    const [longitude, latitude] = (position as readonly Reply[]).map((each) => Number(textOf(each)));
    if (longitude === undefined || latitude === undefined) return [];
    return [{ member, distance: textOf(distance ?? null), longitude, latitude }];
  });
}

function textOf(reply: Reply): string {
  if (typeof reply === 'object' && reply !== null && 'kind' in reply) {
    return reply.kind === 'double' ? String(reply.value) : '';
  }
  return String(reply);
}
