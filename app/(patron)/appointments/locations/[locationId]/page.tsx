import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readTeam, startOf, type TeamQuery } from '../../team/read-team';
import { TeamPage } from '../../team/team-page';
import { teamTitle } from '../../team/team-title';

type Props = { params: Promise<{ locationId: string }>; searchParams: Promise<TeamQuery> };

const viewOf = async ({ params, searchParams }: Props) =>
  (await readTeam({ location: (await params).locationId }, await searchParams)) ?? notFound();

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: teamTitle((await viewOf(props)).team, await getTranslations('findPeople')) };
}

/** Everybody one can meet at a location, as one calendar. */
export default async function LocationPage(props: Props) {
  return <TeamPage view={await viewOf(props)} asked={startOf(await props.searchParams)} />;
}
