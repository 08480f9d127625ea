import type { Scenario } from './scenario.ts';

export const queue: Scenario = {
  id: 'queue',
  title: 'Queue with lists',
  summary: 'Two workers wait with BLMOVE; one crashes, and its job is not lost.',
  text: [
    'A list is a queue: producers push at one end, workers take from the other. BLMOVE waits until there is a job, so nobody has to ask again and again. Look at the consoles: both workers are blocked until jobs come, and are served in the order in which they began to wait.',
    'BLMOVE puts the job on a list of the worker’s own in the same step. A worker that has finished removes it there. If a worker crashes, its job still stands on its list, and somebody can put it back.',
  ],
  script: `# Two workers wait for a job, for at most 30 seconds.
# @client worker-1
BLMOVE jobs doing:worker-1 RIGHT LEFT 30
# @client worker-2
BLMOVE jobs doing:worker-2 RIGHT LEFT 30

# A producer pushes two jobs. Each worker gets one.
# @client producer
# @wait 1s
LPUSH jobs "resize image 17"
LPUSH jobs "send mail to ada"
# @wait 1s

# Worker 1 finishes, and takes the job off its list.
# @client worker-1
LREM doing:worker-1 1 "resize image 17"
# @expect (integer) 1

# Worker 2 crashes in the middle. Its job is still there …
# @client producer
LRANGE doing:worker-2 0 -1
# @expect 1) "send mail to ada"

# … so a watchdog puts it back into the queue,
LMOVE doing:worker-2 jobs RIGHT RIGHT
# @expect "send mail to ada"

# and worker 1 does it.
# @client worker-1
BLMOVE jobs doing:worker-1 RIGHT LEFT 30
# @expect "send mail to ada"
LREM doing:worker-1 1 "send mail to ada"
# @expect (integer) 1
`,
  view: { panel: 'console', clients: ['worker-1', 'worker-2', 'producer'] },
};
