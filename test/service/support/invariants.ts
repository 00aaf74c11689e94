/** What is true of the database whatever was asked of the service, in whatever order, by however many at once. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { modelsFor } from '../../../src/sma/models.ts';
import { CONSISTENCY } from '../../../src/service/store/consistency.ts';

/** Fails naming what is broken, with the rows that break it. */
export function checkInvariants(folder: string): void {
  const database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
  try {
    // Exact as long as nothing was purged.
    const counts = { what: 'a count that is too large', query: 'select r.RunbookName from Runbooks r join Statistics s on s.RunbookID = r.RunbookID where s.TotalJobCount > (select count(*) from Jobs j where j.runbook_id = r.RunbookID and j.is_test = 0)' };
    const exact = Object.entries({ Completed: ['Completed'], Failed: ['Failed'], Stopped: ['Stopped'], Suspended: ['Suspended'], Running: ['Activating', 'Running', 'Suspending', 'Stopping', 'Resuming'] }).map(([name, states]) => ({
      what: `a count ${name} that is not the number of jobs`, query: `select r.RunbookName, s.${name}Count from Runbooks r join Statistics s on s.RunbookID = r.RunbookID where s.${name}Count <> (select count(*) from Jobs j where j.runbook_id = r.RunbookID and j.is_test = 0 and j.JobStatus in (${states.map((state) => `'${state}'`).join(', ')}))`,
    }));
    // What $metadata says of lengths is true, but for the one it has wrong (sma-rest-api.md 5.6).
    const lengths = modelsFor('2016').main.entitySets.flatMap(({ name, type }) => type.properties.flatMap((property) => (property.kind === 'primitive' && typeof property.maxLength === 'number' && !(name === 'JobParameters' && property.name === 'Value')
      ? [{ what: `a ${type.name} whose ${property.name} is longer than $metadata says`, query: `select "${property.name}" from "${name}" where length("${property.name}") > ${property.maxLength}` }] : [])));
    assert.ok(lengths.length > 20);
    for (const { what, query } of [...CONSISTENCY, counts, ...exact, ...lengths]) assert.deepEqual(database.prepare(query).all().map((row) => ({ ...row })), [], what);
  } finally {
    database.close();
  }
}
