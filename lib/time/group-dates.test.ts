import { expect, test } from 'vitest';
import { groupDates } from './group-dates';

const day = (date: string, note = '', opensMinute?: number) => ({
  ...{ date, note, spans: opensMinute === undefined ? [] : [{ opensMinute, closesMinute: 1020 }] },
});

test('days in a row that say the same are one, over the end of a month', () => {
  expect(groupDates([day('2026-11-30'), day('2026-12-01'), day('2026-12-02')])).toEqual([
    { from: '2026-11-30', to: '2026-12-02', note: '', spans: [] },
  ]);
});

test('a gap, another note or other hours begin anew', () => {
  const days = [day('2026-12-01'), day('2026-12-03'), day('2026-12-04', 'Feast'), day('2026-12-05', 'Feast', 600)];
  expect(groupDates(days).map(({ from, to }) => `${from} ${to}`)).toEqual(
    ['01', '03', '04', '05'].map((at) => `2026-12-${at} 2026-12-${at}`),
  );
});
