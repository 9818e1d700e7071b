/**
 * Small choices of the person who holds the phone. They lie in localStorage, since they must be
 * known before the first screen is drawn; losing them loses no work.
 */
export interface PreferenceStorage {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
}

export interface Preferences {
	read(name: string): string;
	write(name: string, value: string): void;
}

export function openPreferences(storage: PreferenceStorage): Preferences {
	return {
		read: (name) => storage.getItem(`qingge:${name}`) ?? '',
		write: (name, value) => storage.setItem(`qingge:${name}`, value)
	};
}
