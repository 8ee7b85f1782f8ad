import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type EmbedChoice, embedChoices } from '@/lib/db/embed-choices';
import { embedOrigins } from '@/lib/db/embed-origins';
import { type EmbedLook, embedLook } from '@/lib/embed-look';
import { EMBED_KINDS, type EmbedKind, type EmbedWhat } from '@/lib/embed-snippets';
import { ok, type Result, refuse } from '@/lib/result';

export type EmbedsView = {
  /** Sites that may frame the booking pages. */
  origins: string[];
  choices: Record<EmbedKind, EmbedChoice[]>;
  /** The asked one, else the first that there is. */
  chosen: (EmbedWhat & { name: string }) | null;
  look: EmbedLook;
};

const whatInput = z.object({ what: z.string().max(200).optional().catch(undefined) });

/** `raw`: what the generator was asked for, `what` ('person ada-lindgren') and a look; what makes no sense is left out. */
export async function viewEmbeds(actor: Actor, raw: unknown): Promise<Result<EmbedsView>> {
  if (!can(actor, 'manage_embeds')) return refuse({ code: 'not_allowed' });
  const [origins, choices] = [await embedOrigins(db()), await embedChoices(db())];
  const all = EMBED_KINDS.flatMap((kind) => choices[kind].map((one) => ({ kind, ...one })));
  const asked = whatInput.safeParse(raw).data?.what;
  const chosen = all.find((one) => whatText(one) === asked) ?? all[0] ?? null;
  return ok({ origins, choices, chosen, look: embedLook(raw) });
}

/** As one word of a menu: 'person ada-lindgren'. */
export const whatText = ({ kind, value }: EmbedWhat): string => `${kind} ${value}`;
