import { createHash } from 'node:crypto';

/** Names a body by its content: the same name, the same content. */
export const etagOf = (body: string): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
