import type { Endpoint } from './endpoint';
import { appointmentBookings } from './endpoints/appointment-bookings';
import { appointmentForm, appointmentQuestion, appointmentUserForm } from './endpoints/appointment-forms';
import { appointmentCategories, appointmentUsers } from './endpoints/appointment-lists';
import { appointments } from './endpoints/appointments';
import { listBookings, namedBookings, updatedBookings } from './endpoints/bookings';
import { categories } from './endpoints/categories';
import { category } from './endpoints/category';
import { bookAppointment, cancelAppointments } from './endpoints/change-appointment';
import { cancelBookings, checkInByCode, checkOut, moveBooking } from './endpoints/change-booking';
import { form, question } from './endpoints/form';
import { hours } from './endpoints/hours';
import { item } from './endpoints/item';
import { items } from './endpoints/items';
import { locations } from './endpoints/locations';
import { nickname } from './endpoints/nickname';
import { reserve } from './endpoints/reserve';
import { searchDaily, searchFilters, searchHourly } from './endpoints/search';
import { seat, seats } from './endpoints/seats';
import { token } from './endpoints/token';
import { utilization } from './endpoints/utilization';
import { zone, zones } from './endpoints/zones';

/** Everything that is served at /1.1, in the order of its description. */
export const ENDPOINTS: readonly Endpoint[] = [
  token,
  ...[locations, categories, category, item, items, seat, seats, zone, zones, form, question],
  ...[reserve, namedBookings, listBookings, updatedBookings, moveBooking, cancelBookings, checkInByCode, checkOut],
  ...[nickname, utilization, searchFilters, searchHourly, searchDaily],
  ...[appointments, appointmentBookings, appointmentCategories, appointmentForm, appointmentQuestion],
  ...[appointmentUsers, appointmentUserForm, bookAppointment, cancelAppointments],
  hours,
];
