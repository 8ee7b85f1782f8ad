import { env } from '@/lib/env';
import { picturePath } from '@/lib/picture-path';

/** The whole address of a space's picture, so that programs elsewhere find it; empty: it has none. */
export function pictureAddress(picture: string): string {
  const path = picturePath(picture);
  return path ? new URL(path, env().PUBLIC_URL).href : '';
}
