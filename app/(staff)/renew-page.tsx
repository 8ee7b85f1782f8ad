'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Asks again while something goes on; without scripts the link beside it does. */
export function RenewPage({ everyMs = 2_000 }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
