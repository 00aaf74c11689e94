/** What surrounds a runbook: cultures, host, processes, sessions. */
import { addType } from './addType.ts';
import { getCulture, getHost, getTimeZone, getUICulture, getUptime } from './culture.ts';
import { getProcess, startProcess } from './processes.ts';
import { getPSSession, newPSSession, removePSSession } from './sessions.ts';

export const systemCmdlets = [getCulture, getUICulture, getHost, getTimeZone, getUptime, getProcess, startProcess, addType, getPSSession, newPSSession, removePSSession] as const;
