import type { Tx } from '@/lib/db/client';
import type { Access } from '@/lib/db/resources';

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp';

export type NewPicture = { type: PictureType; bytes: Uint8Array<ArrayBuffer>; alt: string };

/** With the access of the most open space that shows it; null: none does. */
export async function pictureById(tx: Tx, id: number) {
  const [found] = await tx.$queryRaw<{ type: PictureType; bytes: Uint8Array<ArrayBuffer>; access: Access }[]>`
    SELECT picture.type, picture.bytes, greatest(category.access, location.access)::text AS access
    FROM picture JOIN resource ON resource.picture_id = picture.id
      JOIN category ON category.id = resource.category_id JOIN location ON location.id = category.location_id
    WHERE picture.id = ${id} ORDER BY greatest(category.access, location.access) LIMIT 1`;
  return found ?? null;
}

/** The picture of a space itself; null: there is no such space. */
export async function pictureOfSpace(tx: Tx, id: number): Promise<{ id: number | null; alt: string } | null> {
  const space = await tx.resource.findFirst({
    where: { id, kind: 'space' },
    select: { picture: { select: { id: true, alt: true } } },
  });
  return space && (space.picture ?? { id: null, alt: '' });
}

/** Another picture, other words for the one it has, or none. What nobody shows any more is deleted. */
export async function setPicture(
  tx: Tx,
  resourceId: number,
  picture: NewPicture | { alt: string } | null,
): Promise<number | null> {
  const before = await tx.resource.findUniqueOrThrow({ where: { id: resourceId }, select: { pictureId: true } });
  if (picture && !('bytes' in picture)) {
    if (before.pictureId !== null) await tx.picture.update({ where: { id: before.pictureId }, data: picture });
    return before.pictureId;
  }
  const made = picture && (await tx.picture.create({ data: picture, select: { id: true } }));
  await tx.resource.update({ where: { id: resourceId }, data: { pictureId: made?.id ?? null } });
  await tx.picture.deleteMany({ where: { id: before.pictureId ?? 0, resources: { none: {} } } });
  return made?.id ?? null;
}
