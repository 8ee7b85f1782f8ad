/** The drawings that a feature of a space may bear (`app/_ui/feature-icon.tsx`). What is stored and unknown here is a `check`. */
export const FEATURE_ICONS = [
  ...(['check', 'power', 'screen', 'projector', 'whiteboard', 'video', 'microphone', 'camera', 'speaker'] as const),
  ...([
    'wheelchair',
    'ear',
    'lamp',
    'window',
    'printer',
    'tools',
    'play',
    'baby',
    'quiet',
    'wifi',
    'stage',
    'coffee',
  ] as const),
] as const;

export type FeatureIconName = (typeof FEATURE_ICONS)[number];

export const featureIcon = (stored: string): FeatureIconName =>
  FEATURE_ICONS.find((name) => name === stored) ?? 'check';
