import type { Tx } from '@/lib/db/client';
import type { PersonRole } from '@/lib/db/people';

export type InvitationRow = {
  id: number;
  email: string;
  name: string;
  role: PersonRole;
  locationIds: number[];
  locale: string;
  expiresAt: Date;
  createdAt: Date;
};

export type NewInvitation = Omit<InvitationRow, 'id' | 'createdAt'> & { keyHash: string; createdById: number };

const columns = {
  ...{ id: true, email: true, name: true, role: true, locationIds: true, locale: true },
  ...{ expiresAt: true, createdAt: true },
} as const;

/** One that the address has already is replaced: its link leads nowhere any more. */
export const putInvitation = (tx: Tx, { email, ...rest }: NewInvitation, now: Date): Promise<InvitationRow> =>
  tx.invitation.upsert({
    where: { email },
    create: { email, ...rest, createdAt: now },
    update: { ...rest, createdAt: now },
    select: columns,
  });

/** The newest first. */
export const invitations = (tx: Tx): Promise<InvitationRow[]> =>
  tx.invitation.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 200, select: columns });

export const invitationById = (tx: Tx, id: number): Promise<InvitationRow | null> =>
  tx.invitation.findUnique({ where: { id }, select: columns });

/** While its link may be used. */
export const invitationByKey = (tx: Tx, keyHash: string, now: Date): Promise<InvitationRow | null> =>
  tx.invitation.findUnique({ where: { keyHash, expiresAt: { gt: now } }, select: columns });

/** Single use: gone once taken. Null: somebody was faster, or it is no more. */
export async function takeInvitation(tx: Tx, id: number): Promise<boolean> {
  return (await tx.invitation.deleteMany({ where: { id } })).count > 0;
}
