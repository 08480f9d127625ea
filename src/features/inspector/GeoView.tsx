/** A sorted set as places on a map, and a search among them. */
import { type FormEvent, useMemo, useState } from 'react';
import type { Edit } from '../../client/edits.ts';
import { usePlayground, useView } from '../../client/provider.tsx';
import { labelText } from '../../resp/quote.ts';
import { encodeText } from '../../resp/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Input, Select } from '../../ui/Field.tsx';
import { count, plural } from '../../ui/format.ts';
import { Loading } from '../../ui/Panel.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { scrollable } from '../../ui/scrollable.ts';
import { GeoMap } from './GeoMap.tsx';
import styles from './GeoView.module.css';
import type { Area } from './geo-plot.ts';
import {
  areaOf,
  type FoundPlace,
  foundPlaces,
  type SearchForm,
  searchCommand,
  UNITS,
  type Unit,
} from './geo-search.ts';

const MAX_FOUND = 1000;
const NOTHING: readonly FoundPlace[] = [];

interface Outcome {
  readonly area: Area | undefined;
  readonly places: readonly FoundPlace[];
  readonly unit: Unit;
}

const EMPTY_FORM: SearchForm = {
  from: 'place',
  longitude: '',
  latitude: '',
  member: '',
  by: 'radius',
  radius: '100',
  width: '200',
  height: '200',
  unit: 'km',
};

export default function GeoView({ name, size, edit }: { name: string; size: number; edit: Edit }) {
  const db = usePlayground((state) => state.db);
  const reading = useView({ kind: 'key', db, key: name, offset: 0, limit: 0, view: 'geo' })?.value?.reading;
  const [form, setForm] = useState(EMPTY_FORM);
  const [outcome, setOutcome] = useState<Outcome>();
  const [looked, setLooked] = useState<string>();
  const places = outcome?.places ?? NOTHING;
  const points = reading?.kind === 'geo' ? reading.points : undefined;
  // The map may be given a part of a large set; what was found is drawn in any case.
  const drawn = useMemo(() => {
    const known = new Set(points?.map(({ member }) => member));
    return [...(points ?? []), ...places.filter(({ member }) => !known.has(member))];
  }, [points, places]);
  const found = useMemo(() => new Set(places.map(({ member }) => member)), [places]);
  if (!points) return <Loading />;

  const change = (part: Partial<SearchForm>) => setForm((before) => ({ ...before, ...part }));
  const member = encodeText(form.member);
  const command = searchCommand(name, { ...form, member }, MAX_FOUND);

  async function search(event: FormEvent) {
    event.preventDefault();
    if (!command) return;
    const { ok, reply } = await edit(command);
    if (!ok) return;
    const result = foundPlaces(reply);
    const known = [...result, ...drawn].find((each) => each.member === member);
    const typed = { longitude: Number(form.longitude), latitude: Number(form.latitude) };
    const center = form.from === 'place' ? typed : known;
    setOutcome({ area: center && areaOf(form, center), places: result, unit: form.unit });
    setLooked(undefined);
  }

  const field = (
    key: 'longitude' | 'latitude' | 'radius' | 'width' | 'height',
    label: string,
    hint: string,
  ) => (
    <Input
      small
      mono
      inputMode="decimal"
      aria-label={label}
      placeholder={hint}
      value={form[key]}
      onChange={(event) => change({ [key]: event.target.value })}
    />
  );
  return (
    <>
      <form className={styles.form} aria-label="Search on the map" onSubmit={(event) => void search(event)}>
        <div className={styles.line1}>
          <Segments<SearchForm['from']>
            label="Search from"
            value={form.from}
            options={[
              { value: 'place', label: 'Place' },
              { value: 'member', label: 'Member' },
            ]}
            onChange={(from) => change({ from })}
          />
          {form.from === 'place' ? (
            <>
              {field('longitude', 'Longitude', 'longitude')}
              {field('latitude', 'Latitude', 'latitude')}
            </>
          ) : (
            <Input
              small
              mono
              aria-label="Member to search from"
              placeholder="member"
              value={form.member}
              onChange={(event) => change({ member: event.target.value })}
            />
          )}
        </div>
        <div className={styles.line1}>
          <Segments<SearchForm['by']>
            label="Shape"
            value={form.by}
            options={[
              { value: 'radius', label: 'Circle' },
              { value: 'box', label: 'Box' },
            ]}
            onChange={(by) => change({ by })}
          />
          {form.by === 'radius' ? (
            field('radius', 'Radius', 'radius')
          ) : (
            <>
              {field('width', 'Width', 'width')}
              {field('height', 'Height', 'height')}
            </>
          )}
          <Select
            small
            aria-label="Unit"
            value={form.unit}
            onChange={(event) => change({ unit: event.target.value as Unit })}
          >
            {Object.keys(UNITS).map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </Select>
          <Button small submit look="primary" disabled={!command}>
            Search
          </Button>
          {outcome && (
            <Button small onClick={() => setOutcome(undefined)}>
              Clear
            </Button>
          )}
        </div>
      </form>
      <GeoMap
        points={drawn}
        found={found}
        area={outcome?.area}
        looked={looked}
        onPick={({ longitude, latitude }) =>
          change({ from: 'place', longitude: longitude.toFixed(5), latitude: latitude.toFixed(5) })
        }
      />
      <p className={styles.note} role="status">
        {outcome
          ? `Found ${plural(places.length, 'member')}${places.length === MAX_FOUND ? ', the nearest' : ''}.`
          : `${count(points.length)}${points.length < size ? ` of ${count(size)}` : ''} on the map. A click on it takes a place into the search.`}
      </p>
      {places.length > 0 && (
        <div className={styles.results} {...scrollable('What was found')}>
          <table>
            <thead>
              <tr>
                <th scope="col">Member</th>
                <th scope="col">Distance</th>
                <th scope="col">Longitude</th>
                <th scope="col">Latitude</th>
              </tr>
            </thead>
            <tbody>
              {places.map((place) => (
                <tr key={place.member}>
                  <th scope="row">
                    <button
                      type="button"
                      aria-pressed={looked === place.member}
                      onClick={() => setLooked(looked === place.member ? undefined : place.member)}
                    >
                      {labelText(place.member, '(empty)')}
                    </button>
                  </th>
                  <td>
                    {place.distance} {outcome?.unit}
                  </td>
                  <td>{place.longitude.toFixed(6)}</td>
                  <td>{place.latitude.toFixed(6)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
