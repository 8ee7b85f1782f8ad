import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accentOf, GROUNDS } from './accent';
import { contrast, mix } from './contrast';

/** The corners and edges of all colours, and what lies between. */
const parts = ['00', '33', '66', '99', 'cc', 'ff'];
const colours = parts.flatMap((red) => parts.flatMap((green) => parts.map((blue) => `#${red}${green}${blue}`)));

describe.each(['light', 'dark'] as const)('an accent in the %s theme', (theme) => {
  it('can be read on every ground, whatever colour was asked for', () => {
    const { surface, farthest } = GROUNDS[theme];
    const tooWeak = colours.filter((colour) => {
      const { accent, strong, soft, on } = accentOf(colour, theme);
      const pairs = [
        ...[surface, farthest, soft].flatMap((ground) => [accent, strong].map((ink) => [ink, ground] as const)),
        ...[accent, strong].map((ground) => [on, ground] as const),
      ];
      return pairs.some(([front, back]) => contrast(front, back) < 4.5);
    });
    expect(tooWeak).toEqual([]);
  });

  it('stands on the grounds of the style sheet', () => {
    const { surface, farthest } = GROUNDS[theme];
    const css = readFileSync('app/tokens.css', 'utf8').split('@media (prefers-contrast: more)')[0] ?? '';
    const grounds = ['ground', 'surface', 'sunken'].map((name) => {
      const [, light = '', dark = ''] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css) ?? [];
      return theme === 'light' ? light : dark;
    });
    expect(grounds).toContain(surface);
    expect(grounds).toContain(farthest);
    const nearest = grounds.map((one) => contrast(theme === 'light' ? '#000' : '#fff', one));
    expect(contrast(theme === 'light' ? '#000' : '#fff', farthest)).toBe(Math.min(...nearest));
  });
});

it('is the colour itself where that can be read', () => {
  expect(accentOf('#17503c', 'light').accent).toBe('#17503c');
  expect(accentOf('#93c9ab', 'dark').accent).toBe('#93c9ab');
  expect(accentOf('#ffdd00', 'light').accent).not.toBe('#ffdd00');
});

it('is mixed part by part', () => {
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
  expect(mix('#102030', '#ffffff', 0)).toBe('#102030');
});
