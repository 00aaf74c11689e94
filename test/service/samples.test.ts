import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JobAssignment, JobParameterValue } from '../../src/worker/protocol.ts';
import { localAssets } from '../../src/worker/local/localAssets.ts';
import { runInSandbox } from '../../src/worker/local/runInSandbox.ts';
import { WorkerDriver } from '../support/workerDriver.ts';

const FOLDER = join(import.meta.dirname, '../../media/samples');

interface Expected {
  readonly type: JobAssignment['runbookType'];
  readonly parameters?: readonly JobParameterValue[];
  /** `stream text`, in order; all streams are logged. */
  readonly records: readonly string[];
  readonly status?: 'Completed' | 'Failed';
  readonly exception?: RegExp;
}
const of = (stream: string) => (text: string): string => `${stream} ${text}`;
const out = of('Output'), warning = of('Warning'), error = of('Error'), verbose = of('Verbose');

const expected: Readonly<Record<string, readonly Expected[]>> = {
  'Hello-World': [
    { type: 'PowerShellScript', records: [out('Hello, World.'), out('1 greeting(s) written.')] },
    {
      type: 'PowerShellScript', records: [out('Hello, Ada!'), out('Hello, Grace!'), out('2 greeting(s) written.')],
      parameters: [{ name: 'Name', value: '["Ada","Grace"]', type: 'System.String[]' }, { name: 'Excited', value: 'true', type: 'System.Boolean' }],
    },
  ],
  'Start-Countdown': [{
    type: 'PowerShellScript', parameters: [{ name: 'From', value: '2', type: 'System.Int32' }, { name: 'DelayMilliseconds', value: '20', type: 'System.Int32' }],
    records: [
      verbose('Counting from 2 with 20 ms between the numbers.'), 'Progress 2 to go 0', out('2 ...'), 'Progress 1 to go 50', warning('Nearly there.'),
      out('1 ...'), 'Progress Processing -1', out('Lift-off!'), out('The launch pad is clear again.'),
    ],
  }],
  'Get-DiskReport': [{
    type: 'PowerShellScript',
    records: [
      out('web-01 D: has 7 % free (35 GB).'), out('web-02 C: has 11 % free (11 GB).'), out('sql-01 E: has 12 % free (240 GB).'),
      out('5 volumes, 424 GB free in all, between 11 and 240 GB each.'), warning('3 volume(s) have less than 20 % free.'),
    ],
  }],
  'Convert-Inventory': [{
    type: 'PowerShellScript',
    records: [out('db: 1'), out('prod: 1'), out('web: 2'), out('{"total":3,"windows":2,"names":["WEB-01","DB-01","WEB-02"]}')],
  }],
  'Get-MaintenanceWindow': [
    { type: 'PowerShellScript', records: [out('sql-07 belongs to the databases.'), out('Its maintenance window on Saturday is 22:00 to 04:00.')] },
    {
      type: 'PowerShellScript', parameters: [{ name: 'Day', value: 'Friday', type: 'System.String' }, { name: 'Server', value: 'nas-1', type: 'System.String' }],
      records: [out('nas-1 belongs to the other servers.'), out('Its maintenance window on Friday is 01:00 to 02:00.')],
    },
    {
      type: 'PowerShellScript', parameters: [{ name: 'Day', value: 'Someday', type: 'System.String' }], status: 'Failed',
      records: [error("'Someday' is no day of the week. Use Monday to Sunday.")],
      exception: /^'Someday' is no day of the week\. Use Monday to Sunday\.\nAt Get-MaintenanceWindow:\d+ char:5/,
    },
  ],
  'Invoke-WithRetry': [
    {
      type: 'PowerShellScript',
      records: [
        warning('Attempt 1 of 4: The service is busy (call 1).'), verbose('Attempt 1 is over.'), warning('Attempt 2 of 4: The service is busy (call 2).'),
        verbose('Attempt 2 is over.'), verbose('Attempt 3 is over.'), out('Result: done at call 3'),
      ],
    },
    {
      type: 'PowerShellScript', status: 'Failed', exception: /^The service is busy \(call 1\)\./,
      parameters: [{ name: 'FailTimes', value: '5', type: 'System.Int32' }, { name: 'MaximumAttempts', value: '1', type: 'System.Int32' }],
      records: [warning('Attempt 1 of 1: The service is busy (call 1).'), verbose('Attempt 1 is over.'), error('The service is busy (call 1).')],
    },
  ],
  'Test-ConfigurationFile': [{
    type: 'PowerShellScript',
    records: [
      error('Retries: Cannot convert value "three" to type "System.Int32". Error: "The input string \'three\' was not in a correct format."'),
      error('TimeoutSeconds: A time cannot be negative.'), warning("The setting 'Color' is not known and was not checked."),
      out('4 settings checked, 2 of them wrong.'),
    ],
  }],
  'Update-RunCounter': [
    { type: 'PowerShellScript', records: [out('This runbook has run 8 time(s).')] },
    {
      type: 'PowerShellScript', parameters: [{ name: 'VariableName', value: 'Missing', type: 'System.String' }],
      records: [
        warning("There is no variable asset 'Missing', so nothing is counted. Create it with the value 0, then start this runbook again."),
        out('This runbook has run, and nobody counted it.'),
      ],
    },
  ],
  'Send-WelcomeMessage': [{
    type: 'Script', parameters: [{ name: 'People', value: '["Kim","Lee"]', type: 'System.String[]' }],
    records: [
      verbose('Welcoming 2 people to Operations.'), out('Dear Kim, welcome to Operations.'), out('Dear Lee, welcome to Operations.'), out('2 messages sent.'),
    ],
  }],
  'Update-ServerFarm': [{
    type: 'Script',
    records: [
      // The branches take turns, activity by activity.
      out('Updating the farm to version 2.4.1.'), out('Database: backup taken.'), out('Web: taken out of the load balancer.'), out('Database: schema updated.'),
      out('Web: files copied.'), out('web-01: restarted with version 2.4.1.'), out('web-02: restarted with version 2.4.1.'), out('The farm is up to date.'),
    ],
  }],
};

