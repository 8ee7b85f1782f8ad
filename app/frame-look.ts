import { headers } from 'next/headers';
import { cache } from 'react';
import { type EmbedLook, embedLook } from '@/lib/embed-look';
import { framedHref } from '@/lib/framed-href';

/** The look of the frame that this request is shown in; null: it is a page of its own. `proxy.ts` says so, and nobody else can. */
export const frameLook = cache(async (): Promise<EmbedLook | null> => {
  const told = (await headers()).get('x-embed');
  return told === null ? null : embedLook(JSON.parse(told));
});

/**
 * How this request's visitor goes to an address of ours: within a frame they stay in it, and it keeps its look. Where there is
 * no page for frames, the address is left as it is: such a link opens a window of its own.
 */
export async function hereHref(): Promise<(href: string) => string> {
  const look = await frameLook();
  return look ? (href) => framedHref(href, look) : (href) => href;
}
