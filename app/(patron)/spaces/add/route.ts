import { redirect } from 'next/navigation';
import { queryOf } from '@/app/_ui/query-of';

/** Which space comes next into a booking of several; its own page offers its times. */
export function GET(request: Request): never {
  const asked = new URL(request.url).searchParams;
  const space = asked.get('space') ?? '';
  if (!/^\d{1,9}$/.test(space)) redirect('/spaces');
  redirect(`/spaces/${space}${queryOf({ with: asked.get('with') })}#book`);
}
