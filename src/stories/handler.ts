/** Those to whom a concern is sent: the property company (物业) and the departments (部门). */
import { Person } from './person.ts';

export class Handler extends Person {
	/** Code of the unit, as orders name it. */
	get unit(): string {
		return this.grant.scope.slice(this.grant.scope.indexOf('/') + 1);
	}
	async accepts(concern: string): Promise<string> {
		return this.takes(concern, { type: 'accept' });
	}
	async givesBack(concern: string, note: string): Promise<string> {
		return this.takes(concern, { type: 'return', note });
	}
	/** 现场勘测: the first response may be a look at the place. */
	async looksAtPlace(concern: string): Promise<string> {
		return this.takes(concern, { type: 'respond', firstResponse: 'onsite' });
	}
	/** 报到 after a whistle. */
	async reportsIn(concern: string): Promise<string> {
		return this.takes(concern, { type: 'join' });
	}
	async notes(concern: string, note: string): Promise<string> {
		return this.takes(concern, { type: 'progress', note });
	}
	async resolves(concern: string, note: string): Promise<string> {
		return this.takes(concern, { type: 'resolve', note });
	}
}
