import { type FeatureIconName, featureIcon } from '@/lib/feature-icons';
import { classNames } from './class-names';

/** As `Icon`: on a grid of 16 with a stroke of 1.5, round ends; one path each. */
const paths: Record<FeatureIconName, string> = {
  check: 'm3 8.5 3.4 3.4L13 4.8',
  power: 'M5.5 2v3.5m5-3.5v3.5M4 5.5h8V8a4 4 0 0 1-8 0V5.5ZM8 12v2.2',
  screen: 'M1.8 3h12.4v8H1.8V3ZM8 11v2.5m-3 0h6',
  projector: 'M1.8 5.5h12.4V12H1.8V5.5ZM10 8.8a1.9 1.9 0 1 0 0-.1M4 8.8h1.8M3.8 12v1.5m8.4-1.5v1.5M10 5.5V2.8',
  whiteboard: 'M1.8 2.5h12.4v8H1.8v-8ZM4.8 14l1.4-3.5m5 3.5-1.4-3.5M4.5 7.5l2-2 1.8 1.8L11.5 5',
  video: 'M1.8 4.5h8.4v7H1.8v-7Zm8.4 2.6 4-2v5.8l-4-2',
  microphone: 'M8 1.8a2 2 0 0 1 2 2v3.6a2 2 0 0 1-4 0V3.8a2 2 0 0 1 2-2ZM3.6 7.4a4.4 4.4 0 0 0 8.8 0M8 11.8v2.4',
  camera: 'M1.8 4.8h3l1-1.8h4.4l1 1.8h3v8.2H1.8V4.8ZM8 11a2.3 2.3 0 1 0 0-4.6A2.3 2.3 0 0 0 8 11Z',
  speaker: 'M2 6.2h2.6L8 3.4v9.2L4.6 9.8H2V6.2ZM10.4 6a2.8 2.8 0 0 1 0 4m1.9-5.9a5.5 5.5 0 0 1 0 7.8',
  wheelchair: 'M6.6 1.9v.2M6.6 4.6v4h4l1.8 4h1.4M6.6 6.4h3M4.7 7.6a3.6 3.6 0 1 0 5 4.6',
  ear: 'M4 6.4a4 4 0 1 1 7.2 2.4C10.2 10 9.4 10.6 9.4 12A2.2 2.2 0 0 1 5.3 13M6 6.4a2 2 0 1 1 3 1.7c-.8.5-1 .9-1 1.6',
  lamp: 'M5.2 2h5.6L13 7.6H3L5.2 2ZM8 7.6v6M5 13.8h6',
  window: 'M2.5 2.5h11v11h-11v-11ZM8 2.5v11M2.5 8h11',
  printer: 'M4.2 6V2h7.6v4M4.2 11.2H2V6h12v5.2h-2.2M4.2 9.4h7.6V14H4.2V9.4Z',
  tools:
    'M9.4 4.4a3 3 0 0 1 3.9-2.4l-1.8 1.9.6 1.4 1.6.5 1-1A3 3 0 0 1 10.8 8l-5.4 5.6a1.6 1.6 0 0 1-2.4-2.2L8.6 6a3 3 0 0 1 .8-1.6Z',
  play: 'M2 8h5v5.5H2V8Zm6.5 0h5.5v5.5H8.5V8ZM5.2 2.5h5.5V8H5.2V2.5Z',
  baby: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM5.8 6.8v.1m4.4-.1v.1M5.6 9.8c.6.8 1.4 1.2 2.4 1.2s1.8-.4 2.4-1.2M8 1.8c1 .8 1 1.8 0 2.2',
  quiet: 'M2 6.2h2.6L8 3.4v9.2L4.6 9.8H2V6.2ZM10.6 6.2l3.6 3.6m0-3.6-3.6 3.6',
  wifi: 'M1.8 6.2a9 9 0 0 1 12.4 0M4 8.6a5.8 5.8 0 0 1 8 0M6.2 11a2.6 2.6 0 0 1 3.6 0M8 13.2v.1',
  stage: 'M1.8 2.5h12.4M3 2.5c0 3-.4 5-1.2 6.5M13 2.5c0 3 .4 5 1.2 6.5M1.8 11h12.4v2.5H1.8V11Z',
  coffee: 'M2.5 6h8.5v4.2a3 3 0 0 1-3 3H5.5a3 3 0 0 1-3-3V6Zm8.5 1h1a1.9 1.9 0 0 1 0 3.8h-1M5 2v1.8m3-1.8v1.8',
};

/** What a space offers, as a small line drawing. It never speaks alone: the feature's name stands beside it. */
export function FeatureIcon({ name, className }: { name: string; className?: string }) {
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
      <path d={paths[featureIcon(name)]} />
    </svg>
  );
}
