/** A pause that something may end early, and that misses nothing that came just before it. */
type Wake = 'commit' | 'kick' | 'end';

export interface Waiting {
	wake(by: Wake): void;
	/** Answers what ended it. What `deaf` names neither ends it nor is lost. */
	pause(ms: number, deaf?: Wake): Promise<Wake | 'time'>;
	/** Whether a kick came since it was asked last. */
	tookKick(): boolean;
}

export function openWaiting(): Waiting {
	const came = new Set<Wake>();
	let kicked = false;
	let look = (): void => undefined;

	return {
		wake(by) {
			if (by === 'kick') kicked = true;
			came.add(by);
			look();
		},
		async pause(ms, deaf) {
			return new Promise((resolve) => {
				const timer = setTimeout(() => finish('time'), ms);
				function finish(by: Wake | 'time'): void {
					clearTimeout(timer);
					look = () => undefined;
					if (by !== 'time') came.delete(by);
					resolve(by);
				}
				look = () => {
					for (const by of came) {
						if (by !== deaf) {
							finish(by);
							return;
						}
					}
				};
				look();
			});
		},
		tookKick() {
			const was = kicked;
			kicked = false;
			return was;
		}
	};
}
