import { classNames } from './class-names';

/** Drawn on a grid of 16 with a stroke of 1.5, round ends; one path each. */
const paths = {
  'arrow-left': 'M13 8H3m4.5-4.5L3 8l4.5 4.5',
  'arrow-right': 'M3 8h10M8.5 3.5 13 8l-4.5 4.5',
  alert: 'M8 2.2 14.4 13.5H1.6L8 2.2ZM8 6.5v3.2m0 1.9v.1',
  calendar: 'M2.5 3.5h11v10h-11v-10ZM2.5 6.8h11M5.5 2v3m5-3v3',
  check: 'm3 8.5 3.4 3.4L13 4.8',
  'chevron-down': 'm3.5 6 4.5 4.5L12.5 6',
  clock: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM8 4.6V8l2.4 1.6',
  close: 'm3.8 3.8 8.4 8.4m0-8.4-8.4 8.4',
  copy: 'M5.5 5.5h8v8h-8v-8ZM3 10.5h-.5v-8h8V3',
  door: 'M3.5 14V2h8v12M1.8 14h12.4M9 7.8v.4',
  error: 'M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4l3.6-3.6ZM8 4.8v3.8m0 2.3v.1',
  external: 'M6.5 3.5h-4v10h10v-4M9.5 2.5h4v4m0-4-6 6',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM8 7.4V11m0-6v.1',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.4-2.4A2.6 2.6 0 0 0 9.2 3.1l-.9.9m.9 2.8a2.6 2.6 0 0 0-3.7 0L3.1 9.2a2.6 2.6 0 0 0 3.7 3.7l.9-.9',
  mail: 'M1.8 3.5h12.4v9H1.8v-9Zm0 .6L8 8.9l6.2-4.8',
  pause: 'M5.5 3.5v9m5-9v9',
  people:
    'M6 7.6a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8ZM1.8 13.2c.3-2.4 2-3.8 4.2-3.8s3.9 1.4 4.2 3.8M10.6 3a2.3 2.3 0 0 1 0 4.4m1.3 2.4c1.3.5 2.1 1.7 2.3 3.4',
  person: 'M8 7.6a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.8 13.8c.4-2.8 2.4-4.4 5.2-4.4s4.8 1.6 5.2 4.4',
  pin: 'M8 14.2C5 11 3.4 8.6 3.4 6.4a4.6 4.6 0 0 1 9.2 0c0 2.2-1.6 4.6-4.6 7.8ZM8 7.8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  plus: 'M8 3v10M3 8h10',
  refresh: 'M13.2 6.6A5.5 5.5 0 0 0 3.4 5M2.8 9.4A5.5 5.5 0 0 0 12.6 11M3 2.2V5h2.8m7.2 8.8V11h-2.8',
  search: 'M7 11.6a4.6 4.6 0 1 0 0-9.2 4.6 4.6 0 0 0 0 9.2Zm3.4-1.2 3.4 3.4',
} as const;

export type IconName = keyof typeof paths;

export const iconNames = Object.keys(paths) as IconName[];

/** A small line drawing. It never speaks alone: a word always stands beside it, so readers skip it. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classNames('size-[1.125em] shrink-0', className)}
    >
      <path d={paths[name]} />
    </svg>
  );
}
