'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';

/**
 * Tells the page around the frame how high this one is, and that it is another than before; nothing else, and nothing is
 * listened to. The browser hands the message to `host` alone: an address that names another site reaches nobody.
 */
export function FrameReport({ host }: { host: string }) {
  const [path, query] = [usePathname(), useSearchParams().toString()];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another page
  useEffect(() => {
    if (window.parent === window) return;
    const page = `${performance.timeOrigin} ${performance.now()}`;
    const report = () => {
      const height = document.body.getBoundingClientRect().height;
      window.parent.postMessage({ carrelHeight: height, carrelPage: page }, host);
    };
    const watch = new ResizeObserver(report);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [host, path, query]);
  return null;
}
