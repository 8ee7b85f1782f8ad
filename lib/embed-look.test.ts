import { describe, expect, it } from 'vitest';
import { embedLook, lookQuery } from './embed-look';

describe('the look of an embedded page', () => {
  it('is what the address asks for', () => {
    const asked = {
      theme: 'dark',
      accent: '#AA0033',
      compact: '1',
      lang: 'es-MX',
      host: 'https://www.library.example',
    };
    const look = embedLook(asked);
    expect(look).toEqual({ ...asked, accent: '#aa0033', compact: true, lang: 'es' });
    expect(embedLook(lookQuery(look))).toEqual(look);
  });

  it.each([
    ['theme', 'auto'],
    ['theme', 'neon'],
    ['accent', 'red'],
    ['accent', '#12345'],
    ['accent', '17503c;}body{display:none'],
    ['accent', ['aa0033', 'bb0033']],
    ['compact', '0'],
    ['lang', 'tlh'],
    ['lang', ''],
    ['host', 'https://*.example'],
    ['host', 'http://library.example'],
    ['host', '*'],
  ])('%s: %j counts as left out', (name, value) => {
    expect(embedLook({ theme: 'light', [name]: value, other: 'x' })).toEqual(
      name === 'theme' ? {} : { theme: 'light' },
    );
  });

  it.each([[undefined], [null], ['x'], [[]]])('%j asks for nothing', (raw) => {
    expect(embedLook(raw)).toEqual({});
    expect(lookQuery(embedLook(raw))).toEqual({});
  });
});