describe('The sample runbooks', () => {
  let worker: WorkerDriver;
  before(async () => {
    worker = await WorkerDriver.start('--capacity', '3', '--prepared', '2');
    worker.assets = (asset) => (asset.name === 'RunCounter' ? { found: true, value: '7', secrets: [] } : { found: false, message: 'no' });
  });
  after(async () => { await worker[Symbol.asyncDispose](); });

  it('are the ten that are tested here, each named in README.md', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ps1')).map((file) => file.slice(0, -4));
    assert.deepEqual(new Set(files), new Set(Object.keys(expected)));
    const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    for (const file of files) assert.ok(readme.includes(`\`${file}.ps1\``), file);
  });

  it('run to their end without a service too, with the asset that stands beside them', async () => {
    for (const name of Object.keys(expected)) {
      const path = join(FOLDER, `${name}.ps1`), texts: string[] = [], streams: string[] = [];
      const [{ type } = assert.fail()] = expected[name] ?? [];
      const { done } = runInSandbox({ name, type, script: readFileSync(path, 'utf8'), assets: await localAssets(path), onRecords: (records) => { texts.push(...records.map(({ text }) => text)); streams.push(...records.map(({ streamTypeName }) => streamTypeName)); } });
      assert.equal((await done).status, 'Completed', name);
      // The progress of each activity is for a job's history where that is asked for, not for a screen.
      if (type === 'Script') assert.ok(!streams.includes('Progress'), name);
      if (name === 'Update-RunCounter') assert.deepEqual(texts, ['This runbook has run 1 time(s).']);
    }
  }).timeout(60_000);

  for (const [name, cases] of Object.entries(expected)) {
    for (const [i, wanted] of cases.entries()) {
      it(`${name}${i > 0 ? ` (${i + 1})` : ''}`, async () => {
        const job = await worker.run(readFileSync(join(FOLDER, `${name}.ps1`), 'utf8'), {
          runbookName: name, runbookType: wanted.type, parameters: wanted.parameters ?? [], logVerbose: true, logProgress: true,
        });
        const records = job.records.map(({ streamTypeName, text, nameValues }) => {
          if (streamTypeName !== 'Progress') return `${streamTypeName} ${text}`;
          const value = (key: string): string => nameValues?.find((pair) => pair.name === key)?.value ?? '';
          return `Progress ${value('StatusDescription')} ${value('PercentComplete')}`;
        });
        // The automatic progress of each activity of a workflow is not the sample's own.
        const own = records.filter((text) => !/^Progress (Running|Completed) -1$/.test(text));
        assert.deepEqual([job.result.exception, ...own].slice(wanted.exception === undefined ? 0 : 1), wanted.exception === undefined ? [null, ...wanted.records] : wanted.records);
        assert.equal(job.result.status, wanted.status ?? 'Completed');
        if (wanted.exception !== undefined) assert.match(job.result.exception ?? '', wanted.exception);
      });
    }
  }
});
