import { z } from 'zod';
import { idsField } from './catalogue-fields';

export const ROLES = ['admin', 'manager', 'staff', 'mediator', 'read_only', 'patron'] as const;

/** What somebody may do, and the locations that it counts for: none is everywhere. Of admins and patrons none is kept. */
export const roleFields = { role: z.enum(ROLES, { error: 'required' }), locations: idsField };

export const countsFor = ({ role, locations }: { role: (typeof ROLES)[number]; locations: number[] }): number[] =>
  role === 'admin' || role === 'patron' ? [] : locations;
