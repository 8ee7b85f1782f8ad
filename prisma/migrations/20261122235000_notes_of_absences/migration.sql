-- What retention empties of absences is found by its own index, not among all absences that ever were.
CREATE INDEX "absence_noted_idx" ON "absence"("to_date") WHERE "note" <> '';
