import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from '@/lib/contrast';

const css = readFileSync('app/tokens.css', 'utf8');
const [usual = '', more = ''] = css.split('@media (prefers-contrast: more)');

type Theme = 'light' | 'dark';

/** The colour tokens of one theme: `--ink: light-dark(#24211b, #ece7da)`. */
function tokens(text: string, theme: Theme): Record<string, string> {
  const found = [...text.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)];
  return Object.fromEntries(found.map(([, name, light, dark]) => [name, theme === 'light' ? light : dark]));
}

const grounds = ['ground', 'surface', 'sunken'];
/** What is read needs 4.5 to 1, what is only recognised 3 to 1 (WCAG 1.4.3, 1.4.11). */
const pairs: [front: string, back: string, least: number][] = [
  ...grounds.flatMap((ground): [string, string, number][] => [
    ...['ink', 'ink-soft', 'accent', 'ok', 'waiting', 'attention', 'off'].map((ink): [string, string, number] => [
      ink,
      ground,
      4.5,
    ]),
    ['line-strong', ground, 3],
  ]),
  ...['ok', 'waiting', 'attention', 'off'].flatMap((state): [string, string, number][] => [
    [state, `${state}-soft`, 4.5],
    ['ink', `${state}-soft`, 4.5],
  ]),
  ['accent', 'waiting-soft', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['accent-strong', 'accent-soft', 4.5],
  ['accent-strong', 'free', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['ink', 'accent-soft', 4.5],
  ['ink-soft', 'accent-soft', 4.5],
  ['taken', 'surface', 3],
  ['free-line', 'surface', 3],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const plain = tokens(usual, theme);

  it.each(pairs)('%s stands out from %s', (front, back, least) => {
    expect(contrast(plain[front] ?? '', plain[back] ?? '')).toBeGreaterThanOrEqual(least);
  });

  it('more contrast is more', () => {
    const strong = { ...plain, ...tokens(more, theme) };
    for (const ink of ['ink', 'ink-soft', 'accent', 'ok', 'waiting', 'attention', 'off']) {
      expect(contrast(strong[ink] ?? '', strong.ground ?? ''), ink).toBeGreaterThanOrEqual(7);
    }
  });
});
