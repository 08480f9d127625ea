import { expect, test } from 'vitest';
import { areaOf, foundPlaces, type SearchForm, searchCommand } from './geo-search.ts';

const form: SearchForm = {
  from: 'place',
  longitude: '15',
  latitude: ' 37 ',
  member: '',
  by: 'radius',
  radius: '200',
  width: '400',
  height: '100',
  unit: 'km',
};
const line = (change: Partial<SearchForm>) => searchCommand('k', { ...form, ...change }, 1000)?.join(' ');

test.each<[Partial<SearchForm>, string | undefined]>([
  [{}, 'GEOSEARCH k FROMLONLAT 15 37 BYRADIUS 200 km ASC COUNT 1000 WITHCOORD WITHDIST'],
  [
    { by: 'box', unit: 'mi' },
    'GEOSEARCH k FROMLONLAT 15 37 BYBOX 400 100 mi ASC COUNT 1000 WITHCOORD WITHDIST',
  ],
  [
    { from: 'member', member: 'Palermo', longitude: '' },
    'GEOSEARCH k FROMMEMBER Palermo BYRADIUS 200 km ASC COUNT 1000 WITHCOORD WITHDIST',
  ],
  [{ longitude: '' }, undefined],
  [{ radius: 'far' }, undefined],
  [{ from: 'member' }, undefined],
])('%j asks %s', (change, expected) => expect(line(change)).toBe(expected));

test('what a search covers is counted in meters', () => {
  const center = { longitude: 15, latitude: 37 };
  expect(areaOf(form, center)).toEqual({ center, radius: 200_000 });
  expect(areaOf({ ...form, by: 'box', unit: 'ft' }, center)).toEqual({
    center,
    width: 121.92,
    height: 30.48,
  });
});

test('replies of both protocols are read', () => {
  const place = { member: 'a', distance: '1.5000', longitude: 15.5, latitude: -3 };
  expect(foundPlaces([['a', '1.5000', ['15.5', '-3']]])).toEqual([place]);
  const double = (value: number) => ({ kind: 'double', value }) as const;
  expect(foundPlaces([['a', '1.5000', [double(15.5), double(-3)]]])).toEqual([place]);
  expect(foundPlaces({ kind: 'error', text: 'ERR no' })).toEqual([]);
});
