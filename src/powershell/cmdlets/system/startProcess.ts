/** Start-Process: begins a program, and waits for its end only where that is asked for. It ends with the job at the latest. */
import { toText } from '../../runtime/convert/toText.ts';
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { ProgramPortError } from '../../runtime/host.ts';
import type { ProcessEntry, ProgramPort, ProgramStream, RunningProgram } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { MANAGEMENT, attempt } from '../items/paths/itemSteps.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { placeOf } from '../items/paths/paths.ts';
import { windowStyles } from '../parameterEnums.ts';
import { ProcessObject } from './processObject.ts';

const REDIRECTIONS = ['RedirectStandardInput', 'RedirectStandardOutput', 'RedirectStandardError'] as const;
const PLAIN = ['Default'];

export const startProcess = cmdlet({
  name: 'Start-Process', aliases: ['saps', 'start'], module: MANAGEMENT, defaultSet: 'Default', supportsShouldProcess: true, synopsis: 'Begins a program, where native commands are allowed.',
  params: {
    FilePath: { type: T.String, aliases: ['PSPath', 'Path'], position: 0, mandatory: true, validate: NOT_EMPTY }, ArgumentList: { type: arrayOf(T.String), aliases: ['Args'], position: 1 }, WorkingDirectory: { type: T.String, validate: NOT_EMPTY }, Wait: { type: T.Switch }, PassThru: { type: T.Switch },
    NoNewWindow: { type: T.Switch, aliases: ['nnw'], sets: PLAIN }, WindowStyle: { type: windowStyles, asText: true, validate: NOT_EMPTY }, Verb: { type: T.String, sets: ['UseShellExecute'], validate: NOT_EMPTY }, RedirectStandardInput: { type: T.String, aliases: ['RSI'], sets: PLAIN, validate: NOT_EMPTY }, RedirectStandardOutput: { type: T.String, aliases: ['RSO'], sets: PLAIN, validate: NOT_EMPTY },
    RedirectStandardError: { type: T.String, aliases: ['RSE'], sets: PLAIN, validate: NOT_EMPTY }, Credential: { type: T.PSCredential, aliases: ['RunAs'], sets: PLAIN, validate: NOT_EMPTY }, LoadUserProfile: { type: T.Switch, aliases: ['Lup'], sets: PLAIN }, UseNewEnvironment: { type: T.Switch, sets: PLAIN }, Environment: { type: T.Hashtable },
  },
  run: (p, ctx) => ({
    end() {
      const { process, environment } = ctx.host, directory = ctx.session.location, { programs } = process ?? {};
      const unsupported = environment.platform === 'win32' ? undefined : p.Verb !== undefined ? '-Verb' : p.WindowStyle === undefined ? undefined : '-WindowStyle';
      if (unsupported !== undefined) return ctx.fail({ id: 'NotSupportedException', category: 'NotImplemented', exception: 'System.NotSupportedException', message: `The parameter '${unsupported}' is not supported for the cmdlet 'Start-Process' on this edition of PowerShell.` });
      if (programs === undefined) return failed(ctx, p.FilePath, process?.whereOff?.(p.FilePath, directory) ?? `the program '${p.FilePath}' cannot be started because native commands are switched off here.`);
      if (p.Credential !== undefined) return failed(ctx, p.FilePath, 'a program runs as the account that runs this job. Leave out -Credential.');
      attempt(ctx, () => {
        const folder = p.WorkingDirectory === undefined ? directory : placeOf(ctx, p.WorkingDirectory).path;
        if (p.WorkingDirectory !== undefined && portOf(ctx).stat(folder)?.isDirectory !== true) { wrong(ctx, 'DirectoryNotFoundException', invalid('WorkingDirectory'), 'System.IO.'); return; }
        const [input, output, errors] = REDIRECTIONS.map((name) => (p[name] === undefined ? undefined : placeOf(ctx, p[name]).path));
        if (input !== undefined && portOf(ctx).stat(input) === undefined) { wrong(ctx, 'FileNotFoundException', invalid(`RedirectStandardInput '${p.RedirectStandardInput ?? ''}'`), 'System.IO.'); return; }
        const paths = [input, output, errors].map((path) => path?.toLowerCase());
        for (const [a, b] of [[0, 1], [0, 2], [1, 2]] as const) if (paths[a] !== undefined && paths[a] === paths[b]) {
          wrong(ctx, 'InvalidOperationException', `This command cannot be run because "${REDIRECTIONS[a]}" and "${REDIRECTIONS[b]}" are same. Give different inputs and Run your command again.`);
          return;
        }
        const words = (p.ArgumentList ?? []).join(' '), file = programs.find(p.FilePath, directory);
        if (!ctx.shouldProcess(`${file ?? p.FilePath} ${words.trim()}`, 'Start-Process')) return;
        if (file === undefined) return failed(ctx, p.FilePath, `An error occurred trying to start process '${p.FilePath}' with working directory '${folder}'. No such file or directory.`);
        const more = Object.fromEntries([...(p.Environment?.entries.values() ?? [])].map(({ key, value }) => [toText(key), toText(value)]));
        let program: RunningProgram;
        try {
          program = programs.start({ file, args: splitArguments(words), directory: folder, input: toFile(input), output: toFile(output), errors: toFile(errors), more, ...(p.UseNewEnvironment === true ? { environment: 'fresh' } : {}) });
        } catch (e) {
          if (e instanceof ProgramPortError) return failed(ctx, p.FilePath, e.message);
          throw e;
        }
        const given = p.PassThru === true ? new ProcessObject(entryOf(programs, program, file), process, program) : undefined;
        if (p.Wait === true) waitFor(program);
        // Behind the wait: what an activity of a workflow hands on is what it is then, with its exit code.
        if (given !== undefined) ctx.write(given);
      });
      return undefined;
    },
  }),
});

