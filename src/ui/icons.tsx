/** The icons: strokes of 1.5 on a grid of 16, in the colour of the text. They say nothing by themselves to a screen reader. */
import type { ReactNode } from 'react';

const PATHS = {
  add: <path d="M8 3v10M3 8h10" />,
  close: <path d="m4 4 8 8m0-8-8 8" />,
  check: <path d="m3 8.5 3.2 3L13 4.5" />,
  chevronDown: <path d="m4 6 4 4 4-4" />,
  chevronRight: <path d="m6 4 4 4-4 4" />,
  chevronLeft: <path d="m10 4-4 4 4 4" />,
  first: <path d="m11.5 4-4 4 4 4M4.5 4v8" />,
  last: <path d="m4.5 4 4 4-4 4M11.5 4v8" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="10.8" r="2.7" />
      <path d="m7 8.9 5.8-5.8M10.2 5.7l2 2M12 3.9l1.4 1.4" />
    </>
  ),
  folder: <path d="M2 4.2h4.2l1.4 1.6H14v6.8H2z" />,
  pencil: <path d="M3 13l.7-3L11 2.8l2.2 2.2L6 12.3zM9.6 4.2l2.2 2.2" />,
  trash: <path d="M2.8 4.3h10.4M6.2 4V2.5h3.6V4M4.2 4.5l.6 9h6.4l.6-9M6.7 7v4M9.3 7v4" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M10.5 3.3V2.5h-8v8h.8" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 4.6V8l2.4 1.6" />
    </>
  ),
  timer: (
    <>
      <circle cx="8" cy="9" r="4.8" />
      <path d="M8 6.4V9M6.2 2h3.6M12 4.4l.9.9" />
    </>
  ),
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" strokeWidth="2.2" />,
  play: <path d="M5 3.2v9.6L12.8 8z" fill="currentColor" strokeLinejoin="round" />,
  step: <path d="M3.5 3.2v9.6L10.3 8zM12.8 3.5v9" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.9" />
      <path d="M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1" />
    </>
  ),
  moon: <path d="M13.3 9.7A5.8 5.8 0 0 1 6.3 2.7a5.8 5.8 0 1 0 7 7z" />,
  screen: <path d="M2 3h12v8H2zM5.5 13.5h5M8 11v2.5" />,
  help: (
    <>
      <circle cx="8" cy="8" r="5.9" />
      <path d="M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.7-.8 1.3M8 11.4v.1" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="5.9" />
      <path d="M8 7.3v3.6M8 4.9V5" />
    </>
  ),
  warning: <path d="M8 2.3 14.2 13H1.8zM8 6.4v3.2M8 11.3v.1" />,
  sidebarLeft: <path d="M2 3h12v10H2zM6 3v10" />,
  sidebarRight: <path d="M2 3h12v10H2zM10 3v10" />,
  dock: <path d="M2 3h12v10H2zM2 9.5h12" />,
  code: <path d="m5.5 4.5-3.5 3.5 3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />,
  terminal: <path d="M2 3h12v10H2zM4.5 6l2 2-2 2M8.5 10h3" />,
  ranking: <path d="M2.5 13.5v-5h3v5M6.5 13.5v-11h3v11M10.5 13.5v-7.5h3v7.5" />,
  list: <path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.4 4h.1M2.4 8h.1M2.4 12h.1" />,
  eye: (
    <>
      <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  book: (
    <path d="M8 4.2C6.5 3 4.5 2.8 2 3v9.6c2.5-.2 4.5 0 6 1.2 1.5-1.2 3.5-1.4 6-1.2V3c-2.5-.2-4.5 0-6 1.2zM8 4.2v9.6" />
  ),
  learn: <path d="M8 3l6.7 3.1L8 9.2 1.3 6.1zM4 7.5v3.3c1 1 2.4 1.6 4 1.6s3-.6 4-1.6V7.5M14.7 6.1v3.7" />,
  share: <path d="M8 9.5v-7M5.2 5 8 2.2 10.8 5M4.5 7.5h-1v6h9v-6h-1" />,
  more: <path d="M3.4 8h.1M8 8h.1M12.6 8h.1" strokeWidth="2" />,
  sort: <path d="M4.5 3v10M2.3 10.8l2.2 2.2 2.2-2.2M9 4.5h5M9 8h3.5M9 11.5h2" />,
  filter: <path d="M2 3.3h12L9.5 8.6v4.1l-3 1.3V8.6z" />,
  undo: <path d="M5.5 3 2.5 6l3 3M2.8 6H10a3.4 3.4 0 0 1 0 6.8H6" />,
  refresh: <path d="M13.2 8a5.2 5.2 0 1 1-1.6-3.8M13.4 2.2v2.9h-2.9" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  disk: <path d="M2.5 2.5h8.8l2.2 2.2v8.8h-11zM5 2.5v3.7h5V2.5M4.7 13.5V9h6.6v4.5" />,
  download: <path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.3h10" />,
  upload: <path d="M8 10.2V2.7M4.8 5.7 8 2.5l3.2 3.2M3 13.3h10" />,
  shield: <path d="M8 2 13 3.8v4c0 3-2.1 5.1-5 6.2-2.9-1.1-5-3.2-5-6.2v-4z" />,
  plug: <path d="M5.5 2.5v3M10.5 2.5v3M3.8 5.5h8.4v2a4.2 4.2 0 0 1-8.4 0zM8 11.7v2.3" />,
  command: (
    <path d="M5.8 5.8h4.4v4.4H5.8zM5.8 5.8H4.2a1.6 1.6 0 1 1 1.6-1.6zM10.2 5.8V4.2a1.6 1.6 0 1 1 1.6 1.6zM10.2 10.2h1.6a1.6 1.6 0 1 1-1.6 1.6zM5.8 10.2v1.6a1.6 1.6 0 1 1-1.6-1.6z" />
  ),
  database: (
    <>
      <ellipse cx="8" cy="4" rx="5" ry="2" />
      <path d="M3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

export function Icon({
  name,
  size = 16,
  className,
}: {
  name: IconName;
  size?: number;
  className?: string | undefined;
}) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {PATHS[name]}
    </svg>
  );
}
