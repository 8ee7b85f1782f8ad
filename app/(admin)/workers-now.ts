import { cache } from 'react';
import { currentActor } from '@/lib/auth/actor';
import { viewWorkers } from '@/lib/usecases/view-workers';

/** Whether anybody does the work; read once for all parts of a page. */
export const workersNow = cache(async () => viewWorkers(await currentActor(), new Date()));
