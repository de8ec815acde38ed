-- Turned away at the door because the form was wrong: a line of its own kind.
alter table kernel.trail drop constraint trail_outcome_check;
alter table kernel.trail add constraint trail_outcome_check check (outcome in ('done', 'refused', 'notFound', 'forbidden', 'invalid'));
