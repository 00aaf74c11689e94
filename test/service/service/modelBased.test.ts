import assert from 'node:assert/strict';
import type { AxiosInstance, AxiosResponse } from 'axios';
import fc from 'fast-check';
import { act, body, errorOf, save } from '../support/conversation.ts';
import { checkInvariants } from '../support/invariants.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

/** What there should be, kept in memory the plain way. */
interface Version { id: string; text: string }
interface Runbook { id: string; draft: Version | undefined; published: Version | undefined; total: number; unfinished: Set<string>; schedules: Set<string> }
interface Model { readonly runbooks: Map<string, Runbook>; readonly variables: Map<string, { id: string; value: string }>; readonly schedules: Map<string, string> }
interface Real { readonly http: AxiosInstance; /** Keeps the names of one run apart from those of all others. */ readonly prefix: string }

const OCTETS = { headers: { 'Content-Type': 'application/octet-stream' } };
const MISSING = '00000000-0000-0000-0000-00000000dead';
const letters = fc.constantFrom('a', 'b', 'c');
const outcome = (reply: AxiosResponse): string => (reply.status < 400 ? String(reply.status) : `${reply.status} ${errorOf(reply).code}`);
const textOf = (name: string, number: number): string => `workflow ${name} { param($P${number}) }`;

abstract class Command implements fc.AsyncCommand<Model, Real> {
  readonly name: string;
  readonly number: number;
  constructor(name: string, number: number) { this.name = name; this.number = number; }
  check(): boolean { return true; }
  abstract run(model: Model, real: Real): Promise<void>;
  toString(): string { return `${this.constructor.name}(${this.name}, ${this.number})`; }
  protected full(real: Real): string { return `${real.prefix}-${this.name}`; }
}

