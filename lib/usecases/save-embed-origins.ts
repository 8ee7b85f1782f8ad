import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { lockEmbedOrigins, setEmbedOrigins } from '@/lib/db/embed-origins';
import { embedOrigin } from '@/lib/embed-origins';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

/** Each stands in a header of every embedded page. */
const MOST = 50;

const addEmbedOriginInput = z.object({
  origin: z
    .string()
    .max(300, 'too_long')
    .transform((typed, context) => {
      const answer = embedOrigin(typed);
      if (answer.ok) return answer.origin;
      context.addIssue({ code: 'custom', message: answer.problem });
      return z.NEVER;
    }),
});

const removeEmbedOriginInput = z.object({ origin: z.string().min(1).max(300) });

/** Lets the pages of one more site frame `/embed/…`. Field `origin`: what is wrong with it, in words of its own. */
export async function addEmbedOrigin(actor: Actor, raw: unknown): Promise<Result<{ origin: string }>> {
  const input = parse(addEmbedOriginInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_embeds')) return refuse({ code: 'not_allowed' });
  const { origin } = input.value;
  return inTransaction(async (tx) => {
    const listed = await lockEmbedOrigins(tx);
    if (!listed) return refuse({ code: 'not_found' });
    if (listed.includes(origin)) return refuse({ code: 'invalid', fields: { origin: 'origin_listed' } });
    if (listed.length >= MOST) return refuse({ code: 'invalid', fields: { origin: 'too_many' } });
    await setEmbedOrigins(tx, [...listed, origin]);
    await audit(tx, { personId: actor.id, act: 'embed_origin.added', subject: 'library', detail: { origin } });
    return ok({ origin });
  });
}

/** Takes a site out of the list: from its next page load on, it frames nothing. */
export async function removeEmbedOrigin(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(removeEmbedOriginInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_embeds')) return refuse({ code: 'not_allowed' });
  const { origin } = input.value;
  return inTransaction(async (tx) => {
    const listed = await lockEmbedOrigins(tx);
    if (!listed?.includes(origin)) return refuse({ code: 'not_found' });
    const rest = listed.filter((one) => one !== origin);
    await setEmbedOrigins(tx, rest);
    await audit(tx, { personId: actor.id, act: 'embed_origin.removed', subject: 'library', detail: { origin } });
    return ok();
  });
}
