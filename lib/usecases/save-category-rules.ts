import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { categoriesWithRules, writeCategoryRules } from '@/lib/db/category-rules';
import { raiseHorizons } from '@/lib/db/horizons';
import { ok, type Result, refuse } from '@/lib/result';
import { bookingsAgainstRules, type OldBooking, seenToken } from './bookings-against-rules';
import { catalogueAct } from './catalogue-act';
import { categoryRulesInput, rulesOf } from './category-rules-input';
import { settleOldBookings } from './settle-old-bookings';

/** `seen` stands for the list `old`: whoever sends it back as `shown` has seen exactly that. */
type Saved = { saved: boolean; categoryId: number; timeZone: string; seen: string; old: OldBooking[] };

/**
 * The rules of a category, by admins. Where bookings still to come would not be allowed by them, nothing is saved until
 * whoever saves has seen which: then the answer lists them. They stay as they are, or are cancelled with notice.
 */
export const saveCategoryRules = (actor: Actor, raw: unknown, now: Date): Promise<Result<Saved>> =>
  catalogueAct<typeof categoryRulesInput, Saved>(
    actor,
    categoryRulesInput,
    raw,
    async (tx, input, personId) => {
      const [category] = await categoriesWithRules(tx, input.categoryId);
      if (!category) return refuse({ code: 'not_found' });
      const rules = rulesOf(input);
      // People are there by their own times, which no period of a category knows.
      if (category.kind === 'person' && rules.fixedPeriods)
        return refuse({ code: 'invalid', fields: { fixedPeriods: 'invalid' } });
      const wanted = { rules, locationLimits: category.location.limits };
      const old = await bookingsAgainstRules(tx, [{ category, wanted }], now);
      const answer = { categoryId: category.id, timeZone: category.location.timeZone, seen: seenToken(old), old };
      if (old.length > 0 && input.shown !== answer.seen) return ok({ ...answer, saved: false });
      const cancelled = await settleOldBookings(
        tx,
        old,
        { ...input, by: personId, locationId: category.location.id },
        now,
      );
      await writeCategoryRules(tx, category.id, rules);
      await raiseHorizons(tx);
      await audit(tx, {
        ...{ personId, act: 'rules.saved', subject: `category:${category.id}` },
        detail: { before: category.rules, after: rules, bookingsAgainst: old.length, cancelled },
      });
      return ok({ ...answer, saved: true });
    },
    ({ categoryId }) => [['category', categoryId]],
  );
