'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';

/**
 * Tells the page around the frame how high this one is, and that it is another than before; nothing else, and nothing is
 * listened to. The browser hands the message to `host` alone: an address that names another site reaches nobody. Without a
 * `host` nobody is told.
 */
export function FrameReport({ host }: { host: string | undefined }) {
  const [path, query] = [usePathname(), useSearchParams().toString()];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another page
  useEffect(() => {
    if (!host || window.parent === window) return;
    const page = `${performance.timeOrigin} ${performance.now()}`;
    const report = () => {
      const height = document.body.getBoundingClientRect().height;
      window.parent.postMessage({ carrelHeight: height, carrelPage: page }, host);
    };
    const watch = new ResizeObserver(report);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [host, path, query]);

  useEffect(() => {
    document.addEventListener('click', openByItself, { capture: true });
    return () => document.removeEventListener('click', openByItself, { capture: true });
  }, []);
  return null;
}

/** Whatever has no page for frames, meetings online among it, would be an empty one here: it gets a window of its own. */
function openByItself({ target }: MouseEvent): void {
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link || !/^https?:$/.test(link.protocol)) return;
  if (link.origin === location.origin && link.pathname.startsWith('/embed/')) return;
  link.target = '_blank';
  link.rel = 'noopener';
}
