/** One message about the spaces that a patron booked in one go; the words are made when it is sent. */
export type VisitMail =
  /** A guest's link for all of them. */
  | { template: 'visit_verify'; visitId: string }
  /** What became of each, once nothing waits any more. */
  | { template: 'visit_booked'; visitId: string }
  /** These were cancelled together. */
  | { template: 'visit_cancelled'; visitId: string; bookingIds: number[] };
