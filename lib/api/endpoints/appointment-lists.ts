import { z } from 'zod';
import { viewAllKinds, viewAppointmentPeople } from '@/lib/usecases/view-appointment-people';
import { answered } from '../api-answer';
import { endpoint } from '../endpoint';
import { refusedBy } from '../refused-by';
import { namesOf } from '../say-name';

/** libcal-api §5.3. What LibCal calls categories of appointments are kinds here, numbered as in their table. */
export const appointmentCategories = endpoint({
  method: 'GET',
  path: '/appointments/categories',
  scope: 'ap_r',
  tag: 'Appointments',
  summary: 'What people are met for',
  answer: z.array(z.object({ id: z.int(), name: z.string(), duration: z.int().meta({ description: 'minutes' }) })),
  run: async ({ caller }) => {
    const kinds = await viewAllKinds(caller.actor);
    if (!kinds.ok) return refusedBy(kinds.refusal);
    return answered(kinds.value.map(({ id, name, minutes }) => ({ id, name, duration: minutes })));
  },
});

export const appointmentUsers = endpoint({
  method: 'GET',
  path: '/appointments/users',
  scope: 'ap_r',
  tag: 'Appointments',
  summary: 'Everybody whom patrons may meet',
  answer: z.array(z.object({ id: z.int(), first_name: z.string(), last_name: z.string(), email: z.string() })),
  run: async ({ caller }) => {
    const people = await viewAppointmentPeople(caller.actor);
    if (!people.ok) return refusedBy(people.refusal);
    return answered(
      people.value.map(({ id, fullName, email }) => {
        const { firstName, lastName } = namesOf(fullName, '');
        return { id, first_name: firstName, last_name: lastName, email };
      }),
    );
  },
});
