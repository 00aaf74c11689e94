/** What surrounds a runbook: cultures, host, processes, sessions. */
import { addType } from './addType.ts';
import { getCulture, getHost, getTimeZone, getUICulture, getUptime } from './culture.ts';
import { eventCmdlets } from './events.ts';
import { getProcess, stopProcess, waitProcess } from './processes.ts';
import './processStart.ts';
import { startProcess } from './startProcess.ts';
import { getPSSession, getRunspace, newPSSession, newPSSessionOption, removePSSession, setPSDebug } from './sessions.ts';
import { screenCmdlets } from './screen.ts';
import { startTranscript, stopTranscript } from './transcripts.ts';

export const systemCmdlets = [getCulture, getUICulture, getHost, getTimeZone, getUptime, getProcess, startProcess, stopProcess, waitProcess, addType, getPSSession, newPSSession, newPSSessionOption, removePSSession, getRunspace, setPSDebug, startTranscript, stopTranscript, ...eventCmdlets, ...screenCmdlets] as const;
