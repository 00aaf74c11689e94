/** Get-Process, Stop-Process and Wait-Process (about the machine's processes where native commands are allowed, else about the engine's own). */
import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../runtime/cmdlet.ts';
import { ProgramPortError } from '../../runtime/host.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { MANAGEMENT } from '../items/paths/itemSteps.ts';
import { matchingProcesses, processError } from './matchingProcesses.ts';
import { PROCESS } from './processObject.ts';
import type { ProcessObject } from './processObject.ts';

const INPUT = { type: arrayOf(PROCESS), sets: ['InputObject'], position: { InputObject: 0 }, mandatory: ['InputObject'], from: 'pipeline' } as const;

const WITH_USER = ['NameWithUserName', 'IdWithUserName', 'InputObjectWithUserName'], PLAIN = ['Name', 'Id', 'InputObject'];
export const getProcess = cmdlet({
  name: 'Get-Process', aliases: ['gps', 'ps'], module: MANAGEMENT, defaultSet: 'Name', synopsis: 'Gets the processes of the machine where native commands are allowed, and the one of the runbook where they are not.',
  params: {
    Name: { type: arrayOf(T.String), aliases: ['ProcessName'], sets: ['Name', 'NameWithUserName'], position: { Name: 0, NameWithUserName: 0 }, from: 'property', validate: NOT_EMPTY }, Id: { type: arrayOf(T.Int32), aliases: ['PID'], sets: ['Id', 'IdWithUserName'], mandatory: ['Id', 'IdWithUserName'], from: 'property' },
    InputObject: { type: arrayOf(PROCESS), sets: ['InputObject', 'InputObjectWithUserName'], mandatory: ['InputObject', 'InputObjectWithUserName'], from: 'pipeline' }, IncludeUserName: { type: T.Switch, sets: WITH_USER, mandatory: WITH_USER }, Module: { type: T.Switch, sets: PLAIN, validate: NOT_NULL }, FileVersionInfo: { type: T.Switch, aliases: ['FV', 'FVI'], sets: PLAIN, validate: NOT_NULL },
  },
  run: (p, ctx) => ({
    process() {
      if (p.InputObject !== undefined) { for (const item of p.InputObject) ctx.write(item); return; }
      for (const one of matchingProcesses(ctx, { Name: p.Name, Id: p.Id })) ctx.write(one);
    },
  }),
});

export const stopProcess = cmdlet({
  name: 'Stop-Process', aliases: ['spps', 'kill'], module: MANAGEMENT, defaultSet: 'Id', supportsShouldProcess: true, synopsis: 'Ends processes.',
  params: {
    Name: { type: arrayOf(T.String), aliases: ['ProcessName'], sets: ['Name'], mandatory: ['Name'], from: 'property' }, Id: { type: arrayOf(T.Int32), sets: ['Id'], position: { Id: 0 }, mandatory: ['Id'], from: 'property' },
    InputObject: INPUT, PassThru: { type: T.Switch }, Force: { type: T.Switch, validate: NOT_EMPTY },
  },
  run: (p, ctx) => {
    let own: ProcessObject | undefined;
    const stop = (one: ProcessObject): boolean => {
      try {
        if (!one.hasExited) one.kill();
      } catch (e) {
        if (!(e instanceof ProgramPortError)) throw e;
        // It may just have ended.
        if (e.code !== 'ESRCH') {
          processError(ctx, 'CouldNotStopProcess', 'CloseError', one, `Cannot stop process "${one.name} (${one.id})" because of the following error: ${e.message}`);
          return false;
        }
      }
      return true;
    };
    return {
      process() {
        for (const one of matchingProcesses(ctx, p)) {
          if (!ctx.shouldProcess(`${one.name} (${one.id})`, 'Stop-Process')) continue;
          if (one.id === ctx.host.process?.id) own = one;
          else if (stop(one) && p.PassThru === true) ctx.write(one);
        }
      },
      end() { if (own !== undefined) stop(own); },
    };
  },
});

export const waitProcess = cmdlet({
  name: 'Wait-Process', module: MANAGEMENT, defaultSet: 'Name', synopsis: 'Waits until processes have ended.',
  params: {
    Name: { type: arrayOf(T.String), aliases: ['ProcessName'], sets: ['Name'], position: { Name: 0 }, mandatory: ['Name'], from: 'property' }, Id: { type: arrayOf(T.Int32), aliases: ['PID', 'ProcessId'], sets: ['Id'], position: { Id: 0 }, mandatory: ['Id'], from: 'property', validate: NOT_EMPTY },
    InputObject: { type: arrayOf(PROCESS), sets: ['InputObject'], mandatory: ['InputObject'], from: 'pipeline' }, Timeout: { type: T.Int32, aliases: ['TimeoutSec'], position: 1, validate: [{ notNullOrEmpty: true }, { range: [0, 32_767] }] }, Any: { type: T.Switch }, PassThru: { type: T.Switch },
  },
  run: (p, ctx) => {
    const all: ProcessObject[] = [];
    return {
      process() {
        for (const one of matchingProcesses(ctx, p)) {
          if (one.id === ctx.host.process?.id) processError(ctx, 'WaitOnItself', 'ObjectNotFound', one, 'This command stopped operation because it cannot wait on itself. Specify another process and Run your command again.');
          else all.push(one);
        }
      },
      end() {
        const end = ctx.host.clock.monotonic() + (p.Timeout ?? Infinity) * 1000;
        const over = (): boolean => (p.Any === true ? all.length === 0 || all.some((one) => one.hasExited) : all.every((one) => one.hasExited));
        for (let left = Infinity; !over() && left > 0; left = end - ctx.host.clock.monotonic()) ctx.sleep(Math.min(40, Math.max(0, end - ctx.host.clock.monotonic())));
        if (!over()) for (const one of all) if (!one.hasExited) ctx.writeError({ id: 'ProcessNotTerminated', category: 'CloseError', target: one, exception: 'System.TimeoutException', message: `This command stopped operation because process "${one.name} (${one.id})" is not stopped in the specified time-out.` });
        if (p.PassThru === true) for (const one of all) ctx.write(one);
      },
    };
  },
});
