-- The job queue lives in a schema of its own that the application owns: graphile-worker keeps it at its own version.
create schema graphile_worker authorization tongmai_app;
