/** Secrets, and what asks for them. */
import { getExecutionPolicy, setExecutionPolicy } from './executionPolicy.ts';
import { getPfxCertificate } from './getPfxCertificate.ts';
import { getCredential, readHost } from './prompts.ts';
import { convertFromSecureString, convertToSecureString } from './secureStrings.ts';

export const securityCmdlets = [convertToSecureString, convertFromSecureString, getCredential, readHost, getExecutionPolicy, setExecutionPolicy, getPfxCertificate] as const;
