/** What the keeper's calls are given by the other rooms. */
import type { AuditTrail } from '../access/auditTrail.ts';
import type { DeviceMeetings } from '../access/deviceMeetings.ts';
import type { ScryptCost } from '../access/passwords.ts';
import type { SignInLimiter } from '../access/signInLimiter.ts';
import type { Doorbell } from '../stationApi/doorbell.ts';
import type { Health } from '../stationApi/health.ts';
import type { StationParts } from '../stationApi/stationCall.ts';

export interface KeeperParts extends StationParts {
	audit: AuditTrail;
	meetings: DeviceMeetings;
	health: Health;
	doorbell: Doorbell;
	/** The same as at the door, so that guesses count together. */
	attempt: SignInLimiter['attempt'];
	cost: ScryptCost;
}
