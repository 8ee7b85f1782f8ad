import { expect, test } from 'vitest';
import { polledSlower } from './polled-slower';

const room = { resourceKind: 'space', changeMode: 'poll', connection: { mode: 'delegated' } } as const;
const some = <T>(count: number, link: T) => Array.from({ length: count }, () => link);

test('more than 500 rooms polled through accounts are worth a word; others are not counted', () => {
  const others = [
    ...some(400, { ...room, changeMode: 'webhook' as const }),
    ...some(400, { ...room, connection: { mode: 'app' as const } }),
    ...some(400, { ...room, resourceKind: 'person' as const }),
  ];
  expect(polledSlower([...some(500, room), ...others])).toBeNull();
  expect(polledSlower([...some(501, room), ...others])).toBe(501);
});
