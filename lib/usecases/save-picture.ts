import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { pictureOfSpace, setPicture } from '@/lib/db/pictures';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField } from './catalogue-fields';
import { pictureType } from './picture-type';

export const PICTURE_BYTES = 2 * 1024 * 1024;

export const savePictureInput = z.object({
  id: idField,
  alt: z.string({ error: 'required' }).trim().min(1, 'required').max(300, 'too_long'),
  /** Empty: the picture stays, with other words. */
  bytes: z.instanceof(Uint8Array).default(new Uint8Array()),
});

/** A space's picture with the words for those who do not see it; or other words for the one it has. */
export const savePicture = (actor: Actor, raw: unknown): Promise<Result<{ id: number }>> =>
  catalogueAct(
    actor,
    savePictureInput,
    raw,
    async (tx, { id, alt, bytes }, personId) => {
      const before = await pictureOfSpace(tx, id);
      if (!before) return refuse({ code: 'not_found' });
      if (bytes.length > PICTURE_BYTES) return refuse({ code: 'invalid', fields: { picture: 'picture_too_big' } });
      const type = pictureType(bytes);
      if (bytes.length === 0 && before.id === null) return refuse({ code: 'invalid', fields: { picture: 'required' } });
      if (bytes.length > 0 && !type) return refuse({ code: 'invalid', fields: { picture: 'not_picture' } });
      const pictureId = await setPicture(tx, id, type ? { type, bytes: new Uint8Array(bytes), alt } : { alt });
      await audit(tx, {
        ...{ personId, act: 'picture.saved', subject: `space:${id}` },
        detail: { before, after: { id: pictureId, alt } },
      });
      return ok({ id });
    },
    ({ id }) => [['resource', id]],
  );

/** The space is shown with its category's drawing again. */
export const removePicture = (actor: Actor, raw: unknown): Promise<Result<{ id: number }>> =>
  catalogueAct(
    actor,
    z.object({ id: idField }),
    raw,
    async (tx, { id }, personId) => {
      const before = await pictureOfSpace(tx, id);
      if (!before) return refuse({ code: 'not_found' });
      await setPicture(tx, id, null);
      await audit(tx, { personId, act: 'picture.removed', subject: `space:${id}`, detail: { before } });
      return ok({ id });
    },
    ({ id }) => [['resource', id]],
  );
