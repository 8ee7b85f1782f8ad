import type { getTranslations } from 'next-intl/server';
import type { SpaceView } from '@/lib/usecases/view-space';

type Words = Awaited<ReturnType<typeof getTranslations<'patron'>>>;

/** What is known about getting in and using a space, a line each; a known no is worth saying too. */
export function accessibilityText(facts: SpaceView['space']['accessibility'], t: Words): string[] {
  const { stepFree, doorWidthCm, hearingLoop, deskHeightCm, adjustableDesk } = facts;
  return [
    stepFree !== null && t(stepFree ? 'space.access.stepFree' : 'space.access.notStepFree'),
    doorWidthCm !== null && t('space.access.doorWidth', { cm: doorWidthCm }),
    hearingLoop !== null && t(hearingLoop ? 'space.access.hearingLoop' : 'space.access.noHearingLoop'),
    deskHeightCm !== null && t('space.access.deskHeight', { cm: deskHeightCm }),
    adjustableDesk !== null && t(adjustableDesk ? 'space.access.adjustableDesk' : 'space.access.fixedDesk'),
  ].filter((line) => line !== false);
}
