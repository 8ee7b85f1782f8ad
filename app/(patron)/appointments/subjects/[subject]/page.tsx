import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readTeam, startOf, type TeamQuery } from '../../team/read-team';
import { TeamPage } from '../../team/team-page';

type Props = { params: Promise<{ subject: string }>; searchParams: Promise<TeamQuery> };

const viewOf = async ({ params, searchParams }: Props) =>
  (await readTeam({ subject: decodeURIComponent((await params).subject) }, await searchParams)) ?? notFound();

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await viewOf(props)).team.name };
}

/** Everybody who helps with a subject, as one calendar. */
export default async function SubjectPage(props: Props) {
  return <TeamPage view={await viewOf(props)} asked={startOf(await props.searchParams)} />;
}
