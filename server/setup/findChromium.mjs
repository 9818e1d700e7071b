// Finds a Chromium that is already on the machine. Never downloads one.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const elsewhere = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'
];

/**
 * The pages behind the address bar, which nobody sees here, cost four tenths of a second of processor
 * for every window. Of several such flags the last counts, so what Playwright switches off is repeated.
 */
const unwanted = [
	...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
	...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
	...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
	...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect'],
	...['TcpPortRandomizationWin', 'OptimizationHints', 'NetworkTimeServiceQuerying'],
	...['AimEnabled', 'PreconnectToSearch']
];

/**
 * Without a sandbox, since tests run as root in containers; without services that would call out.
 */
export const chromiumFlags = [
	`--disable-features=${unwanted.join(',')}`,
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/**
 * Full path of a Chromium, CHROME_PATH first.
 * @param {Record<string, string | undefined>} env
 * @returns {string | undefined}
 */
export function findChromium(env = process.env) {
	const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
	const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
	return [env.CHROME_PATH ?? '', ...onPath, ...elsewhere].find((path) => path && isProgram(path));
}

/**
 * @param {string} path
 */
function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		// Not there, or not ours to run: the next name is tried.
		return false;
	}
}
