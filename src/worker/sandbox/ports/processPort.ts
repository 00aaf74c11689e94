/** Programs of the engine: the main thread runs them, the engine thread waits. Processes of the machine are looked at from here. */
import { ProgramPortError } from '../../../powershell/runtime/host.ts';
import type { EnvironmentPort, ProcessEntry, ProcessPort, ProgramNews, ProgramPort, ProgramStart, RunningProgram } from '../../../powershell/runtime/host.ts';
import { findProgram, isProgram } from '../programs/findProgram.ts';
import { linuxProcesses } from '../programs/linuxProcesses.ts';
import type { ProgramCall, ProgramReply, ProgramRequest } from '../programs/messages.ts';
import { psCall, readPs, readTasklist, tasklistCall } from '../programs/processTables.ts';

export interface ProgramLink {
  /** Blocks until the answer is there. */
  ask(request: ProgramRequest): ProgramReply;
  /** Says something that nobody answers. */
  tell(request: ProgramRequest): void;
}

const HOW = 'Native commands are off here. Whoever runs the service allows them: sma serve, sma run and sma test with --native-commands, the service by its setting worker.nativeCommands, the editor by sma.localService.nativeCommands.';

export function processPort(allowed: boolean, link: ProgramLink, environment: EnvironmentPort): ProcessPort {
  const places = { platform: environment.platform, variable: (name: string) => variableOf(environment, name), isProgram };
  const find = (name: string, directory: string): string | undefined => findProgram(name, directory, places);
  const own = (): ProcessEntry | undefined => (environment.platform === 'linux' ? linuxProcesses(process.pid)[0] : ownFigures());
  if (allowed) return { id: process.pid, own, programs: programPort(find, link, environment) };
  return {
    id: process.pid, own,
    whereOff(name, directory) {
      const file = find(name, directory);
      return file === undefined ? undefined : `'${name}' is a program of this machine (${file}), which is not run. ${HOW}`;
    },
  };
}

/** What Node knows of the process it is. */
function ownFigures(): ProcessEntry {
  const { user, system } = process.cpuUsage(), { rss, heapTotal, external } = process.memoryUsage();
  return { id: process.pid, name: 'pwsh', cpuSeconds: (user + system) / 1e6, workingSet: rss, virtualMemory: rss, privateMemory: heapTotal + external, swappedMemory: 0, session: 0, startedMs: Date.now() - process.uptime() * 1000, path: process.execPath, commandLine: undefined };
}

function programPort(find: ProgramPort['find'], link: ProgramLink, environment: EnvironmentPort): ProgramPort {
  const start = ({ environment: which, ...call }: ProgramStart): RunningProgram => {
    if (environment.platform === 'win32' && /\.(?:bat|cmd)$/i.test(call.file)) throw new ProgramPortError('EINVAL', `'${call.file}' is a batch file, which is run by a command shell alone: write cmd /c '${call.file}' with its arguments`);
    const own: ProgramCall = which === 'fresh' ? call : { ...call, environment: Object.fromEntries(environment.names().map((name) => [name, environment.get(name) ?? ''])) };
    const reply = link.ask({ op: 'start', start: own });
    if (reply.kind !== 'started') throw new ProgramPortError(reply.kind === 'failed' ? reply.code : 'EIO', `An error occurred trying to start process '${call.file}' with working directory '${call.directory}'. ${reply.kind === 'failed' ? reply.message : ''}`);
    return running(reply.program, reply.id, link);
  };
  /** The tool's whole answer. */
  const output = (tool: string, args: readonly string[]): string => {
    const file = find(tool, '/');
    if (file === undefined) throw new ProgramPortError('ENOENT', `Processes cannot be listed: the program '${tool}' is not on PATH.`);
    const program = start({ file, args, directory: process.cwd(), input: 'none', output: 'pipe', errors: 'none' });
    let text = '';
    for (;;) {
      const { output: parts, exitCode } = program.exchange('', true);
      text += parts.map((part) => part.text).join('');
      if (exitCode !== undefined) return text;
    }
  };
  const list = (id?: number): readonly ProcessEntry[] => {
    switch (environment.platform) {
      case 'linux': return linuxProcesses(id);
      case 'win32': return readTasklist(output('tasklist', tasklistCall(id)));
      case 'darwin': return readPs(output('ps', psCall(id)));
    }
  };
  return {
    find, start, list,
    kill(id) {
      try { process.kill(id, 'SIGKILL'); } catch (e) {
        const { code = 'EIO', message } = e as NodeJS.ErrnoException;
        throw new ProgramPortError(code, code === 'EPERM' ? 'Operation not permitted' : code === 'ESRCH' ? 'No such process' : message);
      }
    },
  };
}

function running(program: number, id: number, link: ProgramLink): RunningProgram {
  let code: number | undefined;
  const news = (reply: ProgramReply): ProgramNews => {
    if (reply.kind !== 'news') throw new ProgramPortError('ESRCH', 'The program is gone.');
    code = reply.news.exitCode;
    return reply.news;
  };
  return {
    id,
    exchange: (input, end) => (code === undefined ? news(link.ask({ op: 'exchange', program, input, end })) : { output: [], exitCode: code }),
    exitCode: () => code ?? news(link.ask({ op: 'status', program })).exitCode,
    end() { if (code === undefined) link.tell({ op: 'end', program }); },
  };
}

/** Windows does not tell the case of names apart. */
function variableOf(environment: EnvironmentPort, name: string): string | undefined {
  if (environment.platform !== 'win32') return environment.get(name);
  const found = environment.names().find((each) => each.toUpperCase() === name);
  return found === undefined ? undefined : environment.get(found);
}
