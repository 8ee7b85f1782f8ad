import { describe, expect, it } from 'vitest';
import { ownTimeText } from './own-time-text';

const newYork = { locale: 'en', timeZone: 'America/New_York' };
const start = '2026-11-21T19:00:00Z';
const end = '2026-11-21T20:00:00Z';

describe('the time on the visitor’s own clock', () => {
  it('is told where the clocks differ, by half hours too', () => {
    expect(ownTimeText(start, end, newYork, 'Europe/Berlin')).toBe('8:00–9:00 PM');
    expect(ownTimeText(start, null, newYork, 'Europe/Berlin')).toBe('8:00 PM');
    expect(ownTimeText(start, null, { ...newYork, locale: 'es' }, 'Europe/Madrid')).toBe('20:00');
  });

  it('names the day where it is another one', () => {
    expect(ownTimeText(start, end, newYork, 'Asia/Kolkata')).toBe('Sun, Nov 22, 12:30–1:30 AM');
  });

  it('is not told where both clocks show the same, whatever the zones are called', () => {
    expect(ownTimeText(start, end, newYork, 'America/Detroit')).toBeNull();
    // Arizona keeps its clocks: as in Denver in winter, an hour behind in summer.
    const denver = { locale: 'en', timeZone: 'America/Denver' };
    expect(ownTimeText(start, null, denver, 'America/Phoenix')).toBeNull();
    expect(ownTimeText('2026-07-01T19:00:00Z', null, denver, 'America/Phoenix')).toBe('12:00 PM');
  });

  it('is told for both hours of one name on the night the clocks go back', () => {
    const first = ownTimeText('2026-11-01T05:30:00Z', null, newYork, 'UTC');
    const second = ownTimeText('2026-11-01T06:30:00Z', null, newYork, 'UTC');
    expect([first, second]).toEqual(['5:30 AM', '6:30 AM']);
  });
});
