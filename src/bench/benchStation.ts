/**
 * `npm run bench:station [-- lane …]`: the station beside pouchdb-server and, with COUCHDB_URL, beside
 * an Apache CouchDB.
 */
import { runBench } from './runBench.ts';
import { stationLanes } from './stationLanes.ts';

await runBench(stationLanes, 'station.json');
