import { type EmbedLook, lookQuery } from './embed-look';

/** Ours that have a page for frames, by how their addresses begin, and how that of the other begins. */
const FRAMED: [own: string, framed: string][] = [
  ['/appointments/locations/', '/embed/locations/'],
  ['/appointments/', '/embed/appointments/'],
  ['/bookings/', '/embed/bookings/'],
];

/**
 * Where the page for frames is that stands for one of ours, in the same look; as it is where there is none. `href` begins with
 * a slash; its own query and hash stay.
 */
export function framedHref(href: string, look: EmbedLook): string {
  const found = FRAMED.find(([own]) => href.startsWith(own));
  if (!found) return href;
  const [own, framed] = found;
  const url = new URL(framed + href.slice(own.length), 'http://own.example');
  for (const [name, value] of Object.entries(lookQuery(look))) if (value) url.searchParams.set(name, value);
  return url.pathname + url.search + url.hash;
}
