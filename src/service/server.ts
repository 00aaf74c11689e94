/** Composition and life cycle: everything the service is made of is built here, in order, and taken down in reverse. */
import { join } from 'node:path';
import { UriReader } from '../odata/uri/uriReader.ts';
import { modelsFor, TENANT_ID } from '../sma/models.ts';
import { isBehind, systemClock, Ticker, WHILE_BEHIND } from './clock.ts';
import { Closers } from './closers.ts';
import { recoverJobs, WorkerSupervisor } from './dispatch/supervisor.ts';
import { JobRequests } from './dispatch/jobRequests.ts';
import { drainSetting } from './domain/adminSettings.ts';
import { audit, Changes, SERVICE_AUTHOR } from './domain/change.ts';
import { sealEarlier } from './domain/jobs/sealEarlier.ts';
import { isBackup } from './data/manifest.ts';
import { seed, lastTimeOf, someSecrets } from './domain/seed.ts';
import { handleDebug } from './debug/route.ts';
import { DebugSessions } from './debug/sessions.ts';
import { EventHub } from './events/hub.ts';
import { handleEvents } from './events/route.ts';
import { BodyReader } from './handlers/bodies.ts';
import { ODataHandler } from './handlers/odata.ts';
import { ReplyCache } from './handlers/replyCache.ts';
import { handleHold } from './holders.ts';
import type { ServiceRequest } from './http/serviceRequest.ts';
import { isLoopback, listen, type Listener } from './http/listener.ts';
import { createPipeline, EVENTS_PATH } from './http/pipeline.ts';
import { Identity, tellEclipsed } from './access/identity.ts';
import { Lockout } from './access/lockout.ts';
import { RequestMetrics, writeMetrics } from './http/metrics.ts';
import { noteSettingsUsers } from './access/settingsUsers.ts';
import { SignIn } from './access/signIn.ts';
import { readUsers, usersPath, usersVersion } from './access/usersFile.ts';
import { removeUnfinished, tightenFile } from './files.ts';
import { Housekeeping } from './housekeeping.ts';
import { hashUser, UserTable, type UserNews } from './access/users.ts';
import { LifeCycle } from './lifeCycle.ts';
import { describeError, silentLogger, type Logger } from './log.ts';
import { DEFAULT_LIMITS, type RunningService, type ServiceOptions } from './options.ts';
import { ScriptReader } from './scripts/scriptReader.ts';
import { followModules } from './modules/followModules.ts';
import { ModuleFolder } from './modules/moduleFolder.ts';
import { ModuleReader } from './modules/moduleReader.ts';
import { workerEntry } from '../worker/processes/entryPoints.ts';
import { checkAccess, closedTo, letThrough, workerAccount, type WorkerAccount } from './dispatch/workerAccount.ts';
import { DueRuns } from './schedules/dueRuns.ts';
import { DEFAULT_SCHEDULES, Scheduler } from './schedules/scheduler.ts';
import { isTimeZone } from './schedules/zone.ts';
import { openCipher } from './secrets/cipher.ts';
import { KeyWatch } from './secrets/keyWatch.ts';
import { ServiceStartError } from './startError.ts';
import { Store } from './store/store.ts';
import { outOfTime, ownTlsIdentity, readTlsIdentity } from './tls/certificate.ts';
import { CertificateWatch } from './tls/certificateWatch.ts';

const DRAIN_MILLISECONDS = 5_000;
/** Where the database is damaged or gone. */
const FAILED_DRAIN_MILLISECONDS = 1_000;

