/** What a run is started with: the runbook's text, its type, and its parameters as they travel. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { AppError } from '../../../app/errors.ts';
import { parametersFrom } from '../../../app/parameters/parameterInput.ts';
import { parameterSpecs } from '../../../app/parameters/parameterSpecs.ts';
import { readRunbookFile, runProblems, statementOutside } from '../../../project/runbookFile.ts';
import { isPesterTests } from '../../../project/tests/fileNames.ts';
import type { TestPlan } from '../../../powershell/testing/protocol.ts';
import type { JobParameterValue } from '../../../worker/protocol.ts';

/** A configuration of launch.json, as package.json describes it. */
export interface LaunchArguments extends DebugProtocol.LaunchRequestArguments {
  /** The runbook's file. */
  readonly program: string;
  /** By name; texts are taken as a person would type them, other values as JSON. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly stopOnEntry?: boolean;
  /** The number of a checkpoint that an earlier run of the file has taken: the workflow goes on from there. */
  readonly fromCheckpoint?: number;
  /** Show the Verbose and the Debug stream too. */
  readonly verbose?: boolean;
  readonly debug?: boolean;
  /** Not the runbook itself but one test of it, or some of a file of tests; the Test Explorer gives it. */
  readonly tests?: TestPlan;
}

export interface Launch {
  readonly program: string;
  readonly folder: string;
  /** The runbook's name: what the engine calls the source. */
  readonly name: string;
  readonly type: 'Script' | 'PowerShellScript';
  readonly text: string;
  readonly parameters: readonly JobParameterValue[];
  readonly tests?: TestPlan;
  /** Where something stands that is not run. */
  readonly outside?: ReturnType<typeof statementOutside>;
}

/** Checks everything before anything runs. Throws an AppError that says what is wrong and what to do. */
export function prepareLaunch({ program, parameters = {}, fromCheckpoint }: LaunchArguments, text: string): Launch {
  const runbook = readRunbookFile(program, text), [syntax] = [...runProblems(text), ...runbook.problems.filter((problem) => problem.kind === 'syntax')];
  if (syntax !== undefined) throw new AppError('SyntaxErrors', `${basename(program)} cannot run. Line ${syntax.line ?? 1}: ${syntax.message}`);
  const specs = parameterSpecs(text, runbook.name) ?? [];
  const texts = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
  const typeOf = (name: string): string => runbook.parameters.find((parameter) => parameter.name === name)?.type ?? '';
  return {
    program, folder: dirname(program), name: runbook.name, outside: statementOutside(runbook, text), type: runbook.type ?? 'PowerShellScript', text,
    // A checkpoint has them in its state.
    parameters: fromCheckpoint !== undefined ? [] : parametersFrom(runbook.name, specs, texts).map(({ name, value }) => ({ name, value, type: typeOf(name) })),
  };
}

/** What a file of tests in Pester's words is run as where nobody chose some of them: all of it, each test with the time it takes. */
export function wholeFile(program: string, text: string): TestPlan | undefined {
  if (!isPesterTests(program)) return undefined;
  return { coverage: false, items: [{ kind: 'pester', path: program, script: text, directory: dirname(program), testDrive: join(tmpdir(), `sma-tests-${randomUUID()}`), limitMs: NO_LIMIT }] };
}
/** A day. */
const NO_LIMIT = 86_400_000;

/** The same for a test: it is prepared already. The text is what the editor shows by now. */
export function prepareTests(program: string, tests: TestPlan, text: string): Launch {
  const [item] = tests.items;
  if (item === undefined) throw new AppError('NoFile', 'The configuration has no test to debug. Start it from the Test Explorer.');
  const own = { program, folder: item.directory, text, parameters: [], tests: { coverage: false, items: [{ ...item, script: text }] } };
  return item.kind === 'case' ? { ...own, name: item.runbook, type: item.type } : { ...own, name: item.path, type: 'PowerShellScript' };
}

/** What is wrong with a configuration itself; undefined where it names a file. */
export function checkArguments(given: Partial<LaunchArguments>): AppError | undefined {
  if (typeof given.program !== 'string' || given.program === '') return new AppError('NoFile', 'The configuration names no runbook. Set "program" to the path of a .ps1 file, for example "${file}".');
  if (!isAbsolute(given.program)) return new AppError('NoFile', `The path ${given.program} in "program" is relative. Begin it with "\${workspaceFolder}/".`);
  if (given.parameters !== undefined && (typeof given.parameters !== 'object' || given.parameters === null || Array.isArray(given.parameters))) {
    return new AppError('BadParameter', 'In the configuration "parameters" must be an object: {"Name": "value"}.');
  }
  return undefined;
}

