import type { Messages } from './english';
import admin from './es/admin.json';
import api from './es/api.json';
import apiDocs from './es/apiDocs.json';
import appointmentAdmin from './es/appointmentAdmin.json';
import appointmentBooking from './es/appointmentBooking.json';
import appointmentDesk from './es/appointmentDesk.json';
import appointmentMail from './es/appointmentMail.json';
import appointmentStatistics from './es/appointmentStatistics.json';
import appointments from './es/appointments.json';
import audit from './es/audit.json';
import availability from './es/availability.json';
import bans from './es/bans.json';
import caseAnswers from './es/caseAnswers.json';
import cases from './es/cases.json';
import catalogue from './es/catalogue.json';
import change from './es/change.json';
import checkIn from './es/checkIn.json';
import demand from './es/demand.json';
import demo from './es/demo.json';
import desk from './es/desk.json';
import door from './es/door.json';
import embed from './es/embed.json';
import feeds from './es/feeds.json';
import finding from './es/finding.json';
import findPeople from './es/findPeople.json';
import gallery from './es/gallery.json';
import health from './es/health.json';
import hours from './es/hours.json';
import hoursWidget from './es/hoursWidget.json';
import mail from './es/mail.json';
import mails from './es/mails.json';
import mediation from './es/mediation.json';
import microsoft from './es/microsoft.json';
import move from './es/move.json';
import myCalendar from './es/myCalendar.json';
import onlineMeetings from './es/onlineMeetings.json';
import ownSessions from './es/ownSessions.json';
import patron from './es/patron.json';
import people from './es/people.json';
import privacy from './es/privacy.json';
import readOnly from './es/readOnly.json';
import refusal from './es/refusal.json';
import rules from './es/rules.json';
import series from './es/series.json';
import setup from './es/setup.json';
import shell from './es/shell.json';
import showAs from './es/showAs.json';
import signIn from './es/signIn.json';
import signInTenants from './es/signInTenants.json';
import statistics from './es/statistics.json';
import tending from './es/tending.json';
import ui from './es/ui.json';
import webhooks from './es/webhooks.json';

/** Every word in Spanish, by namespace. */
export const es: Messages = {
  admin,
  api,
  apiDocs,
  appointmentAdmin,
  appointmentBooking,
  appointmentDesk,
  appointmentMail,
  appointments,
  appointmentStatistics,
  audit,
  availability,
  bans,
  caseAnswers,
  cases,
  catalogue,
  change,
  checkIn,
  demand,
  demo,
  desk,
  door,
  embed,
  feeds,
  finding,
  findPeople,
  gallery,
  health,
  hours,
  hoursWidget,
  mail,
  mails,
  mediation,
  move,
  myCalendar,
  onlineMeetings,
  ownSessions,
  patron,
  people,
  privacy,
  readOnly,
  refusal: { ...refusal, microsoft },
  rules,
  series,
  setup,
  shell,
  showAs,
  signIn,
  signInTenants,
  statistics,
  tending,
  ui,
  webhooks,
};
