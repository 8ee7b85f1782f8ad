import { z } from 'zod';
import type { ListedSpace } from '@/lib/usecases/view-listed-spaces';
import { saySlots, slotAnswer } from './availability';
import { formIdOfSpace } from './form-id';
import { pictureAddress } from './picture-address';

const pictured = { image: z.string(), image_alt_text: z.string() };

const features = {
  isAccessible: z.boolean(),
  isPowered: z.boolean(),
  filter_ids: z.array(z.int()),
  availability: z.array(slotAnswer).optional(),
};

/** A space with its details (libcal-api §4.5). */
export const itemAnswer = z.object({
  ...{ id: z.int(), name: z.string(), description: z.string(), ...pictured },
  ...{ capacity: z.int(), formid: z.int(), isBookableAsWhole: z.boolean(), isEventLocation: z.boolean() },
  ...{ zoneId: z.int(), google: z.boolean(), exchange: z.boolean() },
  ...features,
});

/** Texts and numbers that are not known are empty and 0: strict clients want each field with its type. */
export function sayItem({ space, listing, accessible, powered, slots }: ListedSpace): z.input<typeof itemAnswer> {
  return {
    ...{ id: space.id, name: space.name, description: space.description },
    ...{ image: pictureAddress(space.picture), image_alt_text: space.pictureAlt },
    ...{ capacity: space.capacity ?? 0, formid: formIdOfSpace(space, listing) },
    ...{ isBookableAsWhole: !space.isContainer, isEventLocation: false },
    ...{ zoneId: listing.zoneId ?? 0, google: false, exchange: listing.mailbox !== null },
    ...{ isAccessible: accessible, isPowered: powered, filter_ids: listing.featureIds },
    ...(slots && { availability: saySlots(slots, space.timeZone) }),
  };
}

/** A seat (libcal-api §4.7). */
export const seatAnswer = z.object({
  ...{ id: z.int(), name: z.string(), description: z.string(), ...pictured, status: z.enum(['Active', 'Inactive']) },
  ...features,
});

export function saySeat({ space, listing, accessible, powered, slots }: ListedSpace): z.input<typeof seatAnswer> {
  return {
    ...{ id: space.id, name: space.name, description: space.description },
    ...{ image: pictureAddress(space.picture), image_alt_text: space.pictureAlt },
    status: space.active ? 'Active' : 'Inactive',
    ...{ isAccessible: accessible, isPowered: powered, filter_ids: listing.featureIds },
    ...(slots && { availability: saySlots(slots, space.timeZone) }),
  };
}
