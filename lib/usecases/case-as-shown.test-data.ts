import { caseSeen } from '@/lib/booking/case-seen';
import { caseById } from '@/lib/db/cases';
import { db } from '@/lib/db/client';

/** What a form about this case carries, shown now. */
export async function caseAsShown(caseId: number): Promise<{ caseId: number; seen: string }> {
  const found = await caseById(db(), caseId);
  if (!found) throw new Error('no such case');
  return { caseId, seen: caseSeen(found) };
}
