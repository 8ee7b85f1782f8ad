'use server';

import { setTimeout } from 'node:timers/promises';

/** A deed that takes time and changes nothing, to see buttons wait. */
export async function waitAMoment(): Promise<void> {
  await setTimeout(1500);
}
