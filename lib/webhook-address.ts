type Addresses = { PUBLIC_URL: string; MICROSOFT_GRAPH_URL?: string | undefined };

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Where Microsoft knocks for one subscription. */
export const notificationUrl = ({ PUBLIC_URL }: Addresses, urlKey: string) =>
  `${PUBLIC_URL}/api/outlook/notifications/${urlKey}`;

/** Public https, or everything on this machine (design §1.8). Anything else is polled. */
export function webhooksReachUs({ PUBLIC_URL, MICROSOFT_GRAPH_URL }: Addresses): boolean {
  const here = new URL(PUBLIC_URL);
  const graph = new URL(MICROSOFT_GRAPH_URL ?? 'https://graph.microsoft.com');
  if (LOOPBACK.has(here.hostname)) return LOOPBACK.has(graph.hostname);
  return here.protocol === 'https:';
}
