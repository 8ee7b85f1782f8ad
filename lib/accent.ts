import { contrast, mix } from './contrast';

/** What is read needs 4.5 to 1 (WCAG 1.4.3). */
const LEAST = 4.5;

/** Grounds and ends of each theme, as in `app/tokens.css`; a test holds the two against each other. */
export const GROUNDS = {
  light: { surface: '#fffdf9', farthest: '#f2ede2', towards: '#000000', on: '#fffdf9', soft: 0.1 },
  dark: { surface: '#24221e', farthest: '#24221e', towards: '#ffffff', on: '#0f261b', soft: 0.16 },
} as const;

export type Accent = { accent: string; strong: string; soft: string; on: string };

/**
 * A library's own colour ('#rrggbb') as the accent of one theme: darker, or lighter, by as much as it takes to be read on
 * every ground, the accent's own soft one included.
 */
export function accentOf(colour: string, theme: 'light' | 'dark'): Accent {
  const { surface, farthest, towards, on, soft: share } = GROUNDS[theme];
  for (let step = 0; ; step++) {
    const accent = mix(colour, towards, Math.min(1, step * 0.04));
    const soft = mix(surface, accent, share);
    const isReadable = [surface, farthest, soft, on].every((ground) => contrast(accent, ground) >= LEAST);
    // Black and white are readable on all of them.
    if (isReadable || step >= 25) return { accent, strong: mix(accent, towards, 0.3), soft, on };
  }
}
