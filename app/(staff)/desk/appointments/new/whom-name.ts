import type { getTranslations } from 'next-intl/server';
import type { AppointmentDesk } from '@/lib/usecases/view-appointment-desk';

type Words = Awaited<ReturnType<typeof getTranslations<'appointmentDesk'>>>;

/** A person by their name; of a team that it may be any of them. */
export function whomName({ teams, chosen }: AppointmentDesk, t: Words): string {
  const team = teams.find(({ value }) => value === chosen?.whom);
  return team ? t(`any.${team.kind}`, { name: team.name }) : (chosen?.name ?? '');
}
