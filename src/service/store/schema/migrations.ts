import { modelsFor } from '../../../sma/models.ts';
import type { Migration } from './migrate.ts';
import { entityTables } from './schema.ts';

/** Tables of ours beside those of the entity sets. */
const OWN_TABLES: readonly string[] = [
  // The bytes of media link entries, apart from their rows: a page of entities never reads them.
  `CREATE TABLE media (
    set_name TEXT NOT NULL, entity_id TEXT NOT NULL, content_type TEXT NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (set_name, entity_id)
  )`,
  // Within a job times rise strictly: the index serves reading since a time, paging, and resuming an event stream.
  `CREATE TABLE stream_record (
    sequence INTEGER PRIMARY KEY,
    job_key INTEGER NOT NULL REFERENCES "Jobs" (job_key) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    time TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, name_values TEXT
  )`,
  'CREATE INDEX stream_record_job ON stream_record (job_key, time)',
  `CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL, user_name TEXT NOT NULL, request_id TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, detail TEXT
  )`,
  'CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
];

/**
 * The schema's history. A step is never changed once released; `test/golden/service/schema-1.sql` holds what
 * step 1 makes, so that a change of the model that needs a new step is noticed.
 */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'entity sets, media, stream records, audit', statements: () => [...entityTables(modelsFor('2016').main), ...OWN_TABLES] },
  {
    version: 2, name: 'what a schedule starts a runbook with; which module a connection type came with',
    statements: () => [
      'ALTER TABLE "link_FK_Schedule_Runbook" ADD COLUMN context_id TEXT',
      'ALTER TABLE "ConnectionTypes" ADD COLUMN module_id TEXT',
      'CREATE INDEX "Schedules_due" ON "Schedules" ("IsEnabled", "NextRun")',
    ],
  },
  {
    version: 3, name: 'checkpoints of workflows, what jobs have used',
    statements: () => [
      // Only the newest of a job is kept (sma-rest-api.md section 6). The state is encrypted: it holds what the runbook knew.
      `CREATE TABLE job_checkpoint (
        job_key INTEGER PRIMARY KEY REFERENCES "Jobs" (job_key) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL, time TEXT NOT NULL, secret TEXT NOT NULL
      )`,
      // Records up to this time stay whatever happens; later ones are written again by a job that lost its worker.
      `ALTER TABLE "Jobs" ADD COLUMN kept_until TEXT NOT NULL DEFAULT ''`,
      'ALTER TABLE "Jobs" ADD COLUMN kept_errors INTEGER NOT NULL DEFAULT 0',
      'ALTER TABLE "Jobs" ADD COLUMN kept_warnings INTEGER NOT NULL DEFAULT 0',
      // Set while nobody runs a job that lost its worker or sandbox: whoever takes it begins behind what is kept.
      'ALTER TABLE "Jobs" ADD COLUMN was_lost INTEGER NOT NULL DEFAULT 0',
      'ALTER TABLE "Jobs" ADD COLUMN cpu_ms INTEGER',
      'ALTER TABLE "Jobs" ADD COLUMN peak_memory_kb INTEGER',
    ],
  },
  { version: 4, name: 'jobs that jobs have started', statements: () => ['ALTER TABLE "Jobs" ADD COLUMN parent_job TEXT'] },
  {
    version: 5, name: 'stream records as the entity set they are',
    // Job by job, and within one by its index: told, since with no statistics SQLite would begin at the records.
    statements: () => [`CREATE VIEW "Stream" AS SELECT j."JobID" AS "JobId", j."TenantID" AS "TenantId", c."RunbookVersionID" AS "RunbookVersionId",
      r.text COLLATE NOCASE AS "StreamText", r.time AS "StreamTime", r.type COLLATE NOCASE AS "StreamTypeName", r.name_values
      FROM "Jobs" j CROSS JOIN "JobContexts" c ON c."JobContextID" = j."JobContextID" CROSS JOIN stream_record r ON r.job_key = j.job_key`],
  },
  // What lies there already is sealed at the next start (domain/jobs/sealEarlier.ts): it takes the key.
  { version: 6, name: 'sealed values of parameters', statements: () => ['ALTER TABLE "JobParameters" ADD COLUMN secret TEXT CHECK (secret IS NULL OR "Value" IS NULL)'] },
  {
    version: 7, name: 'what values of connections repeat is that of their fields again',
    // A module that was imported again left it as it had been.
    statements: () => [`UPDATE "ConnectionFieldValues" AS v SET "ConnectionFieldName" = f."Name", "Type" = f."Type", "IsOptional" = f."IsOptional", "ConnectionTypeName" = t."Name", "ConnectionName" = c."Name"
      FROM "ConnectionFields" f, "ConnectionTypes" t, "Connections" c
      WHERE f."ConnectionFieldID" = v."ConnectionFieldID" AND t."ConnectionTypeID" = f."ConnectionTypeID" AND c."ConnectionID" = v."ConnectionID"`],
  },
  {
    version: 8, name: 'texts of drafts that were tested',
    statements: () => ['ALTER TABLE "Jobs" ADD COLUMN text_id TEXT', 'CREATE INDEX "Jobs_text" ON "Jobs" (text_id) WHERE text_id IS NOT NULL'],
  },
  // On whose behalf the jobs of a schedule ask the web service (domain/jobs/starter.ts). Links from before have none.
  { version: 9, name: 'who linked a schedule with a runbook', statements: () => ['ALTER TABLE "link_FK_Schedule_Runbook" ADD COLUMN linked_by TEXT'] },
];
