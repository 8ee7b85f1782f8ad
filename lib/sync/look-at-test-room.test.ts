import { expect, test } from 'vitest';
import { acceptsConflicts } from './look-at-test-room';

const meeting = (remoteId: string, from: number, to: number) => ({
  ...{ remoteId, showAs: 'busy', cancelled: false },
  ...{ start: new Date(Date.UTC(2026, 10, 24, from)), end: new Date(Date.UTC(2026, 10, 24, to)) },
});

test('two meetings of others over one another prove that the room accepts conflicts; beside an event of ours nothing is proved', () => {
  const [early, late, after] = [meeting('a', 9, 11), meeting('b', 10, 12), meeting('c', 12, 13)];
  expect(acceptsConflicts([late, early], new Set())).toBe(true);
  expect(acceptsConflicts([late, after], new Set())).toBe(false);
  expect(acceptsConflicts([early, late], new Set(['a']))).toBe(false);
  expect(acceptsConflicts([early, { ...late, cancelled: true }], new Set())).toBe(false);
});
