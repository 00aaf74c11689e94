import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { cipherOf, readKeys } from '../../../src/service/secrets/cipher.ts';
import { checkpointOwner } from '../../../src/service/dispatch/checkpoints.ts';
import { eventually } from '../../support/eventually.ts';
import { body, job, publishNew, start, streamItems, rows } from '../support/conversation.ts';
import { fakeWorker } from '../support/fakeWorker.ts';
import { serve, temporaryFolder } from '../support/serviceUnderTest.ts';

/** Ended, whatever became of it. */
const ended = (http: Parameters<typeof job>[0], id: string): Promise<Record<string, unknown>> => eventually(async () => {
  const entity = await job(http, id);
  return ['Completed', 'Failed'].includes(String(entity['JobStatus'])) ? entity : undefined;
}, 8_000, 'the end of the job');

describe('values that another program has put into the database', () => {
  /** A job that waits, then `spoil`, then the service with a worker: what became of the job, and of one that came later. */
  const after = async (spoil: (database: DatabaseSync, folder: string, jobId: string) => void): Promise<{ readonly odd: Record<string, unknown>; readonly texts: readonly unknown[]; readonly errors: readonly string[] }> => {
    const folder = temporaryFolder();
    try {
      let waiting = '', other = '';
      {
        await using under = await serve({ dataFolder: folder });
        assert.equal((await under.http.post('Variables', { Name: 'Hidden', Value: '"top-secret-1"', IsEncrypted: true })).status, 201);
        const { runbook } = await publishNew(under.http, 'workflow Odd {\nparam([securestring]$S)\n# echo\n}');
        other = (await publishNew(under.http, 'workflow Other {\n# say well\n}')).runbook;
        waiting = await start(under.http, runbook, { S: '"word-22"' });
      }
      const database = new DatabaseSync(join(folder, 'sma.db'), { enableForeignKeyConstraints: false });
      spoil(database, folder, waiting);
      database.close();
      await using under = await serve({ dataFolder: folder, worker: fakeWorker() });
      const later = await start(under.http, other);
      assert.equal((await ended(under.http, later))['JobStatus'], 'Completed', 'a job of which nothing is odd');
      assert.equal(body(await under.http.get("Variables?$filter=Name eq 'Hidden'")) !== undefined, true);
      const odd = await ended(under.http, waiting);
      return { odd, texts: rows(await streamItems(under.http, waiting)).map((item) => item['StreamText']), errors: under.logger.entries.filter(({ level }) => level === 'error').map(({ message }) => message) };
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('bytes where a text belongs are read as the text that they spell: the service starts, secrets open, jobs run', async () => {
    const { odd, texts, errors } = await after((database) => {
      database.exec('update Variables set secret = cast(secret as blob); update JobParameters set secret = cast(secret as blob), Type = cast(Type as blob)');
      assert.deepEqual(database.prepare('select distinct typeof(secret) as kind from Variables').all().map((row) => row['kind']), ['blob']);
    });
    assert.equal(odd['JobStatus'], 'Completed', String(odd['JobException']));
    assert.match(String(texts[0]), /"name":"S"/);
    assert.deepEqual(errors, []);
  });

  it('bytes that spell nothing are junk of their own row: its job fails with a reason, and others run', async () => {
    for (const [sql, reason] of [
      ["update Runbooks set RunbookWorker = x'00ff' where RunbookName = 'Odd'", /which is not available/],
      ["update JobParameters set secret = x'0011'", /cannot be decrypted/],
    ] as const) {
      const { odd, errors } = await after((database) => database.exec(sql));
      assert.equal(odd['JobStatus'], 'Failed');
      assert.match(String(odd['JobException']), reason);
      assert.deepEqual(errors, []);
    }
  });

  it('a job whose saved state makes no sense fails, which the log tells once, and the others are given out', async () => {
    const { odd, errors } = await after((database, folder, jobId) => {
      const secret = cipherOf(...readKeys(join(folder, 'secret.key'), false)).encrypt('[nonsense\n', checkpointOwner(jobId));
      database.prepare("insert into job_checkpoint (job_key, number, time, secret) select job_key, 1, '2026-01-01T00:00:00', ? from Jobs where JobID = ?").run(secret, jobId);
    });
    assert.equal(odd['JobStatus'], 'Failed');
    assert.match(String(odd['JobException']), /^What the service has stored of the job or its runbook cannot be read \(SyntaxError\)/);
    assert.deepEqual(errors.map((message) => message.replace(/job \S+/, 'job …')), ['The job … cannot be given out: what is stored of it makes no sense. "sma doctor" names odd values.']);
  });

  it('types that an earlier version kept as the runbook writes them are full ones to its job', async () => {
    const { odd, texts } = await after((database) => database.exec("update JobParameters set Type = 'security.SecureString'"));
    assert.equal(odd['JobStatus'], 'Completed');
    assert.match(String(texts[0]), /"type":"System\.Security\.SecureString"/);
  });

  it('a job that cannot even be ended is left where it is, told once, and the others are given out', async () => {
    const folder = temporaryFolder();
    try {
      let waiting = '', other = '';
      {
        await using under = await serve({ dataFolder: folder });
        const { runbook } = await publishNew(under.http, 'workflow Odd {\n# say odd\n}');
        other = (await publishNew(under.http, 'workflow Other {\n# say well\n}')).runbook;
        waiting = await start(under.http, runbook);
      }
      const database = new DatabaseSync(join(folder, 'sma.db'));
      database.exec(`create trigger refuse before update of JobStatus on Jobs when old.JobID = '${waiting}' begin select raise(abort, 'no'); end`);
      database.close();
      await using under = await serve({ dataFolder: folder, worker: fakeWorker() });
      for (let i = 0; i < 3; i++) assert.equal((await ended(under.http, await start(under.http, other)))['JobStatus'], 'Completed');
      assert.equal((await job(under.http, waiting))['JobStatus'], 'New');
      assert.equal(under.logger.entries.filter(({ message }) => message.includes('cannot be given out')).length, 1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
