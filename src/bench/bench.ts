/** `npm run bench [-- lane or group …]`: the phone and the station, ours beside peers. */
import { lanes } from './lanes.ts';
import { runBench } from './runBench.ts';

await runBench(lanes, 'latest.json');
