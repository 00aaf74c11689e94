/** All cmdlets, named one by one: binding, completion, Get-Command and help read this one list. */
import type { Cmdlet } from '../runtime/cmdlet.ts';
import { archiveCmdlets } from './archive/index.ts';
import { automationCmdlets } from './automation/index.ts';
import { coreCmdlets } from './core/index.ts';
import { formatCmdlets } from './format/index.ts';
import { jobCmdlets } from './jobs/index.ts';
import { sendMailMessage } from './mail/sendMailMessage.ts';
import { itemCmdlets } from './items/index.ts';
import { jsonCmdlets } from './json/index.ts';
import { objectCmdlets } from './object/index.ts';
import { csvCmdlets } from './csv/index.ts';
import { htmlCmdlets } from './html/convertToHtml.ts';
import { randomCmdlets } from './random/index.ts';
import { securityCmdlets } from './security/index.ts';
import { textCmdlets } from './text/index.ts';
import { variableCmdlets } from './variable/index.ts';
import './shell/types.ts';
import { systemCmdlets } from './system/index.ts';
import { getFormatData, updateFormatData } from './types/formatData.ts';
import { typeCmdlets } from './types/typeData.ts';
import { clixmlCmdlets } from './xml/clixml.ts';
import { timeCmdlets } from './time/index.ts';
import { workflowCmdlets } from './workflow/index.ts';
import { webCmdlets } from './web/index.ts';
import { xmlCmdlets } from './xml/index.ts';
import { writeCmdlets } from './write/index.ts';

export const cmdlets: readonly Cmdlet[] = [
  ...coreCmdlets, ...xmlCmdlets, ...clixmlCmdlets, ...typeCmdlets, getFormatData, updateFormatData, ...systemCmdlets, ...webCmdlets, ...textCmdlets, ...securityCmdlets, ...randomCmdlets, ...htmlCmdlets, ...csvCmdlets, ...writeCmdlets, ...objectCmdlets, ...formatCmdlets, ...jsonCmdlets, ...itemCmdlets, ...jobCmdlets, ...archiveCmdlets, sendMailMessage, ...timeCmdlets, ...variableCmdlets, ...automationCmdlets, ...workflowCmdlets,
];
