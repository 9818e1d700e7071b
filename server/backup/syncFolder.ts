/** A new name is on the medium only when its folder is. Windows knows no such call. */
import { open } from 'node:fs/promises';

export async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
