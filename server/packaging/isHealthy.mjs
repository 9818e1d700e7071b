// Ends with 0 when the station on this data folder answers and is not red. For the container's
// health check: it finds the station as the command line does, whatever its port and certificate.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns {Promise<boolean>} */
async function isHealthy() {
	const file = join(process.env.DATA_DIR ?? './data', 'running.json');
	try {
		const { url } = JSON.parse(readFileSync(file, 'utf8'));
		const here = url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
		const answer = await fetch(`${here}/station/health`, { signal: AbortSignal.timeout(8_000) });
		return answer.ok;
	} catch {
		// No station, or one that does not answer.
		return false;
	}
}

process.exitCode = (await isHealthy()) ? 0 : 1;
