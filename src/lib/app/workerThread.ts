/**
 * The thread of the phone's worker, begun as soon as somebody may need it: starting it takes as long
 * as the station takes to check a password. Until it is asked it opens nothing and holds no lock.
 */
let spare: Worker | undefined;

export function getThreadReady(): void {
	if (spare) return;
	const thread = begin();
	spare = thread;
	// Nobody listens yet; whoever needs one begins another and hears for himself what is wrong.
	thread.addEventListener('error', () => {
		if (spare === thread) spare = undefined;
	});
}

export function takeThread(): Worker {
	const thread = spare ?? begin();
	spare = undefined;
	return thread;
}

function begin(): Worker {
	return new Worker(new URL('./phone.worker.ts', import.meta.url), {
		type: 'module',
		name: 'qingge-phone'
	});
}
