/** The automation activities: what a runbook asks of the service it runs in. */
import { getAutomationCertificate } from './getAutomationCertificate.ts';
import { getAutomationConnection } from './getAutomationConnection.ts';
import { getAutomationPSCredential } from './getAutomationPSCredential.ts';
import { getAutomationVariable } from './getAutomationVariable.ts';
import { getSmaJob } from './getSmaJob.ts';
import { getSmaJobOutput } from './getSmaJobOutput.ts';
import { getSmaRunbook } from './getSmaRunbook.ts';
import { getSmaVariable } from './getSmaVariable.ts';
import { setSmaVariable } from './setSmaVariable.ts';
import { resumeSmaJob, stopSmaJob, suspendSmaJob } from './smaJobActions.ts';
import { startSmaRunbook } from './startSmaRunbook.ts';
import { setAutomationVariable } from './setAutomationVariable.ts';
import { smaChangers } from './web/changers.ts';
import { smaFiles } from './web/files.ts';
import { smaGetters } from './web/getters.ts';

export const automationCmdlets = [
  getAutomationVariable, setAutomationVariable, getAutomationPSCredential, getAutomationCertificate, getAutomationConnection, startSmaRunbook, getSmaRunbook, getSmaJob, getSmaJobOutput,
  getSmaVariable, setSmaVariable, stopSmaJob, suspendSmaJob, resumeSmaJob, ...smaGetters, ...smaChangers, ...smaFiles,
] as const;
