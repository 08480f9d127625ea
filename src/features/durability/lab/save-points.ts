import type { LabRequest } from '../../../protocol/durability.ts';

/** `seconds changes …` as CONFIG SET save takes it; undefined where it is something else. Empty: none. */
export function parseSavePoints(text: string): LabRequest['save'] | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length % 2 !== 0 || !words.every((word) => /^\d{1,9}$/.test(word))) return undefined;
  const points: [number, number][] = [];
  for (let i = 0; i < words.length; i += 2) {
    const seconds = Number(words[i]);
    if (seconds < 1) return undefined;
    points.push([seconds, Number(words[i + 1])]);
  }
  return points;
}