class Import extends Command {
  async run({ runbooks }: Model, real: Real): Promise<void> {
    const text = textOf(this.full(real), this.number);
    const reply = await real.http.post('RunbookVersions', text, OCTETS);
    const known = runbooks.has(this.name);
    assert.equal(outcome(reply), known ? '409 RunbookNameTaken' : '201');
    if (!known) runbooks.set(this.name, { id: String(body(reply)['RunbookID']), draft: { id: String(body(reply)['RunbookVersionID']), text }, published: undefined, total: 0, unfinished: new Set(), schedules: new Set() });
  }
}
class Edit extends Command {
  async run({ runbooks }: Model, real: Real): Promise<void> {
    const runbook = runbooks.get(this.name);
    const reply = await act(real.http, 'Runbooks', runbook?.id ?? MISSING, 'Edit');
    assert.equal(outcome(reply), runbook === undefined ? '404 NotFound' : runbook.draft !== undefined ? '409 DraftExists' : '200');
    if (runbook?.published !== undefined && runbook.draft === undefined) runbook.draft = { id: String(body(reply)['Edit']), text: runbook.published.text };
  }
}
class Save extends Command {
  async run({ runbooks }: Model, real: Real): Promise<void> {
    const runbook = runbooks.get(this.name);
    const target = runbook?.draft ?? runbook?.published;
    const text = textOf(this.full(real), this.number);
    const reply = await save(real.http, target?.id ?? MISSING, text);
    assert.equal(outcome(reply), target === undefined ? '404 NotFound' : runbook?.draft === undefined ? '409 PublishedVersionIsFixed' : '204');
    if (runbook?.draft !== undefined) runbook.draft.text = text;
  }
}
class Publish extends Command {
  async run({ runbooks }: Model, real: Real): Promise<void> {
    const runbook = runbooks.get(this.name);
    const reply = await act(real.http, 'Runbooks', runbook?.id ?? MISSING, 'Publish');
    assert.equal(outcome(reply), runbook === undefined ? '404 NotFound' : runbook.draft === undefined ? '404 NoDraft' : '200');
    if (runbook?.draft !== undefined) [runbook.published, runbook.draft] = [runbook.draft, undefined];
  }
}
class Discard extends Command {
  async run({ runbooks }: Model, real: Real): Promise<void> {
    const runbook = runbooks.get(this.name);
    const reply = await real.http.delete(`RunbookVersions(guid'${runbook?.draft?.id ?? MISSING}')`);
    assert.equal(outcome(reply), runbook?.draft === undefined ? '404 NotFound' : runbook.published === undefined ? '409 OnlyVersion' : '204');
    if (runbook?.published !== undefined) runbook.draft = undefined;
  }
}
class Start extends Command {
  async run({ runbooks }: Model, real: Real): Promise<void> {
    const runbook = runbooks.get(this.name);
    const reply = await act(real.http, 'Runbooks', runbook?.id ?? MISSING, 'Start', { parameters: [] });
    assert.equal(outcome(reply), runbook === undefined ? '404 NotFound' : runbook.published === undefined ? '400 NotPublished' : '200');
    if (runbook?.published === undefined) return;
    runbook.total += 1;
    runbook.unfinished.add(String(body(reply)['Start']));
  }
}
class Stop extends Command {
  async run({ runbooks }: Model, real: Real): Promise<void> {
    const runbook = runbooks.get(this.name);
    const [job] = runbook?.unfinished ?? [];
    const reply = await act(real.http, 'Jobs', job ?? MISSING, 'Stop');
    assert.equal(outcome(reply), job === undefined ? '404 NotFound' : '204');
    if (job === undefined) return;
    assert.equal(outcome(await act(real.http, 'Jobs', job, 'Stop')), '409 JobActionNotAllowed');
    runbook?.unfinished.delete(job);
  }
}
class Delete extends Command {
  async run({ runbooks }: Model, real: Real): Promise<void> {
    const runbook = runbooks.get(this.name);
    const reply = await real.http.delete(`Runbooks(guid'${runbook?.id ?? MISSING}')`);
    assert.equal(outcome(reply), runbook === undefined ? '404 NotFound' : runbook.unfinished.size > 0 ? '409 InUse' : '204');
    if (reply.status === 204) runbooks.delete(this.name);
  }
}
class SetVariable extends Command {
  async run({ variables }: Model, real: Real): Promise<void> {
    const known = variables.get(this.name);
    const value = String(this.number);
    if (known === undefined) {
      const reply = await real.http.post('Variables', { Name: this.full(real), Value: value });
      assert.equal(outcome(reply), '201');
      variables.set(this.name, { id: String(body(reply)['VariableID']), value });
      return;
    }
    assert.equal(outcome(await real.http.post('Variables', { Name: this.full(real).toUpperCase(), Value: value })), '409 NameTaken');
    assert.equal(outcome(await real.http.patch(`Variables(guid'${known.id}')`, { Value: value })), '204');
    known.value = value;
  }
}
class DeleteVariable extends Command {
  async run({ variables }: Model, real: Real): Promise<void> {
    const known = variables.get(this.name);
    assert.equal(outcome(await real.http.delete(`Variables(guid'${known?.id ?? MISSING}')`)), known === undefined ? '404 NotFound' : '204');
    variables.delete(this.name);
  }
}
class Schedule extends Command {
  async run({ runbooks, schedules }: Model, real: Real): Promise<void> {
    const name = String(this.number % 2);
    if (!schedules.has(name)) {
      const made = await real.http.post('Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: `${real.prefix}-${name}`, StartTime: '2100-01-01T00:00:00', IsEnabled: true });
      assert.equal(outcome(made), '201');
      schedules.set(name, String(body(made)['ScheduleID']));
    }
    const runbook = runbooks.get(this.name);
    const reply = await act(real.http, 'Runbooks', runbook?.id ?? MISSING, 'StartOnSchedule', { parameters: [], scheduleId: schedules.get(name) });
    assert.equal(outcome(reply), runbook === undefined ? '404 NotFound' : runbook.published === undefined ? '400 NotPublished' : runbook.schedules.has(name) ? '409 AlreadyLinked' : '200');
    if (runbook?.published !== undefined) runbook.schedules.add(name);
  }
}
class Unschedule extends Command {
  async run({ runbooks, schedules }: Model, real: Real): Promise<void> {
    const name = String(this.number % 2);
    const [runbook, schedule] = [runbooks.get(this.name), schedules.get(name)];
    if (runbook === undefined || schedule === undefined) return;
    const reply = await real.http.delete(`Runbooks(guid'${runbook.id}')/$links/Schedules(guid'${schedule}')`);
    assert.equal(outcome(reply), runbook.schedules.has(name) ? '204' : '404 NotLinked');
    runbook.schedules.delete(name);
  }
}
class DeleteSchedule extends Command {
  async run({ runbooks, schedules }: Model, real: Real): Promise<void> {
    const name = String(this.number % 2);
    const known = schedules.get(name);
    assert.equal(outcome(await real.http.delete(`Schedules(guid'${known ?? MISSING}')`)), known === undefined ? '404 NotFound' : '204');
    schedules.delete(name);
    for (const runbook of runbooks.values()) runbook.schedules.delete(name);
  }
}
/** Looks at everything that the model knows. */
class Look extends Command {
  async run({ runbooks, variables }: Model, real: Real): Promise<void> {
    const runbook = runbooks.get(this.name);
    if (runbook !== undefined) {
      const entity = body(await real.http.get(`Runbooks(guid'${runbook.id}')?$expand=Statistics,Schedules`));
      assert.deepEqual([entity['DraftRunbookVersionID'], entity['PublishedRunbookVersionID']], [runbook.draft?.id ?? null, runbook.published?.id ?? null]);
      assert.equal((entity['Statistics'] as { TotalJobCount: number }).TotalJobCount, runbook.total);
      assert.equal((entity['Schedules'] as { results: readonly unknown[] }).results.length, runbook.schedules.size);
      for (const version of [runbook.draft, runbook.published]) if (version !== undefined) assert.equal((await real.http.get(`RunbookVersions(guid'${version.id}')/$value`)).data, version.text);
    }
    const variable = variables.get(this.name);
    if (variable !== undefined) assert.equal(body(await real.http.get(`Variables(guid'${variable.id}')`))['Value'], variable.value);
  }
}

const kinds = [Import, Import, Import, Edit, Edit, Save, Publish, Publish, Publish, Discard, Start, Start, Stop, Stop, Delete, SetVariable, DeleteVariable, Schedule, Schedule, Unschedule, DeleteSchedule, Look, Look];
const commands = kinds.map((Kind) => fc.tuple(letters, fc.nat(9)).map(([name, number]): fc.AsyncCommand<Model, Real> => new Kind(name, number)));
const empty = (): Model => ({ runbooks: new Map(), variables: new Map(), schedules: new Map() });

describe('any sequence of requests', () => {
  let under: UnderTest;
  let runs = 0;
  before(async () => { under = await serve(); });
  after(() => under[Symbol.asyncDispose]());
  const setup = (): { model: Model; real: Real } => ({ model: empty(), real: { http: under.http, prefix: `Run${(runs += 1)}` } });

  it('is answered as a plain model of the service says', async () => {
    await fc.assert(fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), (sequence) => fc.asyncModelRun(setup, sequence)), { numRuns: 40, endOnFailure: true });
    checkInvariants(under.folder);
  });

