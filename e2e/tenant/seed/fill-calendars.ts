import type { TenantRecord } from '../store/directory';
import type { World } from '../world';

export function fillCalendars(_world: World, _tenant: TenantRecord): void {}
