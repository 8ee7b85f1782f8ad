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