  it('is answered so for each of eight clients that work at the same time', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.commands(commands, { maxCommands: 40, size: 'max' }), { minLength: 8, maxLength: 8 }), async (sequences) => {
      await Promise.all(sequences.map((sequence) => fc.asyncModelRun(setup, sequence)));
    }), { numRuns: 6, endOnFailure: true });
    checkInvariants(under.folder);
  });

  it('leaves everything in order when all work on the same things at once', async () => {
    const allowed = new Set([200, 201, 204, 400, 404, 409, 412]);
    const { http } = under;
    const ids = async (set: string, key: string): Promise<readonly string[]> => (((await http.get(`${set}?$top=50&$select=${key}`)).data as { d: { results: readonly Record<string, string>[] } }).d.results).map((row) => row[key] ?? '');
    const step = async (name: string, kind: number, pick: number): Promise<AxiosResponse> => {
      const full = `Shared-${name}`;
      const [runbooks, versions, jobs, schedules] = await Promise.all([ids('Runbooks', 'RunbookID'), ids('RunbookVersions', 'RunbookVersionID'), ids('Jobs', 'JobID'), ids('Schedules', 'ScheduleID')]);
      const one = (list: readonly string[]): string => list[pick % Math.max(1, list.length)] ?? MISSING;
      switch (kind % 11) {
        case 0: return http.post('RunbookVersions', textOf(full, pick), OCTETS);
        case 1: return act(http, 'Runbooks', one(runbooks), 'Edit');
        case 2: case 3: return act(http, 'Runbooks', one(runbooks), 'Publish');
        case 4: return http.delete(`RunbookVersions(guid'${one(versions)}')`);
        case 5: return act(http, 'Runbooks', one(runbooks), 'Start', { parameters: [] });
        case 6: return act(http, 'Jobs', one(jobs), 'Stop');
        case 7: return http.delete(`Runbooks(guid'${one(runbooks)}')`);
        case 8: return act(http, 'Runbooks', one(runbooks), 'StartOnSchedule', { parameters: [], scheduleId: one(schedules) });
        case 9: return http.delete(`Schedules(guid'${one(schedules)}')`);
        default: return http.post('Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: full, StartTime: '2100-01-01T00:00:00', IsEnabled: true });
      }
    };
    const steps = fc.array(fc.tuple(letters, fc.nat(1_000), fc.nat(1_000)), { minLength: 25, maxLength: 25 });
    await fc.assert(fc.asyncProperty(fc.array(steps, { minLength: 8, maxLength: 8 }), async (clients) => {
      await Promise.all(clients.map(async (own) => {
        for (const [name, kind, pick] of own) {
          const reply = await step(name, kind, pick);
          assert.ok(allowed.has(reply.status), `${kind % 11}: ${reply.status} ${JSON.stringify(reply.data)}`);
        }
      }));
      checkInvariants(under.folder);
    }), { numRuns: 3, endOnFailure: true });
    assert.deepEqual(under.logger.entries.filter((entry) => entry.level === 'error'), []);
  });

  it('loses no update of those who say what they saw: eight clients count to a hundred', async () => {
    const made = body(await under.http.post('Variables', { Name: 'counter', Value: '0' }));
    const url = `Variables(guid'${String(made['VariableID'])}')`;
    const refused = { count: 0 };
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let counted = 0; counted < 13;) {
        const read = await under.http.get(url);
        const reply = await under.http.patch(url, { Value: String(Number(body(read)['Value']) + 1) }, { headers: { 'If-Match': String(read.headers['etag']) } });
        if (reply.status === 204) counted += 1;
        else refused.count += Number(errorOf(reply).code === 'EtagMismatch');
      }
    }));
    assert.equal(body(await under.http.get(url))['Value'], '104');
    assert.ok(refused.count > 0, 'they did get in each other’s way');
  });
});