/**
 * Starts the service: closed, starting, running. Fails with a ServiceStartError that names the reason and the next
 * step, and leaves nothing behind then. `stop()` drains and closes.
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const logger = options.logger ?? silentLogger;
  const lifeCycle = new LifeCycle();
  lifeCycle.enter('starting');
  const closers = new Closers();
  try {
    const parts = await build(options, logger, lifeCycle, closers);
    lifeCycle.enter('running');
    logger.log('info', 'The service is running', { origin: parts.listener.origin, pid: process.pid });
    return toRunning(parts, options, logger, lifeCycle, closers);
  } catch (error) {
    await closers.close();
    lifeCycle.enter('closed');
    throw error;
  }
}

interface Parts { readonly listener: Listener; readonly certificate: CertificateWatch | undefined; readonly hub: EventHub; readonly supervisor: WorkerSupervisor | undefined; readonly store: Store; readonly changes: Changes; readonly debugs: DebugSessions | undefined }

async function build(options: ServiceOptions, logger: Logger, lifeCycle: LifeCycle, closers: Closers): Promise<Parts> {
  const host = options.host ?? '127.0.0.1';
  const transport = options.transport ?? { kind: 'generated' };
  if (transport.kind === 'http' && !isLoopback(host)) {
    throw new ServiceStartError('NotLoopback', `Without TLS the service listens on loopback only, not on '${host}': passwords would travel in the clear. Use HTTPS, or 127.0.0.1.`);
  }
  if (options.users.length === 0 && usersVersion(options.dataFolder) === undefined) throw new ServiceStartError('NoUsers', 'At least one user with a password is needed.');
  const colon = options.users.find((user) => user.name.includes(':'));
  // RFC 7617: the first colon ends the name, so nobody could sign in with this one.
  if (colon !== undefined) throw new ServiceStartError('InvalidSettings', `The user name '${colon.name}' has a colon, which Basic authentication cannot carry. Choose another name.`);
  const schedules = { ...DEFAULT_SCHEDULES, ...options.schedules };
  if (!isTimeZone(schedules.timeZone)) throw new ServiceStartError('InvalidSettings', `There is no time zone '${schedules.timeZone}'. Choose one such as UTC or Europe/Berlin.`);
  if (isBackup(options.dataFolder)) throw new ServiceStartError('IsBackup', `${options.dataFolder} is a backup, and would be none any more once a service has used it. It was left as it is: put it into a data folder ("sma restore ${options.dataFolder} --data FOLDER"), and start the service with that.`);
  const { holders } = options;
  const clock = options.clock ?? systemClock;
  // Whoever comes through a proxy comes from its address.
  const limits = { ...DEFAULT_LIMITS, ...options.limits, ...(options.proxy === undefined ? {} : { connectionsPerAddress: Number.POSITIVE_INFINITY }) };
  const users = Promise.all(options.users.map(async (user) => ('role' in user ? user : hashUser(user.name, user.password))));
  // Looked at when it is needed; a failure before that must not count as unhandled.
  users.catch(() => undefined);

  const runAs = accountOf(options);
  const store = await Store.openWhenFree({ folder: options.dataFolder, ...(options.maxDatabaseBytes === undefined ? {} : { maxBytes: options.maxDatabaseBytes }) }, () => {
    logger.log('warn', `The service that uses the data folder ${options.dataFolder} is ending; it is waited for.`);
  });
  closers.defer(() => store.close());
  if (store.opening.logDamage !== undefined) logger.log('error', store.opening.logDamage);
  if (store.opening.rebuilt !== undefined) logger.log('warn', store.opening.rebuilt);
  if (store.opening.unseenLoss !== undefined) logger.log('warn', `${store.opening.unseenLoss}.`);
  if (store.opening.isFolderOpen && runAs === undefined) logger.log('warn', `Others than its owner may look into the data folder ${options.dataFolder}. Its files are closed to them; "chmod 700 ${options.dataFolder}" closes the folder too.`);
  const newest = await store.read(lastTimeOf);
  if (isBehind(clock, newest)) logger.log('warn', `The clock of this machine is behind the newest time in the database. ${WHILE_BEHIND}`, { newest });
  const changes = new Changes(store, new Ticker(clock, newest), logger);
  const keyFile = join(options.dataFolder, 'secret.key');
  // The folder is ours: of a key that a command wrote when it was killed nothing may lie about.
  for (const path of [keyFile, join(options.dataFolder, 'tls.pem')]) removeUnfinished(path);
  const cipher = openCipher(keyFile, await store.read(someSecrets));
  const keyWatch = new KeyWatch({ path: keyFile, logger, isFolderThere: () => store.isInPlace });
  closers.defer(() => keyWatch.stop());
  store.unseal(cipher);
  await seed(changes);
  await sealEarlier(store, cipher, logger);
  await recoverJobs(changes, logger);

  const hub = new EventHub();
  closers.defer(() => hub.close());
  if (runAs !== undefined) letThrough(options.dataFolder, runAs);
  const modules = new ModuleFolder(options.dataFolder, runAs?.gid);
  await followModules(modules, changes, logger);
  if (runAs !== undefined && closedTo(runAs, programOf(options.worker), modules.path) !== undefined) logger.log('warn', `The account '${runAs.name}' that runbooks run under cannot reach the modules in ${modules.path}: a folder above is closed to it. Choose another data folder, or let it through ("chmod o+x").`);
  const debugs = options.debugging === true ? new DebugSessions((jobId, id, request) => supervisor?.debug(jobId, id, request) ?? false) : undefined;
  const supervisor: WorkerSupervisor | undefined = options.worker === false ? undefined : new WorkerSupervisor({ ...(debugs === undefined ? {} : { hear: (message) => debugs.hear(message) }), worker: { ...options.worker, modulePath: modules.path, ...(runAs === undefined ? {} : { runAs }) }, changes, cipher, logger, web: { answer: (jobId, request) => jobRequests.answer(jobId, request), refusalOf: (jobId, how) => jobRequests.refusalOf(jobId, how) }, notify: () => hub.notify(), notice: (text, jobId) => hub.setNotice(text, jobId) });
  const models = modelsFor(options.serverVersion ?? '2012R2');
  const jobsWaiting = (): void => { supervisor?.wake(); hub.notify(); };
  const dueRuns = new DueRuns({ ticker: changes.ticker, cipher, settings: schedules, logger, jobsWaiting });
  const odata = new ODataHandler({
    models, uris: new UriReader(models), changes, cipher, logger, modules, moduleReader: new ModuleReader(), replies: new ReplyCache(() => store.version()), timeZone: schedules.timeZone, scripts: new ScriptReader(), bodies: new BodyReader(), eventsPath: EVENTS_PATH,
    dueRuns, jobsWaiting,
    forward: (jobId, wish) => { if (wish !== 'none') supervisor?.forward(jobId, wish); hub.notify(); },
  });
  const readTls = transport.kind === 'http' ? undefined
    : transport.kind === 'files' ? () => readTlsIdentity(transport.certificateFile, transport.keyFile)
    : () => ownTlsIdentity(options.dataFolder, host, clock.wall(), (what) => logger.log('warn', what));
  const tls = await readTls?.();
  const untimely = tls === undefined ? undefined : outOfTime(tls, clock.wall());
  if (untimely !== undefined) logger.log('error', `Clients will not trust the certificate of the service: ${untimely}. Set the clock right, or where it is, ${transport.kind === 'files' ? 'give another certificate' : `remove ${join(options.dataFolder, 'tls.pem')} and start the service again to have another one made`}.`);

  const given = await users;
  // Who may write it says who is let in.
  tightenFile(usersPath(options.dataFolder));
  const kept = readUsers(options.dataFolder);
  const table = new UserTable([...given, ...kept]), people = new UserTable(kept);
  tellEclipsed(given, kept, logger);
  noteSettingsUsers(options.dataFolder, given.map(({ name }) => name), logger);
  const metrics = new RequestMetrics();
  let origin = '';
  const identity = new Identity({ table, people, signIn: new SignIn(table, logger, new Lockout({ dataFolder: options.dataFolder, clock, logger, isUser: (name) => table.roleOf(name) !== undefined })), proxy: options.proxy, dataFolder: options.dataFolder, given, logger, changed: (news) => noteUsers(changes, news, people, logger) });
  const jobRequests = new JobRequests({ changes, identity, logger, limits, handle: (request) => odata.handle(request) });
  const pipeline = createPipeline({
    identity, metrics, writeMetrics: () => writeMetrics(metrics, changes, { followers: hub.followers, connections: listener.connections.counts }), limits, logger, state: () => lifeCycle.state, origin: () => origin,
    handleOData: (request) => odata.handle(request),
    handleEvents: (request) => handleEvents(request, { changes, hub, limits, logger }),
    ...(holders === undefined ? {} : { handleHold: (request: ServiceRequest) => handleHold(request, holders) }),
    ...(debugs === undefined ? {} : { handleDebug: (request: ServiceRequest) => handleDebug(request, debugs, changes) }),
  });
  const listener = await listen((incoming, outgoing) => void pipeline(incoming, outgoing), { host, port: options.port ?? 0, tls }, limits, logger);
  origin = listener.origin;
  const certificate = tls === undefined || readTls === undefined ? undefined : new CertificateWatch({ identity: tls, read: readTls, isOwn: transport.kind !== 'files', use: (identity) => listener.secure(identity), now: () => clock.wall(), logger }, options.certificatePollMilliseconds);
  closers.defer(() => certificate?.stop());
  supervisor?.start();
  const scheduler = new Scheduler({ changes, runs: dueRuns, settings: schedules, logger, ...(options.schedules?.pollMilliseconds === undefined ? {} : { pollMilliseconds: options.schedules.pollMilliseconds }) });
  const housekeeping = new Housekeeping(changes, logger);
  closers.defer(async () => { await Promise.all([scheduler.stop(), housekeeping.stop()]); });
  scheduler.start();
  housekeeping.start();
  return { listener, certificate, hub, supervisor, store, changes, debugs };
}

/** What `sma users` has changed while the service runs; who did it the file does not say. */
function noteUsers(changes: Changes, { added, changed, removed }: UserNews, people: UserTable, logger: Logger): void {
  changes.make(SERVICE_AUTHOR, async (change) => {
    for (const name of added) await audit(change, 'UserAdded', `Users/${name}`, people.roleOf(name));
    for (const name of changed) await audit(change, 'UserChanged', `Users/${name}`, people.roleOf(name));
    for (const name of removed) await audit(change, 'UserRemoved', `Users/${name}`);
  }).catch((error: unknown) => logger.log('error', 'That the users have changed could not be noted in the audit', { error: describeError(error) }));
}

