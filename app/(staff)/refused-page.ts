import { forbidden, notFound } from 'next/navigation';
import type { Refusal } from '@/lib/refusal';

/** A page that its use case refuses: 403 for whom it is not, else it is not there. */
export function refusedPage(refusal: Refusal): never {
  if (refusal.code === 'not_allowed') forbidden();
  notFound();
}
