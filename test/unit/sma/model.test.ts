import assert from 'node:assert/strict';
import type { EntityType } from '../../../src/sma/edm/serviceModel.ts';
import { resolveModel } from '../../../src/sma/edm/serviceModel.ts';
import type { RunbookEntity } from '../../../src/sma/entities/runbook.ts';
import type { JobEntity } from '../../../src/sma/entities/job.ts';
import { mainService, modelsFor } from '../../../src/sma/models.ts';

const { main, jobStreams } = modelsFor('2012R2');
function type(name: string, model = main): EntityType {
  const found = model.entityType(name);
  assert.ok(found, name);
  return found;
}

describe('the SMA model', () => {
  it('has as many of everything as the metadata of a real server', () => {
    assert.deepEqual([main.entityTypes.length, main.entitySets.length, main.definition.associations.length, main.actions.length, main.complexTypes.length], [24, 22, 17, 9, 1]);
    assert.deepEqual(main.entityTypes.filter((one) => one.hasStream).map((one) => one.name), ['Job', 'RunbookVersion', 'Module']);
    assert.deepEqual(main.entityTypes.filter((one) => one.abstract).map((one) => one.name), ['Schedule']);
    assert.deepEqual([jobStreams.entityTypes.length, jobStreams.entitySets.length, jobStreams.operations.length], [1, 1, 1]);
  });

  it('gives a runbook its two later properties only from 2016 on, after the others', () => {
    assert.equal(type('Runbook').properties.length, 15);
    assert.deepEqual(type('Runbook', modelsFor('2016').main).properties.slice(14).map((property) => property.name), ['LogProgress', 'RunbookWorker', 'RunbookType']);
    assert.equal(modelsFor('2016'), modelsFor('2016'));
  });

  it('resolves inheritance: properties, key, navigations and set come from the base', () => {
    const daily = type('DailySchedule');
    assert.deepEqual([daily.set.name, daily.key.map((key) => key.name), daily.properties.at(-1)?.name, daily.properties.length], ['Schedules', ['ScheduleID'], 'DayInterval', 11]);
    assert.deepEqual(daily.navigations.map((one) => one.name), ['JobContexts', 'Runbooks']);
    assert.ok(daily.isOrDerivesFrom(type('Schedule')) && !type('Schedule').isOrDerivesFrom(daily));
    assert.equal(main.entityType('Orchestrator.ResourceModel.DailySchedule'), daily);
    assert.equal(main.entityType('Orchestrator.Other.DailySchedule'), undefined);
  });

  it('says by which properties each navigation joins, and both ways agree', () => {
    assert.deepEqual(type('Job').navigation('JobContext')?.join, { own: 'JobContextID', other: 'JobContextID' });
    assert.deepEqual(type('Runbook').navigation('DraftRunbookVersion')?.join, { own: 'DraftRunbookVersionID', other: 'RunbookVersionID' });
    assert.deepEqual(type('Module').navigation('Activities')?.join, { own: 'ModuleID', other: 'ModuleID' });
    assert.equal(type('Runbook').navigation('Schedules')?.join, undefined);
    for (const one of main.entityTypes) {
      for (const navigation of one.navigations) {
        if (navigation.join === undefined) continue;
        assert.ok(one.property(navigation.join.own), `${one.name}.${navigation.name}`);
        assert.ok(navigation.target.property(navigation.join.other), `${one.name}.${navigation.name}`);
        // A to-one navigation leads to a key, unless it is the dependent side of one to one.
        if (!navigation.many) assert.ok(navigation.target.key.some((key) => key.name === navigation.join?.other), `${one.name}.${navigation.name}`);
      }
    }
  });

  it('lists the actions of an entity in the order of the wire', () => {
    assert.deepEqual(type('Runbook').actions.map((action) => action.name), ['Start', 'StartOnSchedule', 'GetStatistics', 'Publish', 'Edit', 'Test']);
    assert.deepEqual(type('Job').actions.map((action) => action.name), ['Resume', 'Stop', 'Suspend']);
    assert.deepEqual(type('Variable').actions, []);
    assert.deepEqual(main.actions.filter((action) => !action.alwaysBindable).map((action) => action.name), ['Publish', 'Edit']);
  });

  it('says what clients may do: a runbook is created by its version', () => {
    assert.deepEqual(main.entitySets.filter((set) => set.create === 'stream').map((set) => set.name), ['RunbookVersions', 'Modules']);
    assert.equal(main.entitySet('Runbooks')?.create, false);
    for (const set of main.entitySets) for (const name of set.updatable) assert.ok([type(set.type.name, modelsFor('2016').main), ...modelsFor('2016').main.entityTypes.filter((one) => one.base?.name === set.type.name)].some((one) => one.property(name)), `${set.name}.${name}`);
    assert.deepEqual(main.entitySets.filter((set) => !set.create && !set.update && !set.delete).length, 11);
  });

  it('finds mistakes in the tables when it is made', () => {
    const wrong = { ...mainService, entitySets: [{ name: 'Jobs', type: 'Nope', create: false, update: false, delete: false, updatable: [] }] };
    assert.throws(() => resolveModel(wrong, '2016'), /names the entity type Nope/);
  });

  it('gives TypeScript the shape of entities', () => {
    const status: JobEntity['JobStatus'] = 'New';
    const end: JobEntity['EndTime'] = null;
    const worker: RunbookEntity['RunbookWorker'] = undefined;
    // @ts-expect-error a required property is never null
    const name: RunbookEntity['RunbookName'] = null;
    assert.deepEqual([status, end, worker, name], ['New', null, undefined, null]);
  });
});
