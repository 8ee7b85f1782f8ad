import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type PictureType, pictureById } from '@/lib/db/pictures';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { maySee } from './shown-to';

const input = z.object({ pictureId: z.coerce.number().int().positive().max(2_147_483_647) });

export type PictureView = { type: PictureType; bytes: Uint8Array<ArrayBuffer>; isPublic: boolean };

/** A picture as long as a space shows it that one may see. */
export async function viewPicture(actor: Actor, raw: unknown): Promise<Result<PictureView>> {
  const wanted = parse(input, raw);
  if (!wanted.ok) return refuse({ code: 'not_found' });
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const picture = await pictureById(db(), wanted.value.pictureId);
  if (!picture || !maySee(actor, picture.access)) return refuse({ code: 'not_found' });
  const { type, bytes, access } = picture;
  return ok({ type, bytes, isPublic: access !== 'staff' });
}
