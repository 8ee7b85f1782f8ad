import type { Hold } from '@/lib/db/holds';

/** So often a hold may be kept for longer: WCAG 2.2.1 asks for ten times at least. */
export const MOST_EXTENSIONS = 10;

/** A visitor's own hold as the page shows it. */
export type Held = {
  publicId: string;
  until: Date;
  /** How long it is kept for, and would be once more. */
  minutes: number;
  mayExtend: boolean;
};

export const asHeld = (
  { publicId, until, extensions }: Pick<Hold, 'publicId' | 'until' | 'extensions'>,
  minutes: number | null,
): Held => ({ publicId, until, minutes: minutes ?? 0, mayExtend: minutes !== null && extensions < MOST_EXTENSIONS });
