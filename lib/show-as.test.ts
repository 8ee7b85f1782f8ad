import { describe, expect, test } from 'vitest';
import {
  ALL_DAY,
  type Closers,
  closesBy,
  opensOver,
  SHOWN_AS,
  samePolicy,
  showAsPolicy,
  USUAL_CLOSERS,
} from './show-as';

const closers = (more: Partial<Closers> = {}): Closers => ({ ...USUAL_CLOSERS, ...more });

describe('what an event closes', () => {
  test('every word, timed and all day, under every answer about whole days', () => {
    for (const allDayChoice of ALL_DAY)
      for (const word of SHOWN_AS)
        for (const chosen of [true, false]) {
          const by = closers({ [word]: chosen, allDay: allDayChoice });
          expect(closesBy(by, word, false)).toBe(chosen);
          const meant = word === 'busy' || word === 'oof';
          const expected = { never: false, when_busy: meant, as_shown: true }[allDayChoice];
          expect(closesBy(by, word, true)).toBe(chosen && expected);
        }
  });

  test('a word that nobody knows closes time, whatever was chosen', () => {
    const nothing = closers({ tentative: false, busy: false, oof: false, allDay: 'never' });
    for (const word of ['unknown', 'toString', 'a word that Microsoft will invent', '']) {
      expect(closesBy(nothing, word, false)).toBe(true);
      expect(closesBy(nothing, word, true)).toBe(true);
    }
  });

  test('who opens time over busy or away is warned', () => {
    expect(opensOver(USUAL_CLOSERS)).toEqual([]);
    expect(opensOver(closers({ free: true, tentative: false }))).toEqual([]);
    expect(opensOver(closers({ busy: false }))).toEqual(['busy']);
    expect(opensOver(closers({ allDay: 'never' }))).toEqual(['busy', 'oof']);
  });
});

describe('what a column holds', () => {
  test.each([[null], [undefined], [{}], ['nonsense'], [{ inPerson: 3, online: null }]])('%j: as usual', (stored) => {
    expect(showAsPolicy(stored)).toEqual({ inPerson: USUAL_CLOSERS, online: USUAL_CLOSERS });
  });

  test('the old shape says the same of both modes; whole days stay with busy and away', () => {
    for (const tentative of [true, false])
      for (const workingElsewhere of [true, false]) {
        const both = closers({ tentative, workingElsewhere });
        expect(showAsPolicy({ tentative, workingElsewhere })).toEqual({ inPerson: both, online: both });
        expect(closesBy(both, 'tentative', true)).toBe(false);
        expect(closesBy(both, 'workingElsewhere', true)).toBe(false);
      }
    expect(showAsPolicy({ tentative: 'nonsense' }).online.tentative).toBe(true);
  });

  test('the new shape is read as it is written; what is missing or wrong is as usual', () => {
    const policy = {
      inPerson: closers({ workingElsewhere: true }),
      online: closers({ oof: false, allDay: 'as_shown' }),
    };
    expect(showAsPolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
    expect(showAsPolicy({ inPerson: { busy: 'no', allDay: 'sometimes' } })).toEqual(showAsPolicy({}));
    expect(samePolicy(policy, showAsPolicy(policy))).toBe(true);
    expect(samePolicy(policy, showAsPolicy({}))).toBe(false);
  });
});
