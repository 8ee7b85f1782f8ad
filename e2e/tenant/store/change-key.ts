import type { Random } from '../random';

/** Base64 as Exchange writes it, unlike the URL-safe alphabet of ids; the etag is made of it. */
export function changeKeyText(ids: Random, length: number): string {
  return `${ids.token(length).replaceAll('-', '+').replaceAll('_', '/')}==`;
}
