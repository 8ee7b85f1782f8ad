import { redirect } from 'next/navigation';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { waysFor } from '@/lib/usecases/ways-for';

export default async function DeskPage() {
  const [first] = waysFor(await personOrSignIn('/desk')).desk;
  if (!first) return refusedPage({ code: 'not_allowed' });
  redirect(`/desk/${first.pages[0]}`);
}
