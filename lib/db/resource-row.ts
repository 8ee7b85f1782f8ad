import type { Policy } from '@/lib/booking/types';
import type { Accessibility, ResourceRecord } from '@/lib/db/resources';

/** One row of the query of `lib/db/resources.ts`: what the record holds in groups stands side by side. */
export type ResourceRow = Omit<ResourceRecord, 'policy' | 'accessibility' | 'container'> &
  Policy &
  Accessibility & { containerId: number | null; containerName: string | null };

export function recordOf(row: ResourceRow): ResourceRecord {
  const {
    stepMinutes,
    minMinutes,
    maxMinutes,
    defaultMinutes,
    minNoticeMinutes,
    leadUntilEnd,
    windowDays,
    rolloverMinute,
    fixedPeriods,
    setupMinutes,
    cleanupMinutes,
    gapMinutes,
    gapScope,
    cancelByMinutes,
    mediation,
    ...more
  } = row;
  const { stepFree, doorWidthCm, hearingLoop, deskHeightCm, adjustableDesk, ...place } = more;
  const { containerId, containerName, ...rest } = place;
  return {
    ...rest,
    container: containerId === null ? null : { id: containerId, name: containerName ?? '' },
    accessibility: { stepFree, doorWidthCm, hearingLoop, deskHeightCm, adjustableDesk },
    policy: {
      ...{ stepMinutes, minMinutes, maxMinutes, defaultMinutes, minNoticeMinutes, windowDays, leadUntilEnd },
      ...{ rolloverMinute, fixedPeriods, setupMinutes, cleanupMinutes, gapMinutes, gapScope, cancelByMinutes },
      mediation,
    },
  };
}
