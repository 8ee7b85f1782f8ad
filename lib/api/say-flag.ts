import { z } from 'zod';

/** LibCal says some flags as numbers (libcal-api §1): `public` and `admin_only`. */
export const flagAnswer = z.union([z.literal(0), z.literal(1)]);

export const sayFlag = (value: boolean): 0 | 1 => (value ? 1 : 0);

/** Both, of an access level. Unlisted places are neither: they are there for whoever has their address. */
export const sayAccess = (access: 'public' | 'unlisted' | 'staff') => ({
  public: sayFlag(access === 'public'),
  admin_only: sayFlag(access === 'staff'),
});
