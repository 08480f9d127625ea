/** Places on an equirectangular plot with a graticule, and what a search covers and found. */
import { useEffect, useMemo, useRef } from 'react';
import type { GeoPoint } from '../../protocol/views.ts';
import { labelText } from '../../resp/quote.ts';
import { plural } from '../../ui/format.ts';
import styles from './GeoView.module.css';
import { type Area, fitPlot, latitudeText, longitudeText, outline, type Place, ticks } from './geo-plot.ts';
import { useSize } from './useSize.ts';

export interface GeoMapProps {
  readonly points: readonly GeoPoint[];
  readonly found: ReadonlySet<string>;
  readonly area: Area | undefined;
  /** The member that is looked at in the list of what was found. */
  readonly looked: string | undefined;
  /** The place that was clicked. */
  onPick(place: Place): void;
}

/** More names than this would lie on each other. */
const MAX_NAMES = 40;

export function GeoMap({ points, found, area, looked, onPick }: GeoMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const shape = useMemo(() => (area ? outline(area) : []), [area]);
  const plot = useMemo(() => fitPlot([...points, ...shape], width, height), [points, shape, width, height]);
  // For the pointer only: the form takes a place from everybody.
  const latest = useRef({ plot, onPick });
  useEffect(() => {
    latest.current = { plot, onPick };
  });
  useEffect(() => {
    const element = box.current;
    const pick = (event: MouseEvent) => {
      const { left = 0, top = 0 } = element?.getBoundingClientRect() ?? {};
      latest.current.onPick(latest.current.plot.at(event.clientX - left, event.clientY - top));
    };
    element?.addEventListener('click', pick);
    return () => element?.removeEventListener('click', pick);
  }, []);
  const meridians = ticks(plot.west, plot.east, Math.max(1, width / 80));
  const parallels = ticks(plot.south, plot.north, Math.max(1, height / 60));
  const named = (member: string) => points.length <= MAX_NAMES || member === looked || found.size <= 12;

  const label = `Map of ${plural(points.length, 'place')}, ${found.size} of them found`;
  return (
    <div ref={box} className={styles.map}>
      <svg role="img" aria-label={label} width={width} height={height}>
        {meridians.at.map((degrees) => (
          <g key={`m${degrees}`} className={styles.line}>
            <line x1={plot.x(degrees)} x2={plot.x(degrees)} y1={0} y2={height} />
            <text x={plot.x(degrees) + 3} y={height - 4}>
              {longitudeText(degrees, meridians.decimals)}
            </text>
          </g>
        ))}
        {parallels.at.map((degrees) => (
          <g key={`p${degrees}`} className={styles.line}>
            <line x1={0} x2={width} y1={plot.y(degrees)} y2={plot.y(degrees)} />
            <text x={4} y={plot.y(degrees) - 3}>
              {latitudeText(degrees, parallels.decimals)}
            </text>
          </g>
        ))}
        {area && (
          <>
            <polygon
              className={styles.area}
              points={shape.map((place) => `${plot.x(place.longitude)},${plot.y(place.latitude)}`).join(' ')}
            />
            <path
              className={styles.center}
              d={`M${plot.x(area.center.longitude)} ${plot.y(area.center.latitude)}m-6 0h12m-6 -6v12`}
            />
          </>
        )}
        {points.map(({ member, longitude, latitude }) => {
          const [x, y] = [plot.x(longitude), plot.y(latitude)];
          const hit = found.has(member);
          const text = labelText(member);
          return (
            <g key={member} className={hit ? styles.hit : styles.point}>
              {/* What was found is a filled square on its corner, the rest hollow rings. */}
              {hit ? (
                <path d={`M${x} ${y - 6}l6 6l-6 6l-6 -6z`} />
              ) : (
                <circle cx={x} cy={y} r={points.length > 300 ? 2.5 : 4} />
              )}
              {member === looked && <circle className={styles.looked} cx={x} cy={y} r={11} />}
              <title>{`${text} ${longitude.toFixed(6)} ${latitude.toFixed(6)}`}</title>
              {named(member) && (hit || points.length <= MAX_NAMES || member === looked) && (
                <text
                  x={x > width * 0.75 ? x - 9 : x + 9}
                  y={y + 4}
                  textAnchor={x > width * 0.75 ? 'end' : 'start'}
                >
                  {text.length > 24 ? `${text.slice(0, 23)}…` : text}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
