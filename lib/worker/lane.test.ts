import { expect, it, vi } from 'vitest';
import type { Lease } from '@/lib/db/push-jobs';
import { createLane } from './lane';

const lease = { linkId: 1, fence: 1 };

it('looks once more when somebody called while it was looking', async () => {
  // The first look finds nothing; the work comes while it is on its way.
  const looks: ((found: Lease | null) => void)[] = [];
  const claim = vi.fn(() => new Promise<Lease | null>((resolve) => looks.push(resolve)));
  const run = vi.fn(async () => undefined);
  const lane = createLane({ name: 'push', atOnce: 6, claim, run });
  void lane.fill();
  void lane.fill();
  looks.shift()?.(null);
  await vi.waitFor(() => expect(looks).toHaveLength(1));
  looks.shift()?.(lease);
  await vi.waitFor(() => expect(run).toHaveBeenCalledOnce());
});

it('does not look again when nobody called', async () => {
  const claim = vi.fn(async () => null);
  const lane = createLane({ name: 'push', atOnce: 6, claim, run: async () => undefined });
  await lane.fill();
  expect(claim).toHaveBeenCalledOnce();
});

it('runs no more at once than it may, and the next when one has ended', async () => {
  const ends: (() => void)[] = [];
  const run = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
  const lane = createLane({ name: 'pull', atOnce: 2, claim: async () => lease, run });
  await lane.fill();
  expect(run).toHaveBeenCalledTimes(2);
  ends.shift()?.();
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(3));
});