const toFile = (path: string | undefined): ProgramStream => (path === undefined ? 'none' : { file: path });
const invalid = (what: string): string => `This command cannot be run because either the parameter "${what}" has a value that is not valid or cannot be used with this command. Give a valid input and Run your command again.`;
const wrong = (ctx: CmdletContext, type: string, message: string, space = 'System.'): void => ctx.writeError({ id: type, category: 'InvalidOperation', exception: `${space}${type}`, message });
const failed = (ctx: CmdletContext, target: string, message: string): never =>
  ctx.fail({ id: 'InvalidOperationException', category: 'InvalidOperation', target, exception: 'System.InvalidOperationException', message: `This command cannot be run due to the error: ${message}` });

/** A stop ends the program too. */
function waitFor(program: RunningProgram): void {
  try { while (program.exchange('', true).exitCode === undefined); } catch (e) {
    program.end();
    throw e;
  }
}
/** It may be over already: then what is known is its number and its name. */
export function entryOf(programs: ProgramPort, program: RunningProgram, file: string): ProcessEntry {
  return programs.list(program.id)[0] ?? { id: program.id, name: file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1), cpuSeconds: undefined, workingSet: 0, virtualMemory: 0, privateMemory: 0, swappedMemory: 0, session: 0, startedMs: undefined, path: file, commandLine: undefined };
}

/** One text as the words of a program: quotes hold blanks, a backslash before a quote is no end of it (ProcessStartInfo.Arguments). */
export function splitArguments(text: string): string[] {
  const words: string[] = [];
  let word = '', isWord = false, quoted = false;
  for (let i = 0; i < text.length; i++) {
    const run = /^\\+(?=")/.exec(text.slice(i, i + 64))?.[0];
    if (run !== undefined) {
      // Two are one, and an odd one makes the quote a letter.
      word += '\\'.repeat(run.length >> 1);
      i += run.length - 1;
      isWord = true;
      if (run.length % 2 === 1) { word += '"'; i += 1; }
    } else if (text[i] === '"') {
      isWord = true;
      if (quoted && text[i + 1] === '"') { word += '"'; i += 1; } else quoted = !quoted;
    } else if (!quoted && (text[i] === ' ' || text[i] === '\t')) {
      if (isWord) words.push(word);
      word = '';
      isWord = false;
    } else {
      word += text[i] ?? '';
      isWord = true;
    }
  }
  return isWord ? [...words, word] : words;
}
