/** What is wrong with one field; the words are in the messages (`refusal.field.*`). */
export type FieldProblem =
  | 'required'
  | 'invalid'
  | 'too_long'
  | 'not_guid'
  | 'not_tenant'
  | 'tenant_unknown'
  | 'tenant_twice'
  /** An account type that this cloud does not have. */
  | 'not_in_cloud'
  | 'secret_is_id'
  | 'not_issuer'
  | 'not_email'
  | 'not_date'
  | 'end_before_start'
  // hours
  | 'not_before_today'
  | 'opens_after_closing'
  | 'over_a_day'
  | 'spans_overlap'
  | 'same_start'
  | 'ranges_cross'
  | 'range_too_long'
  | 'over_five_years'
  | 'not_free'
  | 'not_its_date'
  | 'not_https_link'
  // rules
  | 'below_shortest'
  | 'not_a_length'
  | 'no_weekday'
  | 'no_direction'
  // catalogue
  | 'name_taken'
  | 'not_time_zone'
  | 'not_domain'
  | `${'not' | 'private'}_address`
  | 'address_taken'
  | 'person_has_bookings'
  | 'room_elsewhere'
  | 'not_whole_number'
  | 'out_of_range'
  | 'other_location'
  | 'whole_in_its_part'
  | 'not_a_part'
  | 'linked_to_calendar'
  | 'has_bookings'
  | 'seats_have_bookings'
  | 'zone_has_bookings'
  | 'category_has_bookings'
  | 'bookings_meet'
  | 'too_many'
  | 'not_picture'
  | 'picture_too_big'
  | 'unknown_variable'
  | 'days_out_of_range'
  | 'not_origin'
  | `origin_${'wildcard' | 'with_path' | 'not_https' | 'listed'}`
  // certificates
  | `not_${'certificate' | 'private_key'}`
  | `key_${'has_passphrase' | 'not_rsa' | 'too_short' | 'mismatch'}`
  | `certificate_${'expired' | 'not_yet'}`
  // people
  | 'not_the_name'
  | 'account_exists'
  | 'password_too_short';
