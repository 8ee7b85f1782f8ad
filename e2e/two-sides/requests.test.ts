import { describe, expect, it } from 'vitest';
import type { Asked } from './asked';
import { atOnceAmiss, refreshesAmiss, tooEarly } from './requests';

const asked = (begunAt: number, at: number, more: Partial<Asked> = {}): Asked => ({
  ...{ seq: 0, begunAt, at, mailbox: 'oak', operation: 'event.get', status: 200, retryAfter: null },
  ...{ actor: 'app', user: null, eventId: null, ...more },
});

describe('requests in hand for one mailbox (I10)', () => {
  it('are three at most; one that begins when another ends is not beside it', () => {
    const three = [asked(0, 50), asked(10, 60), asked(20, 70), asked(50, 90)];
    expect(atOnceAmiss(three)).toMatchObject({ most: 3, verdict: { wrong: [] } });
  });

  it('are too many when a fourth begins before one of three has ended; other mailboxes and people do not count', () => {
    const four = [asked(0, 50), asked(10, 60), asked(20, 70), asked(49, 90)];
    const others = [asked(20, 60, { mailbox: 'cedar' }), asked(20, 60, { actor: 'person' })];
    expect(atOnceAmiss([...four, ...others]).verdict.wrong).toHaveLength(1);
    expect(atOnceAmiss([...four.slice(0, 3), ...others]).verdict.wrong).toEqual([]);
  });
});

describe('a wait that was told (I10)', () => {
  const told = asked(0, 50, { status: 429, retryAfter: '30' });

  it('is kept once it was heard', () => {
    const kept = [told, asked(400, 450), asked(30_100, 30_150), asked(5_000, 5_050, { mailbox: 'cedar' })];
    expect(tooEarly(kept, [])).toMatchObject({ excused: 0, verdict: { looked: 1, wrong: [] } });
  });

  it('is broken by a request before its end', () => {
    expect(tooEarly([told, asked(5_000, 5_050)], []).verdict.wrong).toHaveLength(1);
    expect(
      tooEarly([told, asked(5_000, 5_050)], [{ what: 'web 1', from: 20_000, to: 21_000 }]).verdict.wrong,
    ).toHaveLength(1);
  });

  it('cannot be kept when the one who heard it died then', () => {
    const mishap = { what: 'worker 1', from: 100, to: 4_000 };
    expect(tooEarly([told, asked(5_000, 5_050)], [mishap])).toMatchObject({ excused: 1, verdict: { wrong: [] } });
  });

  it('is ten seconds where nothing, or less than a second, was told; a plain 503 tells none', () => {
    const untold = asked(0, 0, { status: 429 });
    expect(tooEarly([untold, asked(9_000, 9_050)], []).verdict.wrong).toHaveLength(1);
    expect(tooEarly([untold, asked(10_001, 10_050)], []).verdict.wrong).toEqual([]);
    expect(tooEarly([asked(0, 0, { status: 503 }), asked(5_000, 5_050)], []).verdict.looked).toBe(0);
  });
});

it('two refreshes for one account are never in hand at once (I15), unless one of the askers died', () => {
  const refresh = (begunAt: number, at: number, user: string) => asked(begunAt, at, { operation: 'token', user });
  const both = [refresh(0, 50, 'ada'), refresh(40, 90, 'ada')];
  expect(refreshesAmiss(both, []).wrong).toHaveLength(1);
  expect(refreshesAmiss([refresh(0, 50, 'ada'), refresh(40, 90, 'ben'), refresh(60, 90, 'ada')], []).wrong).toEqual([]);
  expect(refreshesAmiss(both, [{ what: 'worker 1', from: 20, to: 900 }]).wrong).toEqual([]);
});