function toRunning(parts: Parts, options: ServiceOptions, logger: Logger, lifeCycle: LifeCycle, closers: Closers): RunningService {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const milliseconds = options.drainMilliseconds ?? DRAIN_MILLISECONDS;
  let stopping: Promise<void> | undefined;
  let failure: string | undefined;
  const stop = async (limit = Number.POSITIVE_INFINITY): Promise<void> => {
    lifeCycle.enter('draining');
    parts.store.ending();
    parts.hub.close();
    options.holders?.close();
    parts.debugs?.close();
    try {
      // What cannot be stored is not waited for; whoever is being told so, is.
      const most = Math.min(limit, milliseconds, failure === undefined ? Number.POSITIVE_INFINITY : FAILED_DRAIN_MILLISECONDS);
      const jobs = failure === undefined && options.drainBySetting === true ? Math.min(limit, await drainTime(parts.changes, most)) : most;
      if (jobs > most) logger.log('warn', 'Running jobs have as long as DrainTimeInSeconds says to end; a second Ctrl+C does not wait for them', { seconds: jobs / 1_000 });
      await Promise.all([parts.listener.close(most), parts.supervisor?.drain(jobs)]);
      await closers.close();
    } finally {
      lifeCycle.enter('closed');
      resolve();
    }
    logger.log('info', 'The service is closed');
  };
  const stopOnce = (most?: number): Promise<void> => (stopping ??= stop(most).catch((error: unknown) => {
    logger.log('error', 'The service did not close cleanly', { error: describeError(error) });
    throw error;
  }));
  // Going on would build upon what is lost. The next start refuses it before it writes.
  const end = async (damage: string | undefined): Promise<void> => {
    if (damage === undefined || stopping !== undefined) return;
    failure = damage;
    logger.log('error', damage);
    await stopOnce();
  };
  const unlooked = (error: unknown): void => logger.log('warn', 'The database could not be looked through', { error: describeError(error) });
  void parts.store.gone.then(end).catch(unlooked);
  if (parts.store.opening.isUnchecked) parts.store.check().then(end).catch(unlooked);
  return {
    origin: parts.listener.origin, port: parts.listener.port, url: `${parts.listener.origin}/${TENANT_ID}/`,
    get certificatePem() { return parts.certificate?.identity.certificatePem; }, get certificateFingerprint() { return parts.certificate?.identity.fingerprint; }, loss: parts.store.opening.logDamage,
    get state() { return lifeCycle.state; },
    get failure() { return failure; },
    stop: stopOnce, hurry: () => parts.supervisor?.hurry(), closed, [Symbol.asyncDispose]: () => stopOnce(),
  };
}

/** What jobs get at the end. */
const drainTime = async (changes: Changes, otherwise: number): Promise<number> => {
  const seconds = await changes.read(drainSetting).catch(() => undefined);
  return seconds === undefined ? otherwise : seconds * 1_000;
};

const programOf = (worker: ServiceOptions['worker']): string => (worker === undefined || worker === false ? undefined : worker.program) ?? process.execPath;
/** The account of the worker, where it is another one than the service's. Fails with `WorkerAccount`. */
function accountOf({ worker }: ServiceOptions): WorkerAccount | undefined {
  if (worker === undefined || worker === false || worker.account === undefined) return undefined;
  const account = workerAccount(worker.account);
  if (account !== undefined) checkAccess(account, programOf(worker), worker.script ?? workerEntry());
  return account;
}
