import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { queryOf } from '@/app/_ui/query-of';
import { readTeam, startOf, type TeamQuery } from '../../team/read-team';
import { teamPath } from '../../team/team-href';
import { TeamPage } from '../../team/team-page';

type Props = { params: Promise<{ subject: string }>; searchParams: Promise<TeamQuery> };

const viewOf = async ({ params, searchParams }: Props) =>
  (await readTeam({ subject: decodeURIComponent((await params).subject) }, await searchParams)) ?? notFound();

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await viewOf(props)).team.name };
}

/** Everybody who helps with a subject, as one calendar; at one address, however it was written. */
export default async function SubjectPage(props: Props) {
  const [view, query] = [await viewOf(props), await props.searchParams];
  if (decodeURIComponent((await props.params).subject) !== view.team.key)
    redirect(`${teamPath(view.team)}${queryOf(query)}`);
  return <TeamPage view={view} asked={startOf(query)} />;
}
