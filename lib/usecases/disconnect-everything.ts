import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { library } from '@/lib/db/library';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { disconnectIntegration } from './disconnect-integration';
import type { Ended } from './end-connection';

const input = z.object({ confirm: z.string({ error: 'required' }).trim().min(1, 'required') });

/**
 * As {@link disconnectIntegration}, for whoever typed the library's name: what ends for everybody is not ended by two
 * presses in the wrong window. Capitals do not matter.
 */
export async function disconnectEverything(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<Ended & { connections: number }>> {
  const typed = parse(input, raw);
  if (!can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  if (!typed.ok) return typed;
  const name = (await library(db()))?.name ?? '';
  if (typed.value.confirm.toLowerCase() !== name.trim().toLowerCase())
    return refuse({ code: 'invalid', fields: { confirm: 'not_the_name' } });
  return disconnectIntegration(actor, raw, now);
}
