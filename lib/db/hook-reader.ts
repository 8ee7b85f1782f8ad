import type { Tx } from '@/lib/db/client';

/** In whose language and zone a program is told what people read: the first admin's, and the first location's. */
export async function hookReader(tx: Tx): Promise<{ locale: string; timeZone: string; library: string }> {
  const where = { role: 'admin' as const, disabledAt: null };
  const admin = await tx.person.findFirst({ where, orderBy: { id: 'asc' }, select: { locale: true } });
  const location = await tx.location.findFirst({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
  const library = await tx.library.findUnique({ where: { id: 1 }, select: { name: true } });
  return { locale: admin?.locale ?? 'en', timeZone: location?.timeZone ?? 'UTC', library: library?.name ?? 'Carrel' };
}
