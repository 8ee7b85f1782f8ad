import { expect, test } from 'vitest';
import { span } from './facts.test-data';
import { occupancyRows } from './occupancy';

const item = { ...span('2026-11-20 10:00', '11:00'), resourceId: 1, partIds: [], setupMinutes: 0, cleanupMinutes: 0 };

test('a booking closes its resource and every part below it', () => {
  expect(occupancyRows([{ ...item, partIds: [2, 3] }]).map((row) => row.resourceId)).toEqual([1, 2, 3]);
});

test('time before and after are pads, of the parts too', () => {
  const rows = occupancyRows([{ ...item, partIds: [2], setupMinutes: 15, cleanupMinutes: 30 }]);
  expect(rows.filter((row) => row.pad)).toEqual([
    { resourceId: 1, ...span('2026-11-20 09:45', '10:00'), pad: true },
    { resourceId: 1, ...span('2026-11-20 11:00', '11:30'), pad: true },
    { resourceId: 2, ...span('2026-11-20 09:45', '10:00'), pad: true },
    { resourceId: 2, ...span('2026-11-20 11:00', '11:30'), pad: true },
  ]);
});

test('a booking of a whole and of its part does not meet itself', () => {
  const part = { ...item, ...span('2026-11-20 11:00', '12:00'), resourceId: 2, setupMinutes: 15 };
  const rows = occupancyRows([{ ...item, partIds: [2], cleanupMinutes: 15 }, part]);
  expect(rows.filter((row) => row.resourceId === 2)).toEqual([
    { resourceId: 2, ...span('2026-11-20 10:00', '12:00'), pad: false },
  ]);
});
