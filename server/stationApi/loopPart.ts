/** The part of health that knows whether concerns are received and limits watched. */
import type { HealthPart } from './healthPart.ts';

interface LoopFacts {
	running: number;
	behind: number;
	troubled: boolean;
}

export function loopPart(reading: () => Promise<LoopFacts>): HealthPart {
	return async () => {
		const loop = await reading();
		return { light: loop.troubled ? 'red' : 'green', facts: { loop } };
	};
}
