/** How full the phone is, and whether the browser may empty it (SAFETY 1.1). */
export interface StorageReading {
	usedBytes: number;
	quotaBytes: number;
	persistent: boolean;
}

/** Undefined where the browser does not say. */
export async function readStorage(storage: StorageManager): Promise<StorageReading | undefined> {
	try {
		const { usage = 0, quota = 0 } = await storage.estimate();
		return { usedBytes: usage, quotaBytes: quota, persistent: await storage.persisted() };
	} catch {
		// Old WebViews lack both calls; the screen then shows nothing rather than a wrong figure.
		return undefined;
	}
}

export async function askPersistence(storage: StorageManager): Promise<boolean> {
	try {
		return (await storage.persisted()) || (await storage.persist());
	} catch {
		return false;
	}
}
