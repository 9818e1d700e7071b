// Before all browser tests: makes the small demo once, for every station of every worker; afterwards it is gone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundDemo } from './stationFixture.ts';

// eslint-disable-next-line no-restricted-syntax -- Playwright takes the default export and no other
export default async function demoFolder(): Promise<() => void> {
	const folder = mkdtempSync(join(tmpdir(), 'qingge-demo-data-'));
	await foundDemo(folder, 'small');
	process.env['QINGGE_DEMO_FOLDER'] = folder;
	return () => rmSync(folder, { recursive: true, force: true });
}
