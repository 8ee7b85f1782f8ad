import type { Actor } from '@/lib/auth/can';
import { caseChoices, caseFactsOf } from '@/lib/booking/case-choices';
import { caseSeen } from '@/lib/booking/case-seen';
import { openCases } from '@/lib/db/cases';
import { db } from '@/lib/db/client';
import { decideCase } from '@/lib/usecases/decide-case';
import type { Place } from './place';

/** Somebody presses one of the buttons of a case: whatever the case offers may be chosen. */
export async function decide(place: Place, staff: Actor, which: number, choice: number): Promise<void> {
  const open = await openCases(db(), 'all', 100);
  const found = open[which % Math.max(open.length, 1)];
  if (!found) return;
  const choices = caseChoices(caseFactsOf(found, place.now()));
  const chosen = choices[choice % choices.length];
  const spaceId = chosen === 'move' ? otherRoom(place, found.resource.id) : undefined;
  await decideCase(
    staff,
    { caseId: found.id, choice: chosen, seen: caseSeen(found), ...(spaceId && { spaceId }) },
    place.now(),
    place.world(which),
  );
}

const otherRoom = ({ spaces }: Place, id: number): number => (id === spaces.oak ? spaces.cedar : spaces.oak);
