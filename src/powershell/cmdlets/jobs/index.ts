import { getJob, receiveJob, removeJob, stopJob, waitJob } from './jobCmdlets.ts';
import { startJob, startThreadJob } from './startJob.ts';
import { resumeJob, suspendJob } from './suspendResume.ts';

export const jobCmdlets = [getJob, receiveJob, removeJob, resumeJob, startJob, startThreadJob, stopJob, suspendJob, waitJob];
