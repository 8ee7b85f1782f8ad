import pg from 'pg';
import { vi } from 'vitest';

/** How many statements reach the database while `run` does. */
export async function countQueries(run: () => Promise<unknown>): Promise<number> {
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await run();
    return asked.mock.calls.length;
  } finally {
    asked.mockRestore();
  }
}
