import { redirect } from 'next/navigation';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { waysFor } from '@/lib/usecases/ways-for';

/** Admins begin with what connects the library, managers of locations with what they manage. */
export default async function AdminPage() {
  const pages = waysFor(await personOrSignIn('/admin')).admin.flatMap((group) => group.pages);
  const first = pages.find((page) => page === 'integrations') ?? pages[0];
  if (!first) return refusedPage({ code: 'not_allowed' });
  redirect(`/admin/${first}`);
}
